import type { Dtype, NumericArray } from '@shared/scene';
import { EngineError } from '../errors';

const ARRAY_TYPES = {
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
  int64: Float64Array,
  uint64: Float64Array,
  float32: Float32Array,
  float64: Float64Array,
} as const satisfies Record<Dtype, unknown>;

/**
 * A zeroed array for `length` values of a dtype; 64-bit integers are held as float64.
 * @throws EngineError where there is not enough memory
 */
export function allocate(dtype: Dtype, length: number): NumericArray {
  try {
    return new ARRAY_TYPES[dtype](length);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new EngineError(
      'out-of-memory',
      `There is not enough memory for ${length} values at once; close other programs or use a smaller scene.`,
      { values: length },
    );
  }
}

/** Number of bytes of one value in memory. */
export function bytesPerValue(dtype: Dtype): number {
  return ARRAY_TYPES[dtype].BYTES_PER_ELEMENT;
}

/** Product of the lengths of all axes. */
export function valueCount(shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, 1);
}
