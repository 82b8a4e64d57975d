import { throwIfCancelled } from '../../errors';
import { openFileBytes, type ByteSource } from '../bytes';
import { namedArraysReader, plainArray, type FileContents, type NamedArray } from '../named-arrays';
import { storedBytes } from '../plain-values';
import { checkDeclaredLength, damagedFile } from '../variable-errors';
import { HEADER_LENGTH, LONGEST_NAME, readMat4Header, type Mat4Header } from './header';

const MOST_VARIABLES = 100_000;

type Found = NamedArray | { name: string; kind: string };

/**
 * MAT files of version 4 (MATLAB's option -v4), in either byte order: matrices, one behind the other, columns first.
 * Values keep the type that they are stored in, which MATLAB chooses by their range; of several variables with one
 * name the last counts.
 */
export const mat4Reader = namedArraysReader('mat4', async (file, signal): Promise<FileContents> => {
  const bytes = await openFileBytes(file);
  try {
    const found = new Map<string, Found>();
    let count = 0;
    for (let at = 0; at < bytes.length;) {
      throwIfCancelled(signal);
      if (++count > MOST_VARIABLES)
        throw damagedFile(file, `it holds more than ${MOST_VARIABLES} variables`, at);
      const { name, variable, next } = await readVariable(bytes, file, at, signal);
      found.delete(name);
      found.set(name, variable);
      at = next;
    }
    const all = [...found.values()];
    return {
      bytes,
      arrays: all.flatMap((variable) => ('info' in variable ? [variable] : [])),
      skipped: all.flatMap((variable) => ('kind' in variable ? [variable] : [])),
    };
  } catch (error) {
    await bytes.close();
    throw error;
  }
});

async function readVariable(
  bytes: ByteSource,
  file: string,
  at: number,
  signal?: AbortSignal,
): Promise<{ name: string; variable: Found; next: number }> {
  const begin = await bytes.read(at, Math.min(HEADER_LENGTH + LONGEST_NAME, bytes.length - at), signal);
  const header = readMat4Header(begin);
  if (!header) throw damagedFile(file, 'no variable begins where one should', at);
  const { rows, columns, dtype, littleEndian, nameLength, complex } = header;
  const offset = at + HEADER_LENGTH + nameLength;
  const name = nameIn(begin.subarray(HEADER_LENGTH, HEADER_LENGTH + nameLength));
  if (name === '') throw damagedFile(file, 'a variable has no name', at);
  const shape = [rows, columns];
  const next = offset + rows * columns * storedBytes(dtype) * (complex ? 2 : 1);
  checkDeclaredLength(file, shape, next, bytes.length);
  const kind = otherKind(header);
  const variable = kind
    ? { name, kind }
    : plainArray({ name, shape, dtype }, file, littleEndian, { bytes, offset });
  return { name, variable, next };
}

function otherKind({ kind, complex, foreignMachine }: Mat4Header): string | undefined {
  if (kind !== 'matrix') return kind;
  if (complex) return 'complex array';
  return foreignMachine ? 'matrix of a VAX or Cray' : undefined;
}

function nameIn(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(end < 0 ? bytes : bytes.subarray(0, end)).toString('latin1');
}
