import { largestScale, type MapPicture } from '@shared/map-picture';
import type { ClassificationMap } from '@shared/training';
import { InvalidSettingsError } from '../../errors';
import { colorTable, type MapClass } from '../colors';
import type { Font } from './font';
import type { IndexedPicture } from './indexed-picture';
import { pictureLayout, plainLayout, type PictureLayout } from './layout';
import { glyphsOf } from './text';

export type Labels = Pick<ClassificationMap, 'rows' | 'columns' | 'labels'>;

/** Shades from paper to ink, for the edges of letters. */
const SHADES = 16;
const PAPER = 255;
const INK = 26;
/** The shade around the square of a class. */
const FRAME = 8;

/** Whether anything besides the map is drawn, which takes a font. */
export function isDecorated({ legend, title, subtitle }: MapPicture): boolean {
  return legend || title.trim() !== '' || subtitle.trim() !== '';
}

/**
 * Where the parts of a map's picture lie.
 * @param font needed where anything is written
 * @throws InvalidSettingsError `picture-too-large`
 */
export function layoutOf(
  map: Labels,
  classes: readonly MapClass[],
  picture: MapPicture,
  font?: Font,
  em?: number,
): PictureLayout {
  const names = classes.map(({ name }) => name);
  const layout =
    font && isDecorated(picture)
      ? pictureLayout(font, map, names, picture, em)
      : plainLayout(map, picture.scale);
  const most = largestScale(map.rows, map.columns);
  if (picture.scale > most) {
    const { width, height } = layout;
    throw new InvalidSettingsError(
      'picture-too-large',
      `A picture of ${width} x ${height} pixels is too large for most programs: choose a scale of at most ${most}.`,
      { width, height, scale: most },
    );
  }
  return layout;
}

/** Draws a map with what belongs to it, each map pixel as a square; the first colours are those of the labels from 0. */
export function paintMap(
  map: Labels,
  classes: readonly MapClass[],
  layout: PictureLayout,
  font?: Font,
): IndexedPicture {
  const table = colorTable(classes);
  const labels = table.length / 3;
  const isPlain = layout.texts.length === 0 && layout.swatches.length === 0;
  const colors = isPlain ? table : Buffer.concat([table, shades()]);
  const count = layout.width * layout.height;
  const pixels = colors.length / 3 > 256 ? new Uint16Array(count) : new Uint8Array(count);
  if (!isPlain) pixels.fill(labels);
  const picture = { width: layout.width, height: layout.height, pixels, colors };
  paintLabels(picture, map, layout);
  classes.forEach(({ label }, index) => {
    const swatch = layout.swatches[index];
    if (swatch) paintSwatch(picture, swatch, label ?? index + 1, labels + FRAME);
  });
  if (font) for (const line of layout.texts) paintText(picture, font, line, labels);
  return picture;
}

/** The names of classes that a map's legend writes, and its title. */
export function textsOf(classes: readonly MapClass[], { legend, title, subtitle }: MapPicture): string[] {
  return [title, subtitle, ...(legend ? classes.map(({ name }) => name) : [])];
}

function shades(): Uint8Array {
  return Uint8Array.from({ length: 3 * (SHADES + 1) }, (_, at) =>
    Math.round(PAPER + ((INK - PAPER) * Math.floor(at / 3)) / SHADES),
  );
}

function paintLabels({ width, pixels }: IndexedPicture, { columns, labels }: Labels, layout: PictureLayout) {
  const { map, scale } = layout;
  for (let y = 0; y < map.height; y++) {
    const to = (map.y + y) * width + map.x;
    if (y % scale !== 0) {
      pixels.copyWithin(to, to - width, to - width + map.width);
      continue;
    }
    const from = (y / scale) * columns;
    for (let column = 0; column < columns; column++) {
      pixels.fill(labels[from + column], to + column * scale, to + (column + 1) * scale);
    }
  }
}

function paintSwatch(
  { width, pixels }: IndexedPicture,
  { x, y, side }: PictureLayout['swatches'][number],
  label: number,
  frame: number,
): void {
  const line = Math.max(1, Math.round(side / 20));
  for (let row = 0; row < side; row++) {
    const start = (y + row) * width + x;
    pixels.fill(frame, start, start + side);
    if (row >= line && row < side - line) pixels.fill(label, start + line, start + side - line);
  }
}

/** Letters on paper; where two touch, the darker one shows. */
function paintText(
  { width, height, pixels }: IndexedPicture,
  font: Font,
  { text, x, y, size }: PictureLayout['texts'][number],
  paper: number,
): void {
  for (const glyph of glyphsOf(font, text, x, y, size)) {
    glyph.values.forEach((cover, index) => {
      const column = glyph.x + (index % glyph.width);
      const row = glyph.y + Math.floor(index / glyph.width);
      if (column < 0 || column >= width || row < 0 || row >= height) return;
      const at = row * width + column;
      pixels[at] = Math.max(pixels[at], paper + Math.round(SHADES * Math.min(1, cover)));
    });
  }
}
