import { classColors } from '@shared/palettes';
import type { Rgb } from '@shared/scene';
import { UnusableDataError } from '../../errors';
import { fileName } from '../file-errors';
import type { SourceClass } from '../source';
import type { PngContents } from './chunks';
import { CHANNELS } from './header';

/** Labels of every pixel, row by row, and the colours that the image gives them. */
export interface ImageLabels {
  labels: Uint8Array | Uint16Array;
  classes?: SourceClass[];
}

/** A picture of more colours than this is no map of classes. */
const MOST_COLORS = 255;
const OPAQUE = 255;
const BLACK = 0;

/**
 * What an image of ground truth means. Grays (also as red = green = blue) are labels as they are, and so are the
 * entries of a palette, whose colours become those of the classes. Any other image has one class a colour: those of
 * Spectral Python's palette keep their numbers in it, others are numbered by their red, green and blue, so that two
 * images of one scene agree. Black and transparent pixels are unlabelled.
 *
 * @throws UnusableDataError where there are more colours than any map of classes has
 */
export function labelsOf(
  contents: PngContents,
  samples: Uint8Array | Uint16Array,
  file: string,
): ImageLabels {
  const { kind } = contents.header;
  if (kind === 'palette') return paletteLabels(contents, samples as Uint8Array, file);
  const transparent = transparencyTest(contents, samples);
  const channels = CHANNELS[kind];
  const isGray = kind === 'gray' || kind === 'gray-alpha' || allGray(samples, channels);
  const labels = isGray ? grayLabels(samples, channels, transparent) : undefined;
  if (!labels) return colorLabels(samples, channels, transparent, file);
  checkColors(labels, file);
  return { labels };
}

type PixelTest = (pixel: number) => boolean;

function transparencyTest(
  { header: { kind }, transparency }: PngContents,
  samples: ArrayLike<number>,
): PixelTest {
  const channels = CHANNELS[kind];
  if (kind === 'gray-alpha' || kind === 'rgb-alpha')
    return (pixel) => samples[pixel * channels + channels - 1] === 0;
  if (!transparency) return () => false;
  return (pixel) => transparency.every((value, channel) => samples[pixel * channels + channel] === value);
}

function paletteLabels(
  { palette = [], transparency = [] }: PngContents,
  indices: Uint8Array,
  file: string,
): ImageLabels {
  const labels = indices.map((index) => ((transparency[index] ?? OPAQUE) === 0 ? 0 : index));
  checkColors(labels, file);
  // A ramp of grays is what tools write that have no palette to give; its first entries are all but black.
  const colorless = palette.every(([red, green, blue]) => red === green && green === blue);
  return { labels, ...(!colorless && { classes: palette.map((color, label) => ({ label, color })) }) };
}

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
): ImageLabels {
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

function checkColors(labels: ArrayLike<number>, file: string): void {
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
