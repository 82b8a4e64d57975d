import type { MapPicture } from '@shared/map-picture';
import type { MapClass } from '../colors';
import { drawMap, type FontSource } from './draw';
import { textSize } from './layout';
import { isDecorated, layoutOf, type Labels } from './paint';
import { PREVIEW_SIDE } from './thinned';

/** How a picture will look: a smaller one of the same proportions where it is large. */
export interface PicturePreview {
  png: Uint8Array;
  /** Pixels of the picture itself. */
  width: number;
  height: number;
  /** Characters of its texts that the font has no sign for. */
  missing: string[];
}

/**
 * @param size rows and columns of the map itself, of which `map` may be a thinned copy
 * @throws InvalidSettingsError `picture-too-large`
 */
export async function previewMap(
  map: Labels,
  size: { rows: number; columns: number },
  classes: readonly MapClass[],
  picture: MapPicture,
  openFont: FontSource,
): Promise<PicturePreview> {
  const font = isDecorated(picture) ? await openFont() : undefined;
  const { width, height } = layoutOf({ ...map, ...size }, classes, picture, font);
  const affordable = Math.max(1, Math.floor(PREVIEW_SIDE / Math.max(map.rows, map.columns)));
  const shown = Math.min(picture.scale, affordable);
  const shrunk = (shown * map.columns) / (picture.scale * size.columns);
  const em = textSize(size, picture.scale) * shrunk;
  const { png, missing } = await drawMap(map, classes, { ...picture, scale: shown }, openFont, em);
  return { png, width, height, missing };
}
