import type { NumericArray } from '@shared/scene';
import { UnreadableFileError, UnusableDataError } from '../../errors';
import { valueCount } from '../values';
import { decoder } from './decode';
import { inflate } from './inflate';
import type { MatFile } from './mat-file';
import type { NumericVariable } from './scan';

/** What one look at values may unpack. */
const PEEK_LENGTH = 64 * 1024;

/**
 * The first values of a variable, in file order: all of them where they take at most 64 KiB. Undefined where they
 * are damaged, which concerns only whoever opens the variable.
 */
export async function peek(mat: MatFile, variable: NumericVariable): Promise<NumericArray | undefined> {
  try {
    return await readFirst(mat, variable);
  } catch (error) {
    if (error instanceof UnreadableFileError || error instanceof UnusableDataError) return undefined;
    throw error;
  }
}

async function readFirst(mat: MatFile, variable: NumericVariable): Promise<NumericArray> {
  const { block, storage, dtype, start, shape, name } = variable;
  const place = { file: mat.file, byte: block.start, variable: name };
  const length = Math.min(valueCount(shape), Math.floor(PEEK_LENGTH / storage.size)) * storage.size;
  const decode = decoder(storage, dtype, mat.littleEndian, place);
  if (!block.compressed) return decode(await mat.bytes.read(start, length, mat.signal));
  const stream = await inflate(mat, block, place, PEEK_LENGTH);
  try {
    await stream.read(start);
    return decode(await stream.read(length));
  } finally {
    await stream.close();
  }
}
