import type { MapPicture } from '@shared/map-picture';
import type { MapClass } from '../colors';
import { encodePng } from '../png';
import type { Font } from './font';
import type { PictureLayout } from './layout';
import { isDecorated, layoutOf, paintMap, textsOf, type Labels } from './paint';
import { missingIn } from './text';

/** Opens the font when something is to be written. */
export type FontSource = () => Promise<Font>;

/** One pixel a pixel and nothing else. */
export const PLAIN: MapPicture = { scale: 1, legend: false, title: '', subtitle: '' };

/**
 * A map as a PNG, where on it the map lies, and what the font has no sign for.
 * @param em pixels an em of what is written, where it is not what belongs to the map's size
 * @throws InvalidSettingsError `picture-too-large`
 */
export async function drawMap(
  map: Labels,
  classes: readonly MapClass[],
  picture: MapPicture = PLAIN,
  openFont?: FontSource,
  em?: number,
): Promise<{ png: Uint8Array; layout: PictureLayout; missing: string[] }> {
  const font = isDecorated(picture) ? await openFont?.() : undefined;
  const layout = layoutOf(map, classes, picture, font, em);
  const missing = font ? missingIn(font, textsOf(classes, picture)) : [];
  return { png: await encodePng(paintMap(map, classes, layout, font)), layout, missing };
}
