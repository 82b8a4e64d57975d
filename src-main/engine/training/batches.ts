import type { Execution } from '../networks/execution';
import type { WindowPart } from '../networks/padded-scene';
import { TileGrid, type Tile } from '../networks/tiles';

/** Pixels to learn from: pixel indices (row * columns + column) and the 0-based class of each. */
export interface LabelledPixels {
  pixels: Int32Array;
  targets: Int32Array;
}

/** Pixels of one batch that lie in one tile and pass through the head together. */
export interface TileBatch extends WindowPart {
  targets: Int32Array;
}

/** The tiles that a scene is trained by. */
export function tilesOf(execution: Execution, scene: { rows: number; columns: number }): TileGrid {
  return new TileGrid(scene.rows, scene.columns, execution.tileSide);
}

/**
 * Consecutive slices of `order`, at most `batch` long and as even as can be. What is left over behind full batches may be
 * a single sample, as of 1,025 in batches of 256: its step would count as much as the others, and batch normalisation
 * would learn from it what a batch looks like.
 */
export function* batchesOf(order: Int32Array, batch: number): Generator<Int32Array> {
  const count = Math.ceil(order.length / batch);
  const start = (index: number) => Math.floor((index * order.length) / count);
  for (let index = 0; index < count; index++) yield order.subarray(start(index), start(index + 1));
}

/**
 * Sorts the chosen samples into the tiles they lie in, tile after tile, in parts of at most `windowsAtOnce`.
 * @param chosen positions in `labelled`
 */
export function splitByTile(
  chosen: Int32Array,
  labelled: LabelledPixels,
  grid: TileGrid,
  sceneColumns: number,
  { windowsAtOnce }: { windowsAtOnce: number },
): TileBatch[] {
  const rowOf = (sample: number) => Math.floor(labelled.pixels[sample] / sceneColumns);
  const columnOf = (sample: number) => labelled.pixels[sample] % sceneColumns;
  const tileOf = (sample: number) => grid.indexAt(rowOf(sample), columnOf(sample));
  const { sorted, ends } = sortByGroup(chosen, tileOf, grid.tiles.length);
  const positionsIn = (tile: Tile, samples: Int32Array) =>
    samples.map((sample) => (rowOf(sample) - tile.row) * tile.columns + columnOf(sample) - tile.column);
  return grid.tiles.flatMap((tile, index) => {
    const inTile = sorted.subarray(index === 0 ? 0 : ends[index - 1], ends[index]);
    return Array.from(batchesOf(inTile, windowsAtOnce), (part) => ({
      tile,
      positions: positionsIn(tile, part),
      targets: part.map((sample) => labelled.targets[sample]),
    }));
  });
}

/** A counting sort that keeps the order within a group; a group ends where its entry of `ends` says. */
function sortByGroup(items: Int32Array, groupOf: (item: number) => number, groups: number) {
  const of = items.map(groupOf);
  const ends = new Int32Array(groups);
  for (const group of of) ends[group]++;
  for (let group = 1; group < groups; group++) ends[group] += ends[group - 1];
  const sorted = new Int32Array(items.length);
  const next = ends.slice();
  for (let i = items.length - 1; i >= 0; i--) sorted[--next[of[i]]] = items[i];
  return { sorted, ends };
}
