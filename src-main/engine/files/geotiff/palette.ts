import type { Rgb } from '@shared/scene';
import type { SourceClass } from '../source';
import { numbersOf, type TiffFile } from './directory';
import type { TiffImage } from './image';

const COLOR_MAP = 320;
const MOST_ENTRIES = 3 * 65_536;

/**
 * The colours of an image that has a table of them, by index, with the names that are known already; black is the
 * colour of what has none, so it is none here but for index 0. Whether the image says that its samples are indices does
 * not matter: GDAL adds a table to one that is called grey too.
 * @param named names of indices, where the file tells them
 */
export async function readPalette(
  tiff: TiffFile,
  { directory, bands }: TiffImage,
  named: readonly SourceClass[] | undefined,
): Promise<readonly SourceClass[] | undefined> {
  const map = bands > 1 ? undefined : await numbersOf(tiff, directory, COLOR_MAP, MOST_ENTRIES);
  if (!map) return named;
  const count = Math.floor(map.length / 3);
  // Some programs write 8 bits where the format has 16.
  const shift = map.every((value) => value < 256) ? 0 : 8;
  const colors = new Map<number, Rgb>();
  for (let label = 0; label < count; label++) {
    const color = [0, 1, 2].map((channel) => map[channel * count + label] >> shift) as Rgb;
    if (label === 0 || color.some((channel) => channel > 0)) colors.set(label, color);
  }
  const names = new Map(named?.map((entry) => [entry.label, entry]));
  const labels = [...new Set([...names.keys(), ...colors.keys()])].sort((a, b) => a - b);
  return labels.map((label) => ({ label, color: colors.get(label), ...names.get(label) }));
}
