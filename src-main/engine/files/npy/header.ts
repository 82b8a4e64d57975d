import type { Dtype } from '@shared/scene';
import { damagedFile } from '../variable-errors';

const MAGIC = '\x93NUMPY';
const LONGEST_HEADER = 64 * 1024;
const MOST_AXES = 32;

/** What an NPY header says; `kind` stands for `dtype` where the values are no plain numbers. */
export type NpyHeader = { shape: number[]; fortranOrder: boolean; start: number } & (
  { dtype: Dtype; littleEndian: boolean; half: boolean; size: number } | { kind: string }
);

export function beginsLikeNpy(head: Uint8Array): boolean {
  return String.fromCharCode(...head.subarray(0, MAGIC.length)) === MAGIC;
}

/** Bytes of a file from its start. */
export type ReadStart = (offset: number, length: number) => Promise<Uint8Array>;

/**
 * Reads the header of an array in NumPy's format ("numpy.lib.format", versions 1.0 to 3.0).
 * @param name of the array in the file, for messages
 * @throws UnreadableFileError where the header is cut off or makes no sense
 */
export async function readNpyHeader(read: ReadStart, file: string, name: string): Promise<NpyHeader> {
  const wrong = (problem: string) => damagedFile(file, `the header of its array "${name}" ${problem}`);
  const preface = await read(0, 12);
  if (!beginsLikeNpy(preface)) throw wrong('does not begin like one of NumPy');
  const version = preface[6];
  if (version < 1 || version > 3) throw wrong(`is of the unknown version ${version}`);
  const view = new DataView(preface.buffer, preface.byteOffset, preface.byteLength);
  const length = version === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
  if (length > LONGEST_HEADER) throw wrong(`claims ${length} bytes`);
  const begin = version === 1 ? 10 : 12;
  const text = new TextDecoder(version === 3 ? 'utf-8' : 'latin1').decode(await read(begin, length));
  const shape = /['"]shape['"]\s*:\s*\(([\d\sL,]*)\)/.exec(text)?.[1];
  const order = /['"]fortran_order['"]\s*:\s*(True|False)/.exec(text)?.[1];
  const description = /['"]descr['"]\s*:\s*(?:['"]([^'"]*)['"]|(\[))/.exec(text);
  if (shape === undefined || order === undefined || !description)
    throw wrong('lacks its type, order or shape');
  const lengths = shape
    .split(',')
    .flatMap((part) => (part.trim() === '' ? [] : [Number(part.replace('L', ''))]));
  if (lengths.length > MOST_AXES || !lengths.every(Number.isSafeInteger))
    throw wrong(`declares the shape (${shape.slice(0, 60)})`);
  const known = description[2] ? { kind: 'structured array' } : typeOf(description[1]);
  if (!known) throw wrong(`names the unknown type "${description[1]}"`);
  // A single number has no axes in NumPy.
  return {
    ...known,
    shape: lengths.length > 0 ? lengths : [1],
    fortranOrder: order === 'True',
    start: begin + length,
  };
}

type TypeOf = { dtype: Dtype; littleEndian: boolean; half: boolean; size: number } | { kind: string };

/** The parts of "<f4": byte order, kind, bytes a value. */
function typeOf(description: string): TypeOf | undefined {
  const [, order, kind, bytes] = /^([<>|=]?)([a-zA-Z])(\d*)(\[.*\])?$/.exec(description) ?? [];
  if (kind === undefined) return undefined;
  const size = Number(bytes);
  const plain = (dtype: Dtype, half = false) => ({ dtype, half, size, littleEndian: order !== '>' });
  const bits = 8 * size;
  switch (kind) {
    case 'b':
      return size === 1 ? plain('uint8') : undefined;
    case 'i':
    case 'u':
      return [1, 2, 4, 8].includes(size) ? plain(`${kind === 'i' ? '' : 'u'}int${bits}` as Dtype) : undefined;
    case 'f':
      if (size === 2) return plain('float32', true);
      return size === 4 || size === 8
        ? plain(`float${bits}` as Dtype)
        : { kind: `${bits}-bit floating-point array` };
    case 'c':
      return { kind: 'complex array' };
    case 'S':
    case 'U':
    case 'a':
      return { kind: 'text' };
    case 'M':
    case 'm':
      return { kind: 'list of times' };
    case 'O':
      return { kind: 'list of Python objects' };
    default:
      return { kind: 'structured array' };
  }
}
