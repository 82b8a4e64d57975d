import type { Dtype } from '@shared/scene';

/**
 * The value that stands for "no value" as an array of this type holds it: a header writes a 32-bit number with fewer
 * digits than it has as a double. NaN, which is equal to no value, where there is none: comparing with it is quick.
 */
export function heldNodata(dtype: Dtype, nodata: number | undefined): number {
  if (nodata === undefined) return NaN;
  return dtype === 'float32' ? Math.fround(nodata) : nodata;
}
