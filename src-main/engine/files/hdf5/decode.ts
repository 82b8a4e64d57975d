import type { NumericArray } from '@shared/scene';
import { halfDecoder } from '../half';
import { plainDecoder, type ValuesOrigin } from '../plain-values';
import type { Datatype } from './datatype';

export type NumberType = Extract<Datatype, { kind: 'number' }>;

/** Turns stored bytes of a numeric type into values. */
export function decoderOf(
  { dtype, littleEndian, half }: NumberType,
  origin: ValuesOrigin,
): (bytes: Uint8Array) => NumericArray {
  return half ? halfDecoder(littleEndian) : plainDecoder(dtype, littleEndian, origin);
}
