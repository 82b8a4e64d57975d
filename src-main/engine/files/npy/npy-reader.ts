import { openFileBytes } from '../bytes';
import { stemOf } from '../file-errors';
import { namedArraysReader } from '../named-arrays';
import { checkDeclaredLength, damagedFile } from '../variable-errors';
import { npyArray, valuesLength } from './array';
import { readNpyHeader } from './header';

/** Single arrays that NumPy saved: C or Fortran order, either byte order; named after their file. */
export const npyReader = namedArraysReader('npy', async (file, signal) => {
  const bytes = await openFileBytes(file);
  try {
    const name = stemOf(file);
    const start = async (offset: number, length: number) => {
      if (offset + length > bytes.length)
        throw damagedFile(file, `it ends at byte ${bytes.length}, within its header`);
      return bytes.read(offset, length, signal);
    };
    const header = await readNpyHeader(start, file, name);
    if ('kind' in header) return { bytes, arrays: [], skipped: [{ name, kind: header.kind }] };
    checkDeclaredLength(file, header.shape, header.start + valuesLength(header), bytes.length);
    const open = async () => ({ bytes, offset: header.start });
    return { bytes, arrays: [npyArray(name, file, header, { start, open })] };
  } catch (error) {
    await bytes.close();
    throw error;
  }
});
