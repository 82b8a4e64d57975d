import { deflateSync } from 'node:zlib';
import type { NumericArray } from '@shared/scene';

export interface MatVariable {
  name: string;
  shape: readonly number[];
  /** In C order; its type is the class. */
  values: NumericArray;
  compressed?: boolean;
}

/** A little-endian MAT v5 file. */
export function matFile(...variables: MatVariable[]): Buffer {
  return Buffer.concat([matHeader(), ...variables.map(block)]);
}

export function matHeader(): Buffer {
  const header = Buffer.alloc(128);
  header.write('MATLAB 5.0 MAT-file, written for a test'.padEnd(116));
  header.writeUInt16LE(0x0100, 124);
  header.write('IM', 126);
  return header;
}

const TYPES: Record<string, { classNumber: number; storage: number }> = {
  Float64Array: { classNumber: 6, storage: 9 },
  Float32Array: { classNumber: 7, storage: 7 },
  Int8Array: { classNumber: 8, storage: 1 },
  Uint8Array: { classNumber: 9, storage: 2 },
  Int16Array: { classNumber: 10, storage: 3 },
  Uint16Array: { classNumber: 11, storage: 4 },
  Int32Array: { classNumber: 12, storage: 5 },
  Uint32Array: { classNumber: 13, storage: 6 },
};

export interface MatrixParts {
  name: string;
  dims: readonly number[];
  classNumber: number;
  storage: number;
  contents: Uint8Array;
}

/** A matrix element that says what it is told, true or not. */
export function matrixElement({ name, dims, classNumber, storage, contents }: MatrixParts): Buffer {
  const dimensions = Buffer.alloc(dims.length * 4);
  dims.forEach((length, axis) => dimensions.writeInt32LE(length, axis * 4));
  const flags = Buffer.alloc(8);
  flags.writeUInt32LE(classNumber, 0);
  return element(
    14,
    Buffer.concat([
      element(6, flags),
      element(5, dimensions),
      element(1, Buffer.from(name)),
      element(storage, contents),
    ]),
  );
}

export function compressedElement(contents: Uint8Array): Buffer {
  const packed = deflateSync(contents);
  return Buffer.concat([words(15, packed.length), packed]);
}

export function element(type: number, contents: Uint8Array): Buffer {
  return Buffer.concat([words(type, contents.length), contents, Buffer.alloc(-contents.length & 7)]);
}

function words(...values: number[]): Buffer {
  const buffer = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => buffer.writeUInt32LE(value, index * 4));
  return buffer;
}

function block({ name, shape, values, compressed }: MatVariable): Buffer {
  const { classNumber, storage } = TYPES[values.constructor.name];
  const stored = columnMajor(shape, values);
  const contents = Buffer.from(stored.buffer as ArrayBuffer);
  const matrix = matrixElement({ name, dims: shape, classNumber, storage, contents });
  return compressed ? compressedElement(matrix) : matrix;
}

function columnMajor(shape: readonly number[], values: NumericArray): NumericArray {
  const stored = values.slice();
  stored.forEach((_, place) => {
    let rest = place;
    let index = 0;
    // The first axis runs fastest in the file, the last one in `values`.
    const position = shape.map((length) => {
      const at = rest % length;
      rest = Math.floor(rest / length);
      return at;
    });
    position.forEach((at, axis) => (index = index * shape[axis] + at));
    stored[place] = values[index];
  });
  return stored;
}

/** A struct of one element; each field's matrix has no name of its own. */
export function structElement(name: string, fields: Record<string, Buffer>): Buffer {
  const names = Object.keys(fields).map((field) => Buffer.alloc(32, field.padEnd(32, '\0')));
  const fieldLength = Buffer.alloc(4);
  fieldLength.writeInt32LE(32);
  const head = [element(5, fieldLength), element(1, Buffer.concat(names))];
  return container(2, name, 1, [...head, ...Object.values(fields)]);
}

export function cellElement(name: string, contents: readonly Buffer[]): Buffer {
  return container(1, name, contents.length, contents);
}

function container(classNumber: number, name: string, count: number, parts: readonly Buffer[]): Buffer {
  const flags = Buffer.alloc(8);
  flags.writeUInt32LE(classNumber, 0);
  const dims = Buffer.alloc(8);
  dims.writeInt32LE(1, 0);
  dims.writeInt32LE(count, 4);
  const head = [element(6, flags), element(5, dims), element(1, Buffer.from(name))];
  return element(14, Buffer.concat([...head, ...parts]));
}
