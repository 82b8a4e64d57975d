import type { Rgb } from '@shared/scene';

/** PhotometricInterpretation of TIFF 6.0: samples are brightness, or places in a table of colours. */
export const GREY = 1;
export const PALETTE = 3;

const ENTRIES = 256;
const SIXTEEN_BITS = 257;

/** The table of an 8-bit TIFF: all reds, then greens, then blues of 256 indices, 0 to 65535. */
export function colorMap(colors: readonly { color: Rgb }[]): number[] {
  const map = new Array<number>(3 * ENTRIES).fill(0);
  for (const [index, { color }] of colors.slice(0, ENTRIES).entries()) {
    color.forEach((value, channel) => (map[ENTRIES * channel + index] = SIXTEEN_BITS * value));
  }
  return map;
}
