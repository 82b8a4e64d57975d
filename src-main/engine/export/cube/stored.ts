import type { Dtype, NumericArray } from '@shared/scene';

/** The bytes of values as files store them, little-endian; 64-bit integers are whole doubles in memory. */
export function storedBytesOf(values: NumericArray, dtype: Dtype): Uint8Array {
  if (dtype !== 'int64' && dtype !== 'uint64')
    return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  const wide = dtype === 'int64' ? new BigInt64Array(values.length) : new BigUint64Array(values.length);
  for (let index = 0; index < values.length; index++) wide[index] = BigInt(values[index]);
  return new Uint8Array(wide.buffer);
}
