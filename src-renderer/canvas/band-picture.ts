import type { BandPicture } from '@shared/scene';

/** Bytes red, green, blue, alpha of rows x columns pixels, row by row. */
export type Rgba = Uint8ClampedArray<ArrayBuffer>;

/** A grey pixel as the 32-bit number that its bytes make: every shade once in red, green and blue. */
const GREY = 0x010101;
const OPAQUE = 0xff000000;

/** One band in shades of grey; transparent where the file has no value. */
export function bandPicture({ grey, missing }: Pick<BandPicture, 'grey' | 'missing'>): Rgba {
  const pixels = new Uint32Array(grey.length);
  for (let pixel = 0; pixel < pixels.length; pixel++) pixels[pixel] = OPAQUE + grey[pixel] * GREY;
  clear(pixels, missing);
  return new Uint8ClampedArray(pixels.buffer);
}

/** Three bands as red, green and blue; transparent where any has no value. */
export function compositePicture(bands: readonly [BandPicture, BandPicture, BandPicture]): Rgba {
  const [red, green, blue] = bands.map(({ grey }) => grey);
  const pixels = new Uint32Array(red.length);
  for (let pixel = 0; pixel < pixels.length; pixel++)
    pixels[pixel] = OPAQUE + (blue[pixel] << 16) + (green[pixel] << 8) + red[pixel];
  for (const { missing } of bands) clear(pixels, missing);
  return new Uint8ClampedArray(pixels.buffer);
}

function clear(pixels: Uint32Array, missing: Uint8Array | undefined): void {
  if (!missing) return;
  for (let pixel = 0; pixel < pixels.length; pixel++) if (missing[pixel] === 1) pixels[pixel] = 0;
}
