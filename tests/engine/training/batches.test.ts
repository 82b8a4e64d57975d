import { describe, expect, it } from 'vitest';
import { TileGrid } from '../../../src-main/engine/networks/tiles';
import { createRandom } from '../../../src-main/engine/samples/random';
import { batchesOf, splitByTile } from '../../../src-main/engine/training/batches';

const sizes = [
  [1, 1, 5],
  [145, 145, 206],
  [97, 53, 10],
  [31, 200, 7],
  [64, 64, 1],
] as const;

describe('a pass over the training pixels', () => {
  it.each([
    [1025, 256, [205, 205, 205, 205, 205]],
    [1025, 2048, [1025]],
    [10, 4, [3, 3, 4]],
    [8, 4, [4, 4]],
    [3, 1, [1, 1, 1]],
    [0, 4, []],
  ])('over %d of them in batches of at most %d is divided evenly', (samples, batch, lengths) => {
    const order = createRandom(1, 'order').shuffle(Int32Array.from({ length: samples }, (_, i) => i));
    const batches = [...batchesOf(order, batch)];
    expect(batches.map(({ length }) => length)).toEqual(lengths);
    expect(batches.flatMap((part) => [...part])).toEqual([...order]);
  });
});

describe.each(sizes)('a scene of %d x %d in tiles of at most %d', (rows, columns, side) => {
  const grid = new TileGrid(rows, columns, side);

  it('is covered once, and every pixel knows its tile', () => {
    const seen = new Int32Array(rows * columns).fill(-1);
    grid.tiles.forEach((tile, index) => {
      expect(Math.max(tile.rows, tile.columns)).toBeLessThanOrEqual(side);
      for (let row = tile.row; row < tile.row + tile.rows; row++)
        for (let column = tile.column; column < tile.column + tile.columns; column++) {
          expect(seen[row * columns + column]).toBe(-1);
          seen[row * columns + column] = index;
        }
    });
    seen.forEach((tile, pixel) =>
      expect(grid.indexAt(Math.floor(pixel / columns), pixel % columns)).toBe(tile),
    );
  });

  it('has every sample in its tile once, in the order in which they were chosen', () => {
    const random = createRandom(4, 'samples');
    const pixels = random.shuffle(Int32Array.from({ length: rows * columns }, (_, i) => i));
    const labelled = { pixels, targets: pixels.map((pixel) => pixel % 11) };
    const chosen = random.shuffle(Int32Array.from(pixels.keys())).subarray(0, Math.ceil(pixels.length / 2));
    const parts = splitByTile(chosen, labelled, grid, columns, { windowsAtOnce: 9 });
    const found = parts.map(({ tile, positions, targets }) => {
      expect(positions.length).toBeLessThanOrEqual(9);
      return Array.from(positions, (position, i) => {
        const row = tile.row + Math.floor(position / tile.columns);
        const pixel = row * columns + tile.column + (position % tile.columns);
        expect(grid.tiles[grid.indexAt(row, pixel % columns)]).toBe(tile);
        expect(targets[i]).toBe(pixel % 11);
        return pixel;
      });
    });
    const wanted = grid.tiles.flatMap((tile) =>
      Array.from(chosen, (sample) => pixels[sample]).filter(
        (pixel) => grid.tiles[grid.indexAt(Math.floor(pixel / columns), pixel % columns)] === tile,
      ),
    );
    expect(found.flat()).toEqual(wanted);
  });
});
