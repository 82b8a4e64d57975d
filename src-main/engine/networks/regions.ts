import type { Rectangle } from '../preprocessing/picture';
import type { Plan } from './plan';

/** What the trunk costs over one rectangle of its features, in multiply-accumulates. */
export interface RegionCost {
  /** For each layer with kernels: multiply-accumulates a pixel, and how many more rows and columns than the features it has. */
  layers: readonly { macs: number; margin: number }[];
  /** Of one more rectangle. */
  region: number;
}

/**
 * Of one more rectangle, forward: some milliseconds of calls, and what kernels lose on smaller pictures. Chosen by the time
 * of an update of HybridSN on Indian Pines; half and twice as much are no better.
 */
const ONE_MORE = 0.6e9;

export function regionCost({ trunk, reach }: Plan): RegionCost {
  let margin = reach;
  const layers = trunk.map(({ layer, macs, output }) => {
    margin -= layer.reach ?? 0;
    return { macs: macs / (output[0] * output[1]), margin };
  });
  return { layers: layers.filter(({ macs }) => macs > 0), region: ONE_MORE };
}

/** Rectangles of features that do not overlap and hold every window, and where in them the windows' pixels lie. */
export interface Cover {
  regions: Rectangle[];
  /** Windows times side times side: places in the list of all the regions' pixels, region after region, row by row. */
  places: Int32Array;
}

export interface Size {
  rows: number;
  columns: number;
}

/** @param corners, size, side as `regionsAround` */
export function coverWindows(corners: Int32Array, size: Size, side: number, cost: RegionCost): Cover {
  const regions = regionsAround(corners, size, side, cost);
  return { regions, places: placesOf(pixelsOfWindows(corners, size.columns, side), regions, size) };
}

/** Multiply-accumulates of the trunk over all of them, forward. */
export function macsOver(regions: readonly Size[], cost: RegionCost): number {
  return regions.reduce((sum, region) => sum + costOf(region, cost), 0);
}

/**
 * Every pixel of every window, window after window, row by row.
 * @param corners row * columns + column of each window's first pixel, as the pixels' own numbers
 */
export function pixelsOfWindows(corners: Int32Array, columns: number, side: number): Int32Array {
  const pixels = new Int32Array(corners.length * side * side);
  let next = 0;
  for (const corner of corners)
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++) pixels[next++] = corner + row * columns + column;
  return pixels;
}

/**
 * Cuts a picture's features into rectangles that leave out what no window looks at, wherever the rows and columns that
 * two rectangles share in the trunk cost less than what is left out.
 * @param corners row * columns + column of each window's first pixel
 * @param size of the features
 */
export function regionsAround(
  corners: Int32Array,
  { rows, columns }: Size,
  side: number,
  cost: RegionCost,
): Rectangle[] {
  const needed = new Uint8Array(rows * columns);
  for (const corner of corners)
    for (let row = 0; row < side; row++) {
      const at = corner + row * columns;
      needed.fill(1, at, at + side);
    }
  const box = boundsOf(needed, columns, { row: 0, column: 0, rows, columns });
  return box ? divide(needed, columns, box, cost) : [];
}

function costOf({ rows, columns }: Size, { layers, region }: RegionCost): number {
  return layers.reduce((sum, { macs, margin }) => sum + macs * (rows + margin) * (columns + margin), region);
}

type Axis = 'rows' | 'columns';

/** Cuts along the line that saves most, for as long as two sides cost less than what holds both. */
function divide(needed: Uint8Array, stride: number, box: Rectangle, cost: RegionCost): Rectangle[] {
  let best = { cost: costOf(box, cost), parts: [box] };
  for (const axis of ['rows', 'columns'] as const) {
    const spans = spansOf(needed, stride, box, axis);
    const before = extents(spans);
    const behind = extents([...spans].reverse()).reverse();
    for (let cut = 1; cut < spans.length; cut++) {
      const total = costOf(sized(before[cut - 1], axis), cost) + costOf(sized(behind[cut], axis), cost);
      if (total < best.cost) best = { cost: total, parts: sidesOf(box, axis, cut) };
    }
  }
  if (best.parts.length === 1) return best.parts;
  return best.parts.flatMap((part) =>
    divide(needed, stride, boundsOf(needed, stride, part) as Rectangle, cost),
  );
}

function sidesOf(box: Rectangle, axis: Axis, cut: number): Rectangle[] {
  const start = axis === 'rows' ? 'row' : 'column';
  return [
    { ...box, [axis]: cut },
    { ...box, [start]: box[start] + cut, [axis]: box[axis] - cut },
  ];
}

/** From the first to behind the last needed pixel of a line; empty where `to` is 0. */
interface Span {
  from: number;
  to: number;
}

/** Of every row or column of a box, relative to it. */
function spansOf(needed: Uint8Array, stride: number, box: Rectangle, axis: Axis): Span[] {
  const spans = Array.from({ length: box[axis] }, (): Span => ({ from: Infinity, to: 0 }));
  for (let row = 0; row < box.rows; row++) {
    const start = (box.row + row) * stride + box.column;
    for (let column = 0; column < box.columns; column++) {
      if (!needed[start + column]) continue;
      const span = axis === 'rows' ? spans[row] : spans[column];
      const at = axis === 'rows' ? column : row;
      span.from = Math.min(span.from, at);
      span.to = Math.max(span.to, at + 1);
    }
  }
  return spans;
}

interface Extent {
  along: number;
  across: number;
}

/** The size of what holds the first line, the first two, and so on; the first of all is not empty. */
function extents(spans: readonly Span[]): Extent[] {
  let [along, from, to] = [0, Infinity, 0];
  return spans.map((span, index) => {
    if (span.to > 0) along = index + 1;
    from = Math.min(from, span.from);
    to = Math.max(to, span.to);
    return { along, across: to - from };
  });
}

function sized({ along, across }: Extent, axis: Axis): Size {
  return axis === 'rows' ? { rows: along, columns: across } : { rows: across, columns: along };
}

/** The smallest rectangle that holds what is needed of a box; undefined where nothing is. */
function boundsOf(needed: Uint8Array, stride: number, box: Rectangle): Rectangle | undefined {
  const filled = (axis: Axis) =>
    spansOf(needed, stride, box, axis).flatMap(({ to }, index) => (to > 0 ? [index] : []));
  const [rows, columns] = [filled('rows'), filled('columns')];
  if (rows.length === 0) return undefined;
  return {
    row: box.row + rows[0],
    column: box.column + columns[0],
    rows: rows[rows.length - 1] + 1 - rows[0],
    columns: columns[columns.length - 1] + 1 - columns[0],
  };
}

function placesOf(pixels: Int32Array, regions: readonly Rectangle[], { rows, columns }: Size): Int32Array {
  const placeOf = new Int32Array(rows * columns).fill(-1);
  let next = 0;
  for (const region of regions)
    for (let row = region.row; row < region.row + region.rows; row++)
      for (let column = region.column; column < region.column + region.columns; column++)
        placeOf[row * columns + column] = next++;
  return pixels.map((pixel) => placeOf[pixel]);
}
