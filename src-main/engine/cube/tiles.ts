import type { NumericArray } from '@shared/scene';
import { throwIfCancelled } from '../errors';
import { nextTurn } from '../files/turn';
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

/**
 * Hands every pixel of a cube to `visit` once, tile by tile in a fixed order, and lets messages through between
 * tiles. Never holds more than one tile.
 *
 * @throws CancelledError when the signal is aborted
 */
export async function forEachTile(
  cube: Cube,
  visit: (tile: Tile) => void | Promise<void>,
  { signal, onProgress }: PassOptions = {},
): Promise<void> {
  const { rows, columns, bands, tileAxis } = cube;
  const [along, across] = tileAxis === 'columns' ? [columns, rows] : [rows, columns];
  const step = Math.max(1, Math.floor(TILE_BYTES / (across * bands * bytesPerValue(cube.dtype))));
  for (let start = 0; start < along; start += step) {
    const stop = Math.min(along, start + step);
    const values = await cube.read({ [tileAxis]: [start, stop] }, signal);
    await visit(
      tileAxis === 'columns'
        ? { firstRow: 0, rows, firstColumn: start, columns: stop - start, values }
        : { firstRow: start, rows: stop - start, firstColumn: 0, columns, values },
    );
    onProgress?.(stop / along);
    await nextTurn();
    throwIfCancelled(signal);
  }
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
