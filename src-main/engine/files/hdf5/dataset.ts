import { readDataspace, type Dataspace } from './dataspace';
import { readDatatype, type Datatype } from './datatype';
import { readFillValue, readOldFillValue } from './fill-value';
import { readFilters, type Filter } from './filters';
import { readLayout, type Layout } from './layout';
import { MESSAGE, type Message } from './object-header';

/** What the header of an array says. */
export interface Dataset {
  type: Datatype;
  space: Dataspace;
  layout: Layout;
  filters: Filter[];
  /** Stored bytes of one value. */
  fill: Uint8Array | undefined;
  /** Whether its values lie in other files. */
  elsewhere: boolean;
}

/**
 * An array's description, or undefined where the object is none.
 * @throws UnreadableFileError where a part of it makes no sense
 */
export function datasetOf(messages: readonly Message[]): Dataset | undefined {
  const bodyOf = (wanted: number) => messages.find(({ type }) => type === wanted)?.body;
  const [type, space, layout] = [MESSAGE.datatype, MESSAGE.dataspace, MESSAGE.layout].map(bodyOf);
  if (!type || !space || !layout) return undefined;
  const filters = bodyOf(MESSAGE.filters);
  const fill = bodyOf(MESSAGE.fillValue);
  const oldFill = bodyOf(MESSAGE.oldFillValue);
  return {
    type: readDatatype(type),
    space: readDataspace(space),
    layout: readLayout(layout),
    filters: filters ? readFilters(filters) : [],
    fill: fill ? readFillValue(fill) : oldFill && readOldFillValue(oldFill),
    elsewhere: bodyOf(MESSAGE.externalFiles) !== undefined,
  };
}
