import type { Dtype, NumericArray } from '@shared/scene';
import { UnusableDataError } from '../errors';
import { fileName } from './file-errors';
import { allocate } from './values';

/** Which variable of which file: for messages. */
export interface ValuesOrigin {
  file: string;
  variable?: string;
}

/** Bytes of one stored value; unlike in memory, 64-bit integers are stored as such. */
export function storedBytes(dtype: Dtype): number {
  return Number(/\d+$/.exec(dtype)) / 8;
}

/** A copy of stored values of `size` bytes each in the processor's byte order, which is taken to be little-endian. */
export function nativeCopy(bytes: Uint8Array, size: number, littleEndian: boolean): ArrayBuffer {
  const native = Buffer.from(new Uint8Array(bytes).buffer);
  if (!littleEndian) {
    if (size === 2) native.swap16();
    else if (size === 4) native.swap32();
    else if (size === 8) native.swap64();
  }
  return native.buffer as ArrayBuffer;
}

/**
 * Turns stored bytes into values of the same type.
 * @returns a function that throws UnusableDataError `integer-not-exact` where a 64-bit integer is too large
 */
export function plainDecoder(
  dtype: Dtype,
  littleEndian: boolean,
  origin: ValuesOrigin,
): (bytes: Uint8Array) => NumericArray {
  const size = storedBytes(dtype);
  return (bytes) => {
    const buffer = nativeCopy(bytes, size, littleEndian);
    if (dtype === 'int64') return exactNumbers(new BigInt64Array(buffer), origin);
    if (dtype === 'uint64') return exactNumbers(new BigUint64Array(buffer), origin);
    const type = allocate(dtype, 0).constructor as new (buffer: ArrayBuffer) => NumericArray;
    return new type(buffer);
  };
}

/**
 * 64-bit integers as doubles.
 * @throws UnusableDataError where one of them cannot be kept exactly
 */
export function exactNumbers(
  stored: BigInt64Array | BigUint64Array,
  { file, variable }: ValuesOrigin,
): Float64Array {
  const numbers = new Float64Array(stored.length);
  for (let i = 0; i < stored.length; i++) {
    const number = Number(stored[i]);
    if (!Number.isSafeInteger(number) && BigInt(number) !== stored[i]) {
      throw new UnusableDataError(
        'integer-not-exact',
        `Variable "${variable}" of "${fileName(file)}" holds the 64-bit integer ${stored[i]}, which cannot be ` +
          'kept exactly; convert the variable to double or to 32-bit integers first.',
        { file, variable: variable ?? '', value: String(stored[i]) },
      );
    }
    numbers[i] = number;
  }
  return numbers;
}
