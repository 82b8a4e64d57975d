import { UnreadableFileError } from '../../errors';
import { openFileBytes } from '../bytes';
import type { Hdf5File } from '../hdf5/hdf5-file';
import { firstValues, openDataset, shapeOf } from '../hdf5/numeric-dataset';
import { openHdf5 } from '../hdf5/superblock';
import { isWithin } from '../matlab/containers';
import { wavelengthsOfAxes, type Wavelengths } from '../matlab/wavelengths';
import { namedArraysReader, type NamedArray } from '../named-arrays';
import { asNanometres, isWavelengthName, roleOf } from '../roles';
import { valueCount } from '../values';
import { notOneArray } from '../variable-errors';
import { readContents, type FoundArray, type MatContents } from './contents';

/**
 * MAT files of version 7.3 (MATLAB's option -v7.3): HDF5 files whose axes lie in the opposite order. Arrays inside
 * structs and cell arrays are variables too, named as MATLAB writes them: `data.cube`, `s(3).gt`, `c{2}`. Text,
 * objects, sparse and complex arrays are passed over.
 */
export const mat73Reader = namedArraysReader('mat73', async (file, signal) => {
  const bytes = await openFileBytes(file);
  try {
    const h5 = await openHdf5(bytes, file, signal);
    const contents = await readContents(h5);
    const lost = contents.others.find(({ problem }) => problem instanceof UnreadableFileError);
    if (contents.arrays.length === 0 && lost) throw lost.problem;
    return {
      bytes,
      arrays: await namedArrays(h5, contents.arrays),
      skipped: contents.others,
      otherName: async (name) => refuseContainer(file, name, contents),
    };
  } catch (error) {
    await bytes.close();
    throw error;
  }
});

async function namedArrays(h5: Hdf5File, arrays: readonly FoundArray[]): Promise<NamedArray[]> {
  const found = await findWavelengths(h5, arrays);
  return arrays.map(({ array }) => {
    const { name } = array;
    const shape = shapeOf(array);
    return {
      info: { name, shape, dtype: array.dataset.type.dtype },
      axisNames: [],
      ofBands: wavelengthsOfAxes(found, { name, shape }),
      first: (signal) => firstValues(h5, array, signal),
      open: async (options, bands) => openDataset(h5, array, bands, options),
    };
  });
}

/** The vectors that their names and their values show to be wavelengths. */
async function findWavelengths(h5: Hdf5File, arrays: readonly FoundArray[]): Promise<Wavelengths[]> {
  const found: Wavelengths[] = [];
  for (const { path, array } of arrays) {
    if (!isWavelengthName(path.field) || roleOf(shapeOf(array), false) !== 'vector') continue;
    const values = await firstValues(h5, array, h5.signal);
    const whole = values.length === valueCount(shapeOf(array));
    const nanometres = whole ? asNanometres(values) : undefined;
    if (nanometres) found.push({ parent: path.parent, nanometres });
  }
  return found;
}

/** A struct or cell array is not one array; what lies in a damaged one is lost. */
function refuseContainer(file: string, name: string, { arrays, others }: MatContents): undefined {
  const lost = others.find(
    (other) => isWithin(name, other.name) && other.problem instanceof UnreadableFileError,
  );
  if (lost) throw lost.problem;
  const inside = arrays.map(({ array }) => array.name).filter((other) => isWithin(other, name));
  const kind = inside[0]?.charAt(name.length) === '{' ? 'cell array' : 'struct';
  if (inside.length > 0) throw notOneArray(file, name, kind, inside);
}
