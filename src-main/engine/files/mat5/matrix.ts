import type { Dtype } from '@shared/scene';
import { damaged, type Place } from './damage';
import { readElement, readTag } from './elements';
import type { ByteStream } from './stream';
import { CONTAINERS, ELEMENT, NUMERIC_CLASSES, OPAQUE_CLASS, OTHER_CLASSES, STORAGE_TYPES } from './types';
import type { StorageType } from './types';

export interface NumericMatrix {
  kind: 'numeric';
  name: string;
  dtype: Dtype;
  /** Without the axes of length 1 that follow the second one, which MATLAB does not count either. */
  shape: number[];
  storage: StorageType;
  /** Where the values begin in the stream that the header was read from. */
  start: number;
  /** Bytes of all values. */
  length: number;
}

export interface OtherMatrix {
  kind: 'other';
  name: string;
  /** What it is, as a person calls it: struct, sparse matrix, complex array ... */
  title: string;
  /** Of a struct or cell array: its dimensions, unchecked; its fields or contents follow in the stream. */
  holds?: { kind: 'struct' | 'cells'; dims: Element };
}

interface Element {
  type: number;
  contents: Uint8Array;
}

export type Matrix = NumericMatrix | OtherMatrix;

const COMPLEX_FLAG = 0x08;
const MOST_AXES = 32;
/** MATLAB's limit is 63 characters; other programs write longer names. */
const LONGEST_NAME = 4096;

/**
 * Reads a matrix element up to its values.
 * @param stream stands behind the matrix element's own tag
 * @param stop where the element ends in the stream
 * @throws UnreadableFileError where the header contradicts itself or the element's length
 */
export async function readMatrixHeader(
  stream: ByteStream,
  stop: number,
  littleEndian: boolean,
  place: Place,
): Promise<Matrix> {
  const header = (most: number) => readElement(stream, littleEndian, most, place);
  const flags = await header(8);
  if (flags.contents.length !== 8 || flags.type !== ELEMENT.uint32)
    throw damaged(place, 'a variable does not begin with its flags');
  const word = wordsOf(flags.contents, littleEndian, 'getUint32')[0];
  const classNumber = word & 0xff;
  if (classNumber === OPAQUE_CLASS) return other(classNumber, nameOf((await header(LONGEST_NAME)).contents));
  const dims = await header(4 * MOST_AXES);
  const name = nameOf((await header(LONGEST_NAME)).contents);
  const named = { ...place, variable: name || place.variable };
  const holds = CONTAINERS.get(classNumber);
  if (holds) return { ...other(classNumber, name), holds: { kind: holds, dims } };
  if (OTHER_CLASSES.has(classNumber)) return other(classNumber, name);
  const dtype = NUMERIC_CLASSES.get(classNumber);
  if (!dtype) throw damaged(named, `there is no class number ${classNumber}`);
  if ((word >>> 8) & COMPLEX_FLAG) return { kind: 'other', name, title: 'complex array' };
  const shape = shapeOf(dims, littleEndian, named);
  const values = await readValuesTag(stream, stop, shape, littleEndian, named);
  return { kind: 'numeric', name, dtype, shape, ...values };
}

function other(classNumber: number, name: string): OtherMatrix {
  return { kind: 'other', name, title: OTHER_CLASSES.get(classNumber) ?? 'variable' };
}

/** Real files write the dimensions as unsigned integers too. */
export function shapeOf({ type, contents }: Element, littleEndian: boolean, place: Place): number[] {
  const isInt32 = type === ELEMENT.int32 || type === ELEMENT.uint32;
  if (!isInt32 || contents.length < 8 || contents.length % 4 !== 0)
    throw damaged(place, 'its dimensions are not a list of whole numbers');
  const shape = wordsOf(contents, littleEndian, 'getInt32');
  if (shape.some((length) => length < 0))
    throw damaged(place, `its dimensions ${shape.join(' x ')} are negative`);
  while (shape.length > 2 && shape[shape.length - 1] === 1) shape.pop();
  return shape;
}

async function readValuesTag(
  stream: ByteStream,
  stop: number,
  shape: readonly number[],
  littleEndian: boolean,
  place: Place,
): Promise<Pick<NumericMatrix, 'storage' | 'start' | 'length'>> {
  const count = shape.reduce((product, length) => product * length, 1);
  // Some programs write nothing at all for an empty array.
  if (count === 0) return { storage: STORAGE_TYPES.get(ELEMENT.uint8)!, start: stream.position, length: 0 };
  const tag = await readTag(stream, littleEndian, place);
  const storage = STORAGE_TYPES.get(tag.type);
  if (!storage) throw damaged(place, `its values are of the unknown type ${tag.type}`);
  const declared = `${shape.join(' x ')} values`;
  if (!Number.isSafeInteger(count * storage.size)) throw damaged(place, `it claims ${declared}`);
  if (tag.length !== count * storage.size)
    throw damaged(place, `it claims ${declared} but holds ${tag.length} bytes of ${storage.size} a value`);
  if (tag.start + tag.length > stop)
    throw damaged(place, `it claims ${tag.length} bytes of values, which end behind the variable`);
  return { storage, start: tag.start, length: tag.length };
}

export function wordsOf(bytes: Uint8Array, littleEndian: boolean, read: 'getInt32' | 'getUint32'): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length / 4 }, (_, index) => view[read](index * 4, littleEndian));
}

/** UTF-8, or Latin-1 where it is not valid UTF-8; some programs end names with zeros. */
export function nameOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const characters = end < 0 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(characters);
  } catch {
    return String.fromCharCode(...characters);
  }
}
