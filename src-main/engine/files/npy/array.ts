import type { NumericArray } from '@shared/scene';
import type { ByteSource } from '../bytes';
import { PEEK_LENGTH, type NamedArray } from '../named-arrays';
import { plainDecoder } from '../plain-values';
import type { OpenOptions } from '../source';
import { StoredArray } from '../stored-array';
import { valueCount } from '../values';
import { halfDecoder } from '../half';
import type { NpyHeader } from './header';

export type NumericHeader = Extract<NpyHeader, { dtype: unknown }>;

/** Where the bytes of an array, header included, come from. */
export interface NpyBytes {
  /** The array's first bytes. */
  start(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
  /** All values, and where in those bytes they begin. */
  open(header: NumericHeader, options: OpenOptions): Promise<{ bytes: ByteSource; offset: number }>;
}

/** Bytes of all values. */
export function valuesLength({ shape, size }: NumericHeader): number {
  return valueCount(shape) * size;
}

export function npyArray(name: string, file: string, header: NumericHeader, source: NpyBytes): NamedArray {
  const { shape, dtype, littleEndian, size, fortranOrder } = header;
  const decode: (bytes: Uint8Array) => NumericArray = header.half
    ? halfDecoder(littleEndian)
    : plainDecoder(dtype, littleEndian, { file, variable: name });
  const axes = shape.map((_, axis) => axis);
  return {
    info: { name, shape, dtype },
    axisNames: [],
    first: async (signal) =>
      decode(await source.start(header.start, Math.min(valuesLength(header), PEEK_LENGTH), signal)),
    open: async (options, bands) =>
      new StoredArray({
        ...(await source.open(header, options)),
        shape,
        order: fortranOrder ? axes : [...axes].reverse(),
        dtype,
        itemSize: size,
        decode,
        wavelengths: bands.wavelengths,
      }),
  };
}
