import type { Dtype } from '@shared/scene';

/**
 * Numbers of the MAT-File Format, tables 1-1 and 1-3 ("MAT-File Format", The MathWorks).
 * An array has a class (what it is in MATLAB) and a storage type (how its values lie in the file): MATLAB stores
 * an array of doubles that are all whole and small as bytes.
 */
export const ELEMENT = {
  int8: 1,
  uint8: 2,
  int32: 5,
  uint32: 6,
  matrix: 14,
  compressed: 15,
  utf8: 16,
} as const;

/** Element types run from 1 to this number; 8, 10 and 11 are reserved. */
export const LAST_ELEMENT_TYPE = 18;

type StoredArray =
  | Int8Array
  | Uint8Array
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

export interface StorageType {
  readonly size: number;
  readonly integer: boolean;
  /** Views a whole buffer of native byte order. */
  view(buffer: ArrayBuffer): StoredArray;
}

const storage = (
  type: { new (buffer: ArrayBuffer): StoredArray; BYTES_PER_ELEMENT: number },
  integer: boolean,
): StorageType => ({
  size: type.BYTES_PER_ELEMENT,
  integer,
  view: (buffer) => new type(buffer),
});

export const STORAGE_TYPES: ReadonlyMap<number, StorageType> = new Map([
  [ELEMENT.int8, storage(Int8Array, true)],
  [ELEMENT.uint8, storage(Uint8Array, true)],
  [3, storage(Int16Array, true)],
  [4, storage(Uint16Array, true)],
  [ELEMENT.int32, storage(Int32Array, true)],
  [ELEMENT.uint32, storage(Uint32Array, true)],
  [7, storage(Float32Array, false)],
  [9, storage(Float64Array, false)],
  [12, storage(BigInt64Array, true)],
  [13, storage(BigUint64Array, true)],
]);

export const NUMERIC_CLASSES: ReadonlyMap<number, Dtype> = new Map([
  [6, 'float64'],
  [7, 'float32'],
  [8, 'int8'],
  [9, 'uint8'],
  [10, 'int16'],
  [11, 'uint16'],
  [12, 'int32'],
  [13, 'uint32'],
  [14, 'int64'],
  [15, 'uint64'],
]);

export const OPAQUE_CLASS = 17;

export const CONTAINERS: ReadonlyMap<number, 'struct' | 'cells'> = new Map([
  [1, 'cells'],
  [2, 'struct'],
]);

/** Classes without plain numbers, as a person calls them. */
export const OTHER_CLASSES: ReadonlyMap<number, string> = new Map([
  [1, 'cell array'],
  [2, 'struct'],
  [3, 'object'],
  [4, 'text'],
  [5, 'sparse matrix'],
  [16, 'function'],
  [OPAQUE_CLASS, 'object'],
]);
