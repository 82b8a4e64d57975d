import type { Execution } from '../networks/execution';
import { coverWithTiles, type Tile } from '../networks/tiles';
import type { Pixel } from '../networks/window-logits';

/** Pixels to learn from: pixel indices (row * columns + column) and the 0-based class of each. */
export interface LabelledPixels {
  pixels: Int32Array;
  targets: Int32Array;
}

/** Pixels of one batch that lie in one tile and pass through the head together. */
export interface TileBatch {
  tile: Tile;
  pixels: Pixel[];
  targets: Int32Array;
}

/** The tiles that a scene is trained or labelled by. */
export function tilesOf(execution: Execution, scene: { rows: number; columns: number }): Tile[] {
  return coverWithTiles(scene.rows, scene.columns, execution.tileSide);
}

/** Consecutive slices of `order`, `batch` long; the last may be shorter. */
export function* batchesOf(order: Int32Array, batch: number): Generator<Int32Array> {
  for (let start = 0; start < order.length; start += batch) yield order.subarray(start, start + batch);
}

/**
 * Sorts the chosen samples into the tiles they lie in, in parts of at most `windowsAtOnce`.
 * @param chosen positions in `labelled`
 */
export function splitByTile(
  chosen: Int32Array,
  labelled: LabelledPixels,
  tiles: readonly Tile[],
  sceneColumns: number,
  windowsAtOnce: number,
): TileBatch[] {
  const byTile = new Map<Tile, number[]>();
  for (const sample of chosen) {
    const { row, column } = positionOf(labelled.pixels[sample], sceneColumns);
    const tile = tiles.find((t) => contains(t, row, column)) as Tile;
    const samples = byTile.get(tile);
    if (samples) samples.push(sample);
    else byTile.set(tile, [sample]);
  }
  return [...byTile].flatMap(([tile, samples]) =>
    [...batchesOf(Int32Array.from(samples), windowsAtOnce)].map((part) => ({
      tile,
      pixels: Array.from(part, (sample) => positionOf(labelled.pixels[sample], sceneColumns)),
      targets: part.map((sample) => labelled.targets[sample]),
    })),
  );
}

function positionOf(pixel: number, columns: number): Pixel {
  return { row: Math.floor(pixel / columns), column: pixel % columns };
}

function contains(tile: Tile, row: number, column: number): boolean {
  return (
    row >= tile.row &&
    row < tile.row + tile.rows &&
    column >= tile.column &&
    column < tile.column + tile.columns
  );
}
