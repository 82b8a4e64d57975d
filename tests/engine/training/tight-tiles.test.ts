import { afterAll, describe, expect, it } from 'vitest';
import { oneBatch, relativeDifference } from '../../support/batch-gradients';
import { randomPicture } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { IDENTITY } from '../../../src-main/engine/networks/symmetry';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import type { Picture } from '../../../src-main/engine/preprocessing/picture';
import { createRandom } from '../../../src-main/engine/samples/random';
import { chooseExecution } from '../../../src-main/engine/training/choose-execution';
import { tightTiles, totalCost, type TileCost } from '../../../src-main/engine/training/tight-tiles';

const cost: TileCost = { halo: 12, macsPerPixel: 1, tile: 20, window: 169 };
const tile = { row: 5, column: 7, rows: 80, columns: 90 };
const at = (row: number, column: number) => row * tile.columns + column;

describe('tiles around the pixels of a batch', () => {
  it('hold every pixel once, in its own order', () => {
    const random = createRandom(3, 'pixels');
    const all = random.shuffle(Int32Array.from({ length: tile.rows * tile.columns }, (_, i) => i));
    for (const count of [1, 2, 7, 40, 900]) {
      const positions = all.slice(0, count);
      const tiles = tightTiles(tile, positions, cost);
      const members = tiles.flatMap((each) => each.members);
      expect([...members].sort((a, b) => a - b)).toEqual([...positions.keys()]);
      for (const { tile: box, members: own } of tiles) {
        expect(own).toEqual([...own].sort((a, b) => a - b));
        for (const member of own) {
          const row = tile.row + Math.floor(positions[member] / tile.columns) - box.row;
          const column = tile.column + (positions[member] % tile.columns) - box.column;
          expect(row >= 0 && row < box.rows && column >= 0 && column < box.columns).toBe(true);
        }
      }
      expect(totalCost(tiles, cost)).toBeLessThanOrEqual(totalCost([{ tile }], cost));
    }
  });

  it('are few and small where the pixels lie in heaps', () => {
    const positions = Int32Array.from([at(2, 2), at(3, 4), at(70, 80), at(72, 81)]);
    const tiles = tightTiles(tile, positions, cost);
    expect(tiles.map((each) => each.tile)).toEqual([
      { row: 7, column: 9, rows: 2, columns: 3 },
      { row: 75, column: 87, rows: 3, columns: 2 },
    ]);
  });

  it('are the whole tile where little would be saved', () => {
    const corners = Int32Array.from([at(0, 0), at(79, 89), at(0, 89), at(79, 0), at(40, 40)]);
    expect(tightTiles(tile, corners, { ...cost, tile: 1e6 })).toEqual([{ tile, members: [0, 1, 2, 3, 4] }]);
  });
});

describe('training on a few pixels of a large scene', () => {
  const network = buildNetwork(findNetwork('hybridsn'), [11, 11, 14], 3);
  const picture = randomPicture(60, 50, 14);
  /** Heaps of neighbours, far from each other. */
  const pixels = Int32Array.from([51, 52, 101, 103, 2900, 2902, 2951, 1475, 1476]);
  const labelled = { pixels, targets: pixels.map((pixel) => pixel % 3) };

  it('has the loss and the gradients of windows by themselves', async () => {
    const weights = initialWeights(network, createRandom(5, 'weights'));
    const batch = { network, weights, picture, labelled, symmetry: { ...IDENTITY, transpose: true } };
    const own = chooseExecution({ network, picture, labelled, settings: { execution: 'dense' } }, 9).cost!;
    const tight = await oneBatch('dense', { ...batch, cost: { ...own, tile: 0 } });
    const patch = await oneBatch('patch', batch);
    expect(tight.parts).toBe(3);
    expect(tight.loss).toBeCloseTo(patch.loss, 3);
    tight.values.forEach((values, index) =>
      expect(relativeDifference(values, patch.values[index])).toBeLessThan(1e-4),
    );
    tf.dispose(weights);
  });

  it('is dense where windows lie close together, and patch by patch where each is alone', () => {
    const kindFor = (rows: number, columns: number, chosen: Int32Array) => {
      const large = { rows, columns, channels: 30, inMemory: true } as Picture;
      const full = buildNetwork(findNetwork('hybridsn'), [25, 25, 30], 3);
      const some = { pixels: chosen, targets: chosen.map(() => 0) };
      const asked = {
        network: full,
        picture: large,
        labelled: some,
        settings: { execution: 'auto' as const },
      };
      return chooseExecution(asked, chosen.length).kind;
    };
    const field = Int32Array.from(
      { length: 400 },
      (_, i) => (1000 + Math.floor(i / 20)) * 3000 + 500 + (i % 20),
    );
    const alone = Int32Array.from(
      { length: 400 },
      (_, i) => Math.floor(i / 20) * 150 * 3000 + (i % 20) * 150,
    );
    expect(kindFor(3000, 3000, field)).toBe('dense');
    expect(kindFor(3000, 3000, alone)).toBe('patch');
  });
});

afterAll(() => expect(tf.memory().numTensors).toBe(0));
