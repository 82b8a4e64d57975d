import { checkColors, labelsOfPicture, type PictureLabels } from '../picture-labels';
import type { PngContents } from './chunks';
import { CHANNELS } from './header';

const OPAQUE = 255;

/**
 * What an image of ground truth means: the entries of a palette are labels as they are, and their colours become those
 * of the classes; `labelsOfPicture` says it of any other.
 *
 * @throws UnusableDataError where there are more colours than any map of classes has
 */
export function labelsOf(
  contents: PngContents,
  samples: Uint8Array | Uint16Array,
  file: string,
): PictureLabels {
  const { kind } = contents.header;
  if (kind === 'palette') return paletteLabels(contents, samples as Uint8Array, file);
  const isTransparent = transparencyTest(contents, samples);
  return labelsOfPicture({ samples, channels: CHANNELS[kind], isTransparent }, file);
}

function transparencyTest(
  { header: { kind }, transparency }: PngContents,
  samples: ArrayLike<number>,
): (pixel: number) => boolean {
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
): PictureLabels {
  const labels = indices.map((index) => ((transparency[index] ?? OPAQUE) === 0 ? 0 : index));
  checkColors(labels, file);
  // A ramp of grays is what tools write that have no palette to give; its first entries are all but black.
  const colorless = palette.every(([red, green, blue]) => red === green && green === blue);
  return { labels, ...(!colorless && { classes: palette.map((color, label) => ({ label, color })) }) };
}
