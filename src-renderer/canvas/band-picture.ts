import type { BandImage } from '@shared/scene';
import { brightness, stretchRange, type StretchKind } from './stretch';

/** Bytes red, green, blue, alpha of rows x columns pixels, row by row. */
export type Rgba = Uint8ClampedArray<ArrayBuffer>;

/** One band in shades of grey; transparent where the file has no value. */
export function bandPicture(band: BandImage, stretch: StretchKind): Rgba {
  return compositePicture([band, band, band], stretch);
}

/** Three bands as red, green and blue, each stretched by itself; transparent where any has no value. */
export function compositePicture(
  bands: readonly [BandImage, BandImage, BandImage],
  stretch: StretchKind,
): Rgba {
  const [red, green, blue] = bands;
  const ranges = bands.map((band) => stretchRange(band.statistics, stretch));
  const picture: Rgba = new Uint8ClampedArray(red.values.length * 4);
  for (let pixel = 0; pixel < red.values.length; pixel++) {
    const r = red.values[pixel];
    const g = green.values[pixel];
    const b = blue.values[pixel];
    if (!Number.isFinite(r) || !Number.isFinite(g) || !Number.isFinite(b)) continue;
    const at = pixel * 4;
    picture[at] = brightness(r, ranges[0]);
    picture[at + 1] = brightness(g, ranges[1]);
    picture[at + 2] = brightness(b, ranges[2]);
    picture[at + 3] = 255;
  }
  return picture;
}
