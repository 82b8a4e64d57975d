import { classColors } from '@shared/palettes';
import type { Rgb } from '@shared/scene';
import { UnusableDataError } from '../errors';
import { fileName } from './file-errors';
import type { SourceClass } from './source';

/** Labels of every pixel, row by row, and the colours that the picture gives them. */
export interface PictureLabels {
  labels: Uint8Array | Uint16Array;
  classes?: SourceClass[];
}

export interface Picture {
  /** Pixel by pixel, row by row. */
  samples: Uint8Array | Uint16Array;
  /** Samples of one pixel: a gray, or red, green and blue, and what there is of others. */
  channels: number;
  isTransparent(pixel: number): boolean;
}

/** A picture of more colours than this is no map of classes. */
const MOST_COLORS = 255;
/** All samples are in memory at once; ground truth of the largest scenes has a tenth of this. */
export const MOST_PICTURE_BYTES = 128 * 1024 * 1024;
const BLACK = 0;

/**
 * What a picture of ground truth means. Grays (also as red = green = blue) are labels as they are. Any other picture has
 * one class a colour: those of Spectral Python's palette keep their numbers in it, others are numbered by their red,
 * green and blue, so that two pictures of one scene agree. Black and transparent pixels are unlabelled.
 *
 * @throws UnusableDataError where there are more colours than any map of classes has
 */
export function labelsOfPicture({ samples, channels, isTransparent }: Picture, file: string): PictureLabels {
  const isGray = channels < 3 || allGray(samples, channels);
  if (!isGray) return colorLabels(samples, channels, isTransparent, file);
  const labels = grayLabels(samples, channels, isTransparent);
  checkColors(labels, file);
  return { labels };
}

type PixelTest = (pixel: number) => boolean;

function allGray(samples: ArrayLike<number>, channels: number): boolean {
  for (let i = 0; i < samples.length; i += channels) {
    if (samples[i] !== samples[i + 1] || samples[i] !== samples[i + 2]) return false;
  }
  return true;
}

function grayLabels(samples: Uint8Array | Uint16Array, channels: number, transparent: PixelTest) {
  const labels = new (samples.constructor as Uint16ArrayConstructor)(samples.length / channels);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    if (!transparent(pixel)) labels[pixel] = samples[pixel * channels];
  }
  return labels;
}

function colorLabels(
  samples: Uint8Array | Uint16Array,
  channels: number,
  transparent: PixelTest,
  file: string,
): PictureLabels {
  const base = samples instanceof Uint16Array ? 65_536 : 256;
  const colorAt = (pixel: number) => {
    const at = pixel * channels;
    return transparent(pixel) ? BLACK : (samples[at] * base + samples[at + 1]) * base + samples[at + 2];
  };
  const pixels = samples.length / channels;
  const colors = new Set<number>();
  for (let pixel = 0; pixel < pixels; pixel++) {
    const color = colorAt(pixel);
    if (color === BLACK || colors.has(color)) continue;
    if (colors.size === MOST_COLORS) throw tooManyColors(file);
    colors.add(color);
  }
  const toRgb = (color: number): Rgb =>
    [color / base / base, (color / base) % base, color % base].map((value) =>
      Math.floor((Math.floor(value) * 256) / base),
    ) as Rgb;
  const numbers = numberColors(
    [...colors].sort((a, b) => a - b),
    toRgb,
  );
  const labels = Uint8Array.from({ length: pixels }, (_, pixel) => numbers.get(colorAt(pixel)) ?? 0);
  return { labels, classes: [...numbers].map(([color, label]) => ({ label, color: toRgb(color) })) };
}

/** @param colors ascending */
function numberColors(colors: readonly number[], toRgb: (color: number) => Rgb): Map<number, number> {
  const published = classColors(MOST_COLORS, 'spectral-python').map(String);
  const known = colors.map((color) => published.indexOf(String(toRgb(color))) + 1);
  const allKnown = known.every((label) => label > 0);
  return new Map(colors.map((color, index) => [color, allKnown ? known[index] : index + 1]));
}

/** @throws UnusableDataError where there are more labels than any map of classes has */
export function checkColors(labels: ArrayLike<number>, file: string): void {
  const seen = new Set<number>();
  for (let pixel = 0; pixel < labels.length; pixel++) {
    seen.add(labels[pixel]);
    if (seen.size > MOST_COLORS + 1) throw tooManyColors(file);
  }
}

function tooManyColors(file: string): UnusableDataError {
  return new UnusableDataError(
    'image-not-labels',
    `"${fileName(file)}" has more than ${MOST_COLORS} colours, as photographs and smoothed drawings have, but a map of ` +
      'classes has one colour a class: choose an image of labels that was saved without smoothing.',
    { file, colors: MOST_COLORS },
  );
}
