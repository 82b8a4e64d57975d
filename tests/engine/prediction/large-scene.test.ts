import { afterAll, describe, expect, it } from 'vitest';
import { inScratch, twoHalves } from '../../support/random-scene';
import { smallNetworks } from '../../support/networks';
import { tf } from '../../support/tensorflow';
import { predictionExecution } from '../../../src-main/engine/networks/execution';
import { buildNetwork, type Network } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import type { Tile } from '../../../src-main/engine/networks/tiles';
import { initialWeights, readWeights } from '../../../src-main/engine/networks/weights';
import { predictScene } from '../../../src-main/engine/prediction/predict';
import type { Picture } from '../../../src-main/engine/preprocessing/picture';
import { createRandom } from '../../../src-main/engine/samples/random';
import { trainNetwork } from '../../../src-main/engine/training/train';

const { picture, labels } = twoHalves(20, 18, 14);
const pixels = Int32Array.from(labels.keys()).filter((pixel) => pixel % 5 === 0);
const labelled = { pixels, targets: pixels.map((pixel) => labels[pixel]) };
const network = buildNetwork(findNetwork('hybridsn-bn'), [11, 11, 14], 2);

async function train(from: Picture, execution: 'dense' | 'patch', of = network) {
  const settings = { epochs: 2, learningRate: 1e-3, batch: 24, seed: 3, execution };
  const trained = await trainNetwork({ network: of, picture: from, labelled, settings });
  const weights = readWeights(trained.weights);
  const options = { execution, labels: [7, 9] };
  const map = await predictScene(of, trained.weights, from, options);
  tf.dispose(trained.weights);
  return { weights, map };
}

describe.each(smallNetworks.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const each = buildNetwork(spec, [11, 11, 14], 2);
  it.each([
    ['rows', 'patch'],
    ['columns', 'patch'],
    ['rows', 'dense'],
  ] as const)('learns and labels the same from a scratch file by %s, %s', async (lines, execution) => {
    const kept = await inScratch(picture, lines);
    expect(await train(kept, execution, each)).toEqual(await train(picture, execution, each));
    await kept.close();
  });
});

/** Every tile's probabilities, put together as rows x columns x classes. */
async function probabilitiesOf(of: Network, from: Picture, execution: 'dense' | 'patch') {
  const random = createRandom(5, 'weights');
  const weights = initialWeights(of, random);
  const whole = new Float32Array(from.rows * from.columns * of.classes);
  const tiles: Tile[] = [];
  const map = await predictScene(of, weights, from, {
    execution,
    labels: [7, 9],
    onTile: async (tile, probabilities) => {
      await Promise.resolve();
      tiles.push(tile);
      for (let row = 0; row < tile.rows; row++) {
        const length = tile.columns * of.classes;
        const at = ((tile.row + row) * from.columns + tile.column) * of.classes;
        expect(whole[at]).toBe(0);
        whole.set(probabilities.subarray(row * length, (row + 1) * length), at);
      }
    },
  });
  tf.dispose(weights);
  return { map, whole, tiles };
}

describe('the probabilities of every tile', () => {
  it.each(['dense', 'patch'] as const)('add up to one and agree with the map, %s', async (execution) => {
    const { map, whole } = await probabilitiesOf(network, picture, execution);
    map.labels.forEach((label, pixel) => {
      const [first, second] = whole.subarray(2 * pixel, 2 * pixel + 2);
      expect(first + second).toBeCloseTo(1, 5);
      expect(label).toBe(second > first ? 9 : 7);
      expect(map.confidence[pixel]).toBe(Math.max(first, second));
    });
  });

  it('come from several tiles where the scene is larger than one', async () => {
    const { tileSide } = predictionExecution(network, 'dense');
    const { picture: long } = twoHalves(12, Math.ceil(tileSide * 1.2), 14);
    const { map, whole, tiles } = await probabilitiesOf(network, long, 'dense');
    expect(tiles).toHaveLength(2);
    const scratch = await probabilitiesOf(network, await inScratch(long, 'columns'), 'dense');
    expect(scratch.map).toEqual(map);
    expect(scratch.whole).toEqual(whole);
  });
});

it('says what is wrong where the scratch file cannot be read any more, and leaves no tensors', async () => {
  const before = tf.memory().numTensors;
  for (const execution of ['dense', 'patch'] as const) {
    const kept = await inScratch(picture, 'rows');
    await kept.close();
    await expect(train(kept, execution)).rejects.toMatchObject({ code: 'source-closed' });
  }
  expect(tf.memory().numTensors).toBe(before);
});

afterAll(() => expect(tf.memory().numTensors).toBe(0));
