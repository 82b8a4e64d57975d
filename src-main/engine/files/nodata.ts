import type { Dtype } from '@shared/scene';

/**
 * The value that stands for "no value" as an array of this type holds it: a header writes a 32-bit number with fewer
 * digits than it has as a double. NaN, which is equal to no value, where there is none: comparing with it is quick.
 */
export function heldNodata(dtype: Dtype, nodata: number | undefined): number {
  if (nodata === undefined) return NaN;
  return dtype === 'float32' ? Math.fround(nodata) : nodata;
}

/** Whether a value of such an array stands for no value, be that NaN. */
export function nodataTest(dtype: Dtype, nodata: number | undefined): (value: number) => boolean {
  if (nodata === undefined) return () => false;
  const held = heldNodata(dtype, nodata);
  return Number.isNaN(held) ? Number.isNaN : (value) => value === held;
}
