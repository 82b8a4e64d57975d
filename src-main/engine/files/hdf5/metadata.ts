import type { VariableInfo } from '@shared/scene';
import type { BandVectors, OrderedArray } from '../axes/order';
import { roleOf } from '../roles';
import { scaleNotApplied } from '../scale-warning';
import { attributesOrNone, orNothing, type FoundArray } from './array-context';
import { numbersIn, referencesIn, textIn } from './attribute-values';
import type { Attribute } from './attributes';
import { axisNames } from './axis-names';
import { findBands, wavelengthsIn } from './bands';
import type { Description } from './chunks/chunked-array';
import { findGeoreferencing } from './georeferencing';
import type { Hdf5File } from './hdf5-file';
import { shapeOf } from './numeric-dataset';
import type { FoundDataset } from './walk';

/** What the conventions of NetCDF say of an array besides its values. */
export interface Described {
  info: Pick<VariableInfo, 'georeferencing' | 'nodata'> & BandVectors;
  description: Description;
  axisNames?: OrderedArray['axisNames'];
  /** For each axis, should it be the bands. */
  ofBands?: BandVectors[];
}

/**
 * Wavelengths, nodata and places on the ground of all cubes and images, and which vectors are wavelengths, by the
 * conventions of NetCDF and of imaging spectrometers; damage in them is passed over, since the values do not depend on
 * them.
 * @param datasets all of the file, also those that only give an axis its name
 */
export async function describeArrays(
  h5: Hdf5File,
  arrays: readonly FoundArray[],
  datasets: readonly FoundDataset[],
): Promise<Described[]> {
  const described: Described[] = [];
  for (const array of arrays) {
    const role = roleOf(shapeOf(array.array), true);
    if (role === 'vector') described.push(await describeVector(h5, array));
    else if (role === 'other') described.push({ info: {}, description: {} });
    else described.push(await describe(h5, array, arrays, datasets));
  }
  return described;
}

async function describeVector(h5: Hdf5File, array: FoundArray): Promise<Described> {
  const attributes = await attributesOrNone(array.found);
  const wavelengths = await wavelengthsIn({ h5, attributes }, array);
  return { info: wavelengths ? { wavelengths } : {}, description: { wavelengths } };
}

async function describe(
  h5: Hdf5File,
  array: FoundArray,
  all: readonly FoundArray[],
  datasets: readonly FoundDataset[],
): Promise<Described> {
  const attributes = await attributesOrNone(array.found);
  const context = { h5, array, attributes, all, scales: await scalesOf(h5, array, attributes, all) };
  const ofBands: BandVectors[] = [];
  const axes = shapeOf(array.array).length === 3 ? [0, 1, 2] : [];
  for (const axis of axes) ofBands.push(await findBands(context, axis));
  const georeferencing = await findGeoreferencing(context);
  const nodata = numbersIn(h5, attributes.get('_FillValue') ?? attributes.get('missing_value'))?.[0];
  const scale = numbersIn(h5, attributes.get('scale_factor'))?.[0] ?? 1;
  const offset = numbersIn(h5, attributes.get('add_offset'))?.[0] ?? 0;
  const known = { ...(georeferencing && { georeferencing }), ...(nodata !== undefined && { nodata }) };
  return {
    info: known,
    description: {
      ...known,
      warnings: scale !== 1 || offset !== 0 ? [scaleNotApplied(h5.file)] : [],
    },
    axisNames: await axisNames(h5, array, attributes, datasets),
    ofBands,
  };
}

async function scalesOf(
  h5: Hdf5File,
  { array }: FoundArray,
  attributes: Map<string, Attribute>,
  all: readonly FoundArray[],
): Promise<(FoundArray | undefined)[]> {
  const lists = (await orNothing(referencesIn(h5, attributes.get('DIMENSION_LIST')), undefined)) ?? [];
  return shapeOf(array).map((length, axis) => {
    const address = lists[axis]?.[0];
    const scale = address === undefined ? undefined : all.find(({ found }) => found.address === address);
    return scale && String(shapeOf(scale.array)) === String(length) ? scale : undefined;
  });
}

/** What NetCDF writes for an axis that has a name and a length but no coordinates. */
const PLACEHOLDER = 'This is a netCDF dimension but not a netCDF variable';

/** Whether an array only gives an axis its name. */
export async function isPlaceholder(h5: Hdf5File, found: FoundDataset): Promise<boolean> {
  if (found.dataset.space.dims.length !== 1) return false;
  const attributes = await attributesOrNone(found);
  const name = await orNothing(textIn(h5, attributes.get('NAME')), undefined);
  return name?.startsWith(PLACEHOLDER) ?? false;
}
