import type { Dtype } from '@shared/scene';
import { UnreadableFileError } from '../../errors';
import type { Hdf5File } from '../hdf5/hdf5-file';
import { numericDataset, openDataset } from '../hdf5/numeric-dataset';
import type { FoundDataset } from '../hdf5/walk';
import { valueCount } from '../values';

/** Addresses of objects, in the order in which MATLAB counts them; undefined for none. */
export type References = (number | undefined)[];

const MOST_REFERENCES = 100_000;

/**
 * What an array of references refers to: to whoever does not know what they stand for they are numbers.
 * @throws UnreadableFileError where they are damaged
 */
export async function readReferences(
  h5: Hdf5File,
  { path, address, dataset }: FoundDataset,
): Promise<References | 'too many'> {
  const { size } = dataset.type;
  if (valueCount(dataset.space.dims) > MOST_REFERENCES) return 'too many';
  const dtype = `uint${8 * size}` as Dtype;
  const type = { kind: 'number', dtype, littleEndian: true, half: false, size } as const;
  const numbers = numericDataset(h5, path, { ...dataset, type });
  if ('problem' in numbers || size !== h5.offsetSize) throw nowhere(h5, address);
  const source = openDataset(h5, numbers, {}, { memoryLimit: Infinity });
  const values = await source
    .read(
      source.shape.map((length) => [0, length] as const),
      h5.signal,
    )
    .catch((error) => {
      // An address that no number can hold leads nowhere.
      throw error instanceof UnreadableFileError || h5.signal?.aborted ? error : nowhere(h5, address);
    });
  return Array.from(values, (value) => value || undefined);
}

function nowhere(h5: Hdf5File, address: number) {
  return h5.damaged('a list of references leads nowhere', address);
}
