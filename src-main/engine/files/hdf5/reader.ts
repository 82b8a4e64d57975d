import { UnreadableFileError } from '../../errors';
import { openFileBytes } from '../bytes';
import { namedArraysReader, type FileContents, type NamedArray } from '../named-arrays';
import type { Hdf5File } from './hdf5-file';
import type { FoundArray } from './array-context';
import { describeArrays, isPlaceholder } from './metadata';
import { firstValues, numericDataset, openDataset, shapeOf } from './numeric-dataset';
import { resolvePath } from './resolve-path';
import { openHdf5 } from './superblock';
import { walk, type FoundDataset, type Unreadable } from './walk';

/**
 * HDF5 files of any version: arrays in groups, named by their paths such as `/group/cube`, in the axes that they are
 * stored in. Names that stand for other names can be opened too, but are not listed twice.
 */
export const hdf5Reader = namedArraysReader('hdf5', scan);

/** NetCDF-4 files, which are HDF5 files with the conventions that `metadata.ts` follows in either kind. */
export const netcdf4Reader = namedArraysReader('netcdf4', scan);

async function scan(file: string, signal?: AbortSignal): Promise<FileContents> {
  const bytes = await openFileBytes(file);
  try {
    const h5 = await openHdf5(bytes, file, signal);
    const { datasets, others } = await walk(h5);
    const arrays: FoundArray[] = [];
    for (const found of datasets) await sort(h5, found, arrays, others);
    const lost = others.find(({ problem }) => problem instanceof UnreadableFileError);
    if (arrays.length === 0 && lost) throw lost.problem;
    return {
      bytes,
      arrays: await namedArrays(h5, arrays, datasets),
      skipped: others.map(({ path, kind, problem }) => ({ name: path, kind, problem })),
      otherName: async (name) => {
        const address = await resolvePath(h5, name);
        return arrays.find(({ found }) => found.address === address)?.array.name;
      },
    };
  } catch (error) {
    await bytes.close();
    throw error;
  }
}

async function sort(
  h5: Hdf5File,
  found: FoundDataset,
  arrays: FoundArray[],
  others: Unreadable[],
): Promise<void> {
  const { path, dataset } = found;
  try {
    const array = numericDataset(h5, path, dataset);
    if ('problem' in array) others.push({ path, ...array });
    else if (!(await isPlaceholder(h5, found))) arrays.push({ found, array });
  } catch (error) {
    if (!(error instanceof UnreadableFileError)) throw error;
    others.push({ path, kind: 'damaged array', problem: error });
  }
}

async function namedArrays(
  h5: Hdf5File,
  arrays: readonly FoundArray[],
  datasets: readonly FoundDataset[],
): Promise<NamedArray[]> {
  const descriptions = await describeArrays(h5, arrays, datasets);
  return arrays.map(({ array }, index) => {
    const { info, description, axisNames, ofBands } = descriptions[index];
    return {
      ...{ axisNames, ofBands },
      info: { name: array.name, shape: shapeOf(array), dtype: array.dataset.type.dtype, ...info },
      first: (signal) => firstValues(h5, array, signal),
      open: async (options, bands) => openDataset(h5, array, { ...description, ...bands }, options),
    };
  });
}
