import { UnreadableFileError, throwIfCancelled } from '../../errors';
import { attributesOf, type Attribute } from './attributes';
import { datasetOf, type Dataset } from './dataset';
import type { Hdf5File } from './hdf5-file';
import type { Link } from './link';
import { isGroup, linksOf } from './links';
import { readObjectHeader, type Message } from './object-header';
import { elsewhere, type Refusal } from './refusals';

export interface FoundDataset {
  kind: 'dataset';
  /** Where it lies among the groups, such as `/group/cube`. */
  path: string;
  address: number;
  dataset: Dataset;
  /** Read only when asked for: most are of no interest. */
  attributes(): Promise<Map<string, Attribute>>;
}

export interface FoundGroup {
  kind: 'group';
  path: string;
  address: number;
  links: Link[];
  attributes(): Promise<Map<string, Attribute>>;
}

export type FoundObject = FoundDataset | FoundGroup;

/** An object that cannot be read, and why. */
export type Unreadable = Refusal & { path: string };

const MOST_OBJECTS = 20_000;
const LONGEST_PATH = 4096;

/** The object at an address: an array, a group, or undefined for what is of no interest, such as a type. */
export async function readObject(
  h5: Hdf5File,
  path: string,
  address: number,
): Promise<FoundObject | undefined> {
  const messages = await readObjectHeader(h5, address);
  const attributes = () => attributesOf(h5, fresh(messages));
  const dataset = datasetOf(fresh(messages));
  if (dataset) return { kind: 'dataset', path, address, dataset, attributes };
  if (!isGroup(messages)) return undefined;
  return { kind: 'group', path, address, links: await linksOf(h5, fresh(messages)), attributes };
}

/** Messages to be read from their start, as often as they are asked for. */
function fresh(messages: readonly Message[]): Message[] {
  return messages.map(({ type, body }) => ({ type, body: body.fromStart() }));
}

/**
 * All arrays of a file in the order of its groups, each once, under the first of its names. What a damaged object
 * would hold concerns only whoever opens it. Names for other names lead to nothing that is not found anyway, and
 * other files are not visited.
 * @throws UnreadableFileError where the root group is damaged, or there are too many objects
 */
export async function walk(h5: Hdf5File): Promise<{ datasets: FoundDataset[]; others: Unreadable[] }> {
  const datasets: FoundDataset[] = [];
  const others: Unreadable[] = [];
  const seen = new Set<number>();
  const waiting = [{ path: '', address: h5.root }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    throwIfCancelled(h5.signal);
    const { path, address } = next;
    if (seen.has(address) || path.length > LONGEST_PATH) continue;
    if (seen.size >= MOST_OBJECTS) throw h5.damaged(`it holds more than ${MOST_OBJECTS} objects`, address);
    seen.add(address);
    try {
      const found = await readObject(h5, path, address);
      if (found?.kind === 'dataset') datasets.push(found);
      if (found?.kind !== 'group') continue;
      const below: typeof waiting = [];
      for (const link of found.links) {
        const name = `${path}/${link.name}`;
        if (link.kind === 'object') below.push({ path: name, address: link.address });
        if (link.kind === 'elsewhere') others.push({ path: name, ...elsewhere(h5.file, name) });
      }
      waiting.push(...below.reverse());
    } catch (error) {
      if (!(error instanceof UnreadableFileError) || address === h5.root) throw error;
      others.push({ path, kind: 'damaged object', problem: error });
    }
  }
  return { datasets, others };
}
