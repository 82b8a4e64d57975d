import type { NumericArray } from '@shared/scene';
import { throwIfCancelled } from '../errors';
import { ahead, nextTurn } from '../files/turn';
import type { Range } from '../files/source';
import { bytesPerValue } from '../files/values';
import type { Cube } from './cube';

/** A part of the scene with every band of its pixels. */
export interface Tile {
  firstRow: number;
  rows: number;
  firstColumn: number;
  columns: number;
  /** rows x columns x bands, band fastest. */
  values: NumericArray;
}

export interface PassOptions {
  signal?: AbortSignal;
  /** Fraction of the scene that is done. */
  onProgress?: (fraction: number) => void;
}

/** Bytes of values in one tile: large enough to read at full speed, small beside any scene. */
const TILE_BYTES = 8 * 1024 * 1024;

/** What of some rows (or columns, where tiles are cut along those) is wanted across them; undefined for nothing. */
export type Wanted = (start: number, stop: number) => Range | undefined;

/**
 * Hands every pixel of a cube to `visit` once, tile by tile in a fixed order, and lets messages through between
 * tiles. While one is visited the next is read, so that two are held at most.
 *
 * @param wanted narrows tiles to what it gives, so that a pass over few pixels reads little more than those
 * @throws CancelledError when the signal is aborted
 */
export async function forEachTile(
  cube: Cube,
  visit: (tile: Tile) => void | Promise<void>,
  { signal, onProgress }: PassOptions = {},
  wanted?: Wanted,
): Promise<void> {
  const windows = tileWindows(cube, wanted);
  const { rows, columns } = cube;
  const along = cube.tileAxis === 'columns' ? columns : rows;
  const read = (window: TileWindow | undefined) => window && ahead(cube.read(window, signal));
  let next = read(windows[0]);
  for (const [index, window] of windows.entries()) {
    const values = await next;
    next = read(windows[index + 1]);
    const [[firstRow, endRow], [firstColumn, endColumn]] = [window.rows, window.columns];
    await visit({
      ...{ firstRow, rows: endRow - firstRow, firstColumn, columns: endColumn - firstColumn },
      values: values as NumericArray,
    });
    onProgress?.((cube.tileAxis === 'columns' ? endColumn : endRow) / along);
    await nextTurn();
    throwIfCancelled(signal);
  }
}

interface TileWindow {
  rows: Range;
  columns: Range;
}

function tileWindows({ rows, columns, bands, dtype, tileAxis }: Cube, wanted?: Wanted): TileWindow[] {
  const [along, across] = tileAxis === 'columns' ? [columns, rows] : [rows, columns];
  const step = Math.max(1, Math.floor(TILE_BYTES / (across * bands * bytesPerValue(dtype))));
  const windows: TileWindow[] = [];
  for (let start = 0; start < along; start += step) {
    const stop = Math.min(along, start + step);
    const range: Range | undefined = wanted ? wanted(start, stop) : [0, across];
    if (!range) continue;
    windows.push(
      tileAxis === 'columns'
        ? { rows: range, columns: [start, stop] }
        : { rows: [start, stop], columns: range },
    );
  }
  return windows;
}

/** Index `row * columns + column` in the scene of every pixel of a tile, in the tile's order. */
export function pixelsOf(tile: Tile, sceneColumns: number): Int32Array {
  const pixels = new Int32Array(tile.rows * tile.columns);
  let next = 0;
  for (let row = 0; row < tile.rows; row++) {
    const first = (tile.firstRow + row) * sceneColumns + tile.firstColumn;
    for (let column = 0; column < tile.columns; column++) pixels[next++] = first + column;
  }
  return pixels;
}
