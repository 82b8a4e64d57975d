import type { NumericArray } from '@shared/scene';
import { halfDecoder } from '../half';
import { plainDecoder, type ValuesOrigin } from '../plain-values';
import { allocate } from '../values';
import type { Datatype } from './datatype';

export type NumberType = Extract<Datatype, { kind: 'number' }>;

/** Turns stored bytes of a numeric type into values. */
export function decoderOf(
  { dtype, littleEndian, half }: NumberType,
  origin: ValuesOrigin,
): (bytes: Uint8Array) => NumericArray {
  return half ? halfDecoder(littleEndian) : plainDecoder(dtype, littleEndian, origin);
}

/** The same bytes as values, where they lie as the machine has them: a chunk may be large, so it is not copied. */
export function viewOf(
  { dtype, littleEndian, half, size }: NumberType,
  bytes: Uint8Array,
): NumericArray | undefined {
  const isNative = (littleEndian || size === 1) && !half && !/int64$/.test(dtype);
  if (!isNative || bytes.byteOffset % size !== 0) return undefined;
  const type = allocate(dtype, 0).constructor as new (
    buffer: ArrayBufferLike,
    offset: number,
    length: number,
  ) => NumericArray;
  return new type(bytes.buffer, bytes.byteOffset, bytes.length / size);
}
