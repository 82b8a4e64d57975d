import type { Rgb } from '@shared/scene';
import type { Rgba } from './band-picture';

/** The colour of a class, or null where the class is hidden; index 0 = class 1. */
export type LabelColors = readonly (Rgb | null)[];

/** Labels in the colours of their classes; unlabelled pixels and hidden classes stay transparent. */
export function labelPicture(labels: Uint16Array, colors: LabelColors, onlyWhere?: Uint16Array): Rgba {
  const picture: Rgba = new Uint8ClampedArray(labels.length * 4);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (onlyWhere !== undefined && onlyWhere[pixel] === 0) continue;
    const label = labels[pixel];
    const color = label === 0 ? null : colors[label - 1];
    if (color) setPixel(picture, pixel, color);
  }
  return picture;
}

export const AGREES: Rgb = [70, 110, 130];
export const DIFFERS: Rgb = [235, 75, 60];

/** Where the map agrees with the truth and where it differs; transparent where either is unlabelled. */
export function differencePicture(truth: Uint16Array, map: Uint16Array): Rgba {
  const picture: Rgba = new Uint8ClampedArray(truth.length * 4);
  for (let pixel = 0; pixel < truth.length; pixel++) {
    if (truth[pixel] === 0 || map[pixel] === 0) continue;
    setPixel(picture, pixel, truth[pixel] === map[pixel] ? AGREES : DIFFERS);
  }
  return picture;
}

/** Training, validation and test pixels: the colours of sides 1, 2 and 3. */
export const SIDE_COLORS: readonly [Rgb, Rgb, Rgb] = [
  [240, 170, 50],
  [150, 110, 200],
  [80, 130, 160],
];

/** The sides of a split (0 unlabelled, 1 train, 2 validation, 3 test). */
export function splitPicture(sides: Uint8Array): Rgba {
  const picture: Rgba = new Uint8ClampedArray(sides.length * 4);
  for (let pixel = 0; pixel < sides.length; pixel++) {
    const color = SIDE_COLORS[sides[pixel] - 1];
    if (color) setPixel(picture, pixel, color);
  }
  return picture;
}

/** Dark blue, teal, green, yellow: grows evenly in lightness, so that it also reads in grey. */
const CONFIDENCE_RAMP: readonly Rgb[] = [
  [48, 18, 80],
  [50, 90, 140],
  [34, 145, 140],
  [95, 200, 95],
  [250, 230, 60],
];

/** The colour of a confidence from 0 to 1. */
export function confidenceColor(confidence: number): Rgb {
  const position = Math.min(Math.max(confidence, 0), 1) * (CONFIDENCE_RAMP.length - 1);
  const index = Math.min(Math.floor(position), CONFIDENCE_RAMP.length - 2);
  const share = position - index;
  const mix = (channel: number) =>
    Math.round(CONFIDENCE_RAMP[index][channel] * (1 - share) + CONFIDENCE_RAMP[index + 1][channel] * share);
  return [mix(0), mix(1), mix(2)];
}

/** The probability of the best guess at every pixel. */
export function confidencePicture(confidence: Float32Array): Rgba {
  const picture: Rgba = new Uint8ClampedArray(confidence.length * 4);
  for (let pixel = 0; pixel < confidence.length; pixel++) {
    setPixel(picture, pixel, confidenceColor(confidence[pixel]));
  }
  return picture;
}

function setPixel(picture: Rgba, pixel: number, color: Rgb): void {
  const at = pixel * 4;
  picture[at] = color[0];
  picture[at + 1] = color[1];
  picture[at + 2] = color[2];
  picture[at + 3] = 255;
}
