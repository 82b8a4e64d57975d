import { afterAll, describe, expect, it } from 'vitest';
import { oneBatch, relativeDifference } from '../../support/batch-gradients';
import { randomPicture } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { cutNetwork, trunkLength } from '../../../src-main/engine/networks/plan';
import {
  coverWindows,
  macsOver,
  regionCost,
  type RegionCost,
} from '../../../src-main/engine/networks/regions';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { SYMMETRIES } from '../../../src-main/engine/networks/symmetry';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import type { Picture } from '../../../src-main/engine/preprocessing/picture';
import { createRandom } from '../../../src-main/engine/samples/random';
import { chooseExecution } from '../../../src-main/engine/training/choose-execution';

const cost: RegionCost = { layers: [{ macs: 1, margin: 4 }], region: 20 };
const size = { rows: 60, columns: 70 };
const side = 5;
const at = (row: number, column: number) => row * size.columns + column;

describe('regions around the windows of a batch', () => {
  it('hold every pixel of every window, at the places that they name, and no pixel twice', () => {
    const random = createRandom(3, 'windows');
    const all = Array.from({ length: size.rows - side + 1 }, (_, row) =>
      Array.from({ length: size.columns - side + 1 }, (__, column) => at(row, column)),
    ).flat();
    const shuffled = random.shuffle(Int32Array.from(all));
    for (const count of [1, 2, 7, 40, 900]) {
      const corners = shuffled.slice(0, count);
      const { regions, places } = coverWindows(corners, size, side, cost);
      const pixels = regions.flatMap(({ row, column, rows, columns }) =>
        Array.from({ length: rows * columns }, (_, i) =>
          at(row + Math.floor(i / columns), column + (i % columns)),
        ),
      );
      expect(new Set(pixels).size).toBe(pixels.length);
      const expected = Array.from(corners, (corner) =>
        Array.from({ length: side * side }, (_, i) => corner + at(Math.floor(i / side), i % side)),
      ).flat();
      expect(Array.from(places, (place) => pixels[place])).toEqual(expected);
      const whole = (size.rows + 4) * (size.columns + 4) + 20;
      expect(macsOver(regions, cost)).toBeLessThanOrEqual(whole);
    }
  });

  it('are few and small where the windows lie in heaps', () => {
    const corners = Int32Array.from([at(2, 2), at(3, 4), at(50, 60), at(52, 61)]);
    expect(coverWindows(corners, size, side, cost).regions).toEqual([
      { row: 2, column: 2, rows: 6, columns: 7 },
      { row: 50, column: 60, rows: 7, columns: 6 },
    ]);
  });

  it('are one where another costs more than it leaves out', () => {
    const corners = Int32Array.from([at(0, 0), at(55, 65)]);
    expect(coverWindows(corners, size, side, { ...cost, region: 1e6 }).regions).toEqual([
      { row: 0, column: 0, ...size },
    ]);
  });

  it('cost what the layers of a network compute over them', () => {
    const network = buildNetwork(findNetwork('hybridsn'), [11, 11, 14], 3);
    const plan = cutNetwork(network, trunkLength(network));
    const { layers } = regionCost(plan);
    expect(layers.map(({ margin }) => margin)).toEqual([6, 4, 2, 0]);
    // A window by itself is the smallest picture, whose macs the layer table has.
    const window = layers.reduce((sum, { macs, margin }) => sum + macs * (plan.window + margin) ** 2, 0);
    expect(window).toBeCloseTo(
      plan.trunk.reduce((sum, { macs }) => sum + macs, 0),
      0,
    );
  });
});

describe('training on a few pixels of a large scene', () => {
  const network = buildNetwork(findNetwork('hybridsn'), [11, 11, 14], 3);
  const picture = randomPicture(60, 50, 14);
  /** Heaps of neighbours, far from each other. */
  const pixels = Int32Array.from([51, 52, 101, 103, 2900, 2902, 2951, 1475, 1476]);
  const labelled = { pixels, targets: pixels.map((pixel) => pixel % 3) };

  it.each(SYMMETRIES)(
    'has the loss and the gradients of windows by themselves under %o',
    async (symmetry) => {
      const weights = initialWeights(network, createRandom(5, 'weights'));
      const batch = { network, weights, picture, labelled, symmetry };
      const dense = await oneBatch('dense', batch);
      const patch = await oneBatch('patch', batch);
      expect(dense.parts).toBe(1);
      expect(dense.loss).toBeCloseTo(patch.loss, 3);
      dense.values.forEach((values, index) =>
        expect(relativeDifference(values, patch.values[index])).toBeLessThan(1e-4),
      );
      tf.dispose(weights);
    },
  );

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
