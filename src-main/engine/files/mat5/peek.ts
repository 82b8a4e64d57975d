import type { NumericArray } from '@shared/scene';
import { UnreadableFileError, UnusableDataError } from '../../errors';
import { isWavelengthName, roleOf } from '../roles';
import { valueCount } from '../values';
import { decoder } from './decode';
import { inflate } from './inflate';
import type { MatFile } from './mat-file';
import type { NumericVariable } from './variables';

/** What one look at values may unpack. */
export const PEEK_LENGTH = 64 * 1024;

/** Whether its header leaves open what an array is, so that its first values are looked at. */
export function isPeeked(variable: NumericVariable): boolean {
  return isMaybeLabels(variable) || isMaybeWavelengths(variable);
}

/**
 * Values stored as integers may be labels. Doubles may be too, since scipy stores whole ones like any other: the
 * first 64 KiB of them decide, and reading the labels checks all.
 */
export function isMaybeLabels({ shape, storage }: NumericVariable): boolean {
  return roleOf(shape, true) === 'labels' && !storage.integer;
}

export function isMaybeWavelengths({ name, shape, nested }: NumericVariable): boolean {
  return isWavelengthName(nested?.field ?? name) && roleOf(shape, false) === 'vector';
}

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
  if (variable.nested?.head) return decode(variable.nested.head);
  if (!block.compressed) return decode(await mat.bytes.read(start, length, mat.signal));
  const stream = await inflate(mat, block, place, PEEK_LENGTH);
  try {
    await stream.skip(start);
    return decode(await stream.read(length));
  } finally {
    await stream.close();
  }
}
