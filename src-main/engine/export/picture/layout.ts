import type { MapPicture } from '@shared/map-picture';
import type { Font } from './font';
import { widthOf, wrap } from './text';

/** A line of text whose baseline begins at (x, y). */
export interface TextLine {
  text: string;
  x: number;
  y: number;
  /** Pixels an em. */
  size: number;
}

/** Where the parts of a picture lie, in its pixels. */
export interface PictureLayout {
  width: number;
  height: number;
  scale: number;
  map: { x: number; y: number; width: number; height: number };
  /** A square of each class, in their order; empty without a legend. */
  swatches: { x: number; y: number; side: number }[];
  texts: TextLine[];
}

export interface MapSize {
  rows: number;
  columns: number;
}

const SMALLEST_TEXT = 13;
/** Sizes in ems of the text. */
const MARGIN = 1.5;
const TITLE = 1.4;
const LINE = 1.35;
const WIDEST_NAME = 16;
const NARROWEST_TITLE = 24;
const SWATCH = 1.15;
const GAP = 0.6;
/** Rows of a legend beside a map that is too small for its height to decide. */
const FEWEST_ROWS = 10;
/** A map this much wider than high has its legend below. */
const WIDE = 1.6;

/** Pixels an em, so that text is as readable on a large picture as on a small one. */
export function textSize({ rows, columns }: MapSize, scale: number): number {
  return Math.max(SMALLEST_TEXT, Math.round((Math.max(rows, columns) * scale) / 45));
}

/** A map alone. */
export function plainLayout({ rows, columns }: MapSize, scale: number): PictureLayout {
  const [width, height] = [columns * scale, rows * scale];
  return { width, height, scale, map: { x: 0, y: 0, width, height }, swatches: [], texts: [] };
}

/**
 * The title above the map at a whole magnification; the legend to its right, or below a wide one, in as many columns
 * as there is room for. Long names and titles are broken into lines, none is cut.
 * @param em pixels an em of the class names
 */
export function pictureLayout(
  font: Font,
  size: MapSize,
  names: readonly string[],
  { scale, legend, title, subtitle }: MapPicture,
  em = textSize(size, scale),
): PictureLayout {
  const margin = Math.round(MARGIN * em);
  const mapSize = { width: size.columns * scale, height: size.rows * scale };
  const entries = entriesOf(font, legend ? names : [], em);
  const block = arrange(entries, mapSize, em);
  const content = block.beside ? mapSize.width + margin + block.width : Math.max(mapSize.width, block.width);
  const head = heading(font, title, subtitle, Math.max(content, NARROWEST_TITLE * em), em);
  const map = { x: margin, y: margin + head.height, ...mapSize };
  const origin = block.beside
    ? { x: map.x + map.width + margin, y: map.y }
    : { x: map.x, y: map.y + map.height + (entries.length > 0 ? margin : 0) };
  const bottom = Math.max(map.y + map.height, entries.length > 0 ? origin.y + block.height : 0);
  const side = Math.round(SWATCH * em);
  return {
    width: Math.ceil(Math.max(content, head.width)) + 2 * margin,
    height: Math.ceil(bottom) + margin,
    scale,
    map,
    swatches: block.places.map(({ x, y }) => ({
      x: Math.round(origin.x + x),
      y: Math.round(origin.y + y),
      side,
    })),
    texts: [
      ...head.lines.map((line) => ({ ...line, x: margin + line.x, y: margin + line.y })),
      ...entries.flatMap(({ lines }, index) =>
        lines.map((text, row) => ({
          text,
          x: Math.round(origin.x + block.places[index].x + side + GAP * em),
          y: Math.round(origin.y + block.places[index].y + side - 0.22 * em + row * LINE * em),
          size: em,
        })),
      ),
    ],
  };
}

interface Entry {
  lines: string[];
  width: number;
  height: number;
}

function entriesOf(font: Font, names: readonly string[], em: number): Entry[] {
  return names.map((name) => {
    const lines = wrap(font, name, em, WIDEST_NAME * em);
    const text = Math.max(...lines.map((line) => widthOf(font, line, em)));
    const height = Math.max(SWATCH, lines.length * LINE) * em + GAP * em;
    return { lines, width: (SWATCH + GAP) * em + text, height };
  });
}

interface Block {
  beside: boolean;
  width: number;
  height: number;
  places: { x: number; y: number }[];
}

/** Columns of the legend from left to right, each filled from the top. */
function arrange(entries: readonly Entry[], map: { width: number; height: number }, em: number): Block {
  const beside = map.width <= WIDE * map.height || map.width < NARROWEST_TITLE * em;
  const columnWidth = Math.max(0, ...entries.map(({ width }) => width));
  const step = columnWidth + 2 * em;
  const total = entries.reduce((sum, { height }) => sum + height, 0);
  const tallest = Math.max(0, ...entries.map(({ height }) => height));
  const columns = beside
    ? Math.ceil(total / Math.max(map.height, FEWEST_ROWS * (LINE + GAP) * em, tallest))
    : Math.max(1, Math.floor((map.width + 2 * em) / step));
  const room = beside
    ? Math.max(map.height, FEWEST_ROWS * (LINE + GAP) * em, tallest)
    : total / columns + tallest;
  const places: Block['places'] = [];
  let [x, y, height] = [0, 0, 0];
  for (const entry of entries) {
    if (y > 0 && y + entry.height - GAP * em > room) [x, y] = [x + step, 0];
    places.push({ x, y });
    y += entry.height;
    height = Math.max(height, y - GAP * em);
  }
  return { beside: beside && entries.length > 0, width: x + columnWidth, height, places };
}

function heading(font: Font, title: string, subtitle: string, width: number, em: number) {
  const lines: TextLine[] = [];
  let y = 0;
  for (const [text, size] of [
    [title, Math.round(TITLE * em)],
    [subtitle, em],
  ] as const) {
    if (text.trim() === '') continue;
    for (const line of wrap(font, text, size, width)) {
      y += LINE * size;
      lines.push({ text: line, x: 0, y: Math.round(y - 0.3 * size), size });
    }
  }
  const widest = Math.max(0, ...lines.map(({ text, size }) => widthOf(font, text, size)));
  return { lines, width: widest, height: lines.length > 0 ? Math.round(y + 0.8 * em) : 0 };
}
