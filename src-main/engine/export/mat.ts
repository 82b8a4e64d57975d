import type { Dtype } from '@shared/scene';
import type { ClassificationMap } from '@shared/training';
import { storedBytes } from '../files/plain-values';
import { valueCount } from '../files/values';
import { largestLabel, type MapClass } from './colors';

export interface MatrixHead {
  /** A name that MATLAB allows. */
  name: string;
  shape: readonly number[];
  dtype: Dtype;
}

/** Array class and storage type ("MAT-File Format", The MathWorks, tables 1-1 and 1-3). */
const CODES: Record<Dtype, readonly [arrayClass: number, storage: number]> = {
  float64: [6, 9],
  float32: [7, 7],
  int8: [8, 1],
  uint8: [9, 2],
  int16: [10, 3],
  uint16: [11, 4],
  int32: [12, 5],
  uint32: [13, 6],
  int64: [14, 12],
  uint64: [15, 13],
};
const MATRIX = 14;
const INT8 = 1;
const INT32 = 5;
const UINT32 = 6;

/** The header of a little-endian MAT file of version 5. */
export function encodeMatHeader(): Buffer {
  const header = Buffer.alloc(128, ' ');
  header.write('MATLAB 5.0 MAT-file, written by Bandscape');
  header.fill(0, 116, 124);
  header.writeUInt16LE(0x0100, 124);
  header.write('IM', 126);
  return header;
}

/** All of a matrix element before its values, which follow column by column, padded to a multiple of eight bytes. */
export function matrixStart({ name, shape, dtype }: MatrixHead): Buffer {
  const [arrayClass, storage] = CODES[dtype];
  const length = valueCount(shape) * storedBytes(dtype);
  const dims = Buffer.from(Int32Array.from(shape).buffer);
  const parts = Buffer.concat([
    element(UINT32, words(arrayClass, 0)),
    element(INT32, dims),
    element(INT8, Buffer.from(name, 'latin1')),
    words(storage, length),
  ]);
  return Buffer.concat([words(MATRIX, parts.length + Math.ceil(length / 8) * 8), parts]);
}

/** A MAT file of version 5 with the labels as `map`, rows x columns: bytes where they fit, else 16-bit words. */
export function encodeMatMap(
  { rows, columns, labels }: Pick<ClassificationMap, 'rows' | 'columns' | 'labels'>,
  classes: readonly MapClass[],
): Uint8Array {
  const small = largestLabel(classes) < 256;
  const values = small ? new Uint8Array(labels.length) : new Uint16Array(labels.length);
  for (let column = 0, to = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) values[to++] = labels[row * columns + column];
  }
  const bytes = Buffer.from(values.buffer);
  const head = matrixStart({ name: 'map', shape: [rows, columns], dtype: small ? 'uint8' : 'uint16' });
  return Buffer.concat([encodeMatHeader(), head, bytes, Buffer.alloc(-bytes.length & 7)]);
}

function element(type: number, contents: Buffer): Buffer {
  return Buffer.concat([words(type, contents.length), contents, Buffer.alloc(-contents.length & 7)]);
}

function words(first: number, second: number): Buffer {
  return Buffer.from(Uint32Array.of(first, second).buffer);
}
