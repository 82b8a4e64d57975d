import { afterAll, describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT, type Experiment } from '@shared/experiment';
import { twoHalves } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { readWeights } from '../../../src-main/engine/networks/weights';
import { createRandom } from '../../../src-main/engine/samples/random';
import { drawSymmetry, withNoise } from '../../../src-main/engine/training/augmentation';
import { trainNetwork } from '../../../src-main/engine/training/train';

afterAll(() => expect(tf.memory().numTensors).toBe(0));

const { picture, labels } = twoHalves(16, 14, 8);
const pixels = Int32Array.from(labels.keys()).filter((pixel) => pixel % 5 === 0);
const labelled = { pixels, targets: pixels.map((pixel) => labels[pixel]) };
const network = buildNetwork(findNetwork('fc'), [5, 5, 8], 2);
const CALM: Partial<Experiment> = { augmentation: 'none', dropout: 0, shuffle: false };

/** The weights after two epochs of several batches each; only the seed of the order differs between calls. */
async function trained(experiment: Partial<Experiment>, order = 1): Promise<Float32Array[]> {
  const { weights } = await trainNetwork({
    network,
    picture,
    labelled,
    seeds: { weights: 1, order },
    settings: {
      ...{ epochs: 2, learningRate: 1e-3, batch: 16, seed: 1, execution: 'auto' },
      experiment: { ...USUAL_EXPERIMENT, ...experiment },
    },
  });
  const values = readWeights(weights);
  tf.dispose(weights);
  return values;
}

describe('what chance has a hand in while a network trains', () => {
  it('is nothing without shuffling, dropout and augmentation', async () => {
    expect(await trained(CALM, 1)).toEqual(await trained(CALM, 2));
  });

  it.each<Partial<Experiment>>([
    { shuffle: true },
    { dropout: 0.3 },
    { dropout: null },
    { augmentation: 'flips' },
    { augmentation: 'symmetries' },
    { augmentation: 'recipe' },
    { spectralNoise: 0.1 },
  ])('is what %j brings, and the seed decides it', async (choice) => {
    const one = await trained({ ...CALM, ...choice }, 1);
    expect(await trained({ ...CALM, ...choice }, 1)).toEqual(one);
    expect(await trained({ ...CALM, ...choice }, 2)).not.toEqual(one);
    expect(one).not.toEqual(await trained(CALM));
  });

  it('is as usual where nothing else is asked for', async () => {
    const explicit = { augmentation: 'symmetries', dropout: 0.4, shuffle: true, spectralNoise: 0 } as const;
    expect(await trained(explicit)).toEqual(await trained({}));
  });
});

it('flips never transpose, and every symmetry comes up', () => {
  const random = createRandom(0, 'augmentation');
  const draw = (asked: 'none' | 'flips' | 'symmetries') =>
    new Set(
      Array.from({ length: 200 }, () => JSON.stringify(drawSymmetry(asked, 'none', () => random.next()))),
    );
  expect([draw('none').size, draw('flips').size, draw('symmetries').size]).toEqual([1, 4, 8]);
  expect([...draw('flips')].every((each) => each.includes('"transpose":false'))).toBe(true);
});

it('noise has the deviation that was asked for and mean 0', () => {
  tf.tidy(() => {
    const noisy = withNoise(tf.fill([1, 100, 100, 5], 3), 0.25, () => 0.5);
    const { mean, variance } = tf.moments(noisy);
    expect(mean.dataSync()[0]).toBeCloseTo(3, 2);
    expect(Math.sqrt(variance.dataSync()[0])).toBeCloseTo(0.25, 2);
  });
});
