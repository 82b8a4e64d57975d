import { afterAll, describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { twoHalves } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { readWeights } from '../../../src-main/engine/networks/weights';
import { MeanWeights } from '../../../src-main/engine/training/mean-weights';
import { learningRateAt } from '../../../src-main/engine/training/schedule';
import { trainNetwork } from '../../../src-main/engine/training/train';

const { picture, labels } = twoHalves(20, 18, 14);
const pixels = Int32Array.from(labels.keys()).filter((pixel) => pixel % 7 === 0);
const labelled = { pixels, targets: pixels.map((pixel) => labels[pixel]) };
const EPOCHS = 5;

/** All pixels in one batch, so that an epoch is an update. */
const settings = { epochs: EPOCHS, learningRate: 1e-3, batch: 1000, seed: 3, execution: 'auto' as const };
const cnn = findNetwork('cnn');
const network = buildNetwork(
  { ...cnn, method: { ...cnn.method, schedule: 'cosine-then-constant', keep: 'mean' } },
  [11, 11, 14],
  2,
);
const job = { network, picture, labelled, settings };
const last = { ...settings, experiment: { ...USUAL_EXPERIMENT, keep: 'last' as const } };

/** Stopped after so many epochs of the same training. */
async function stoppedAfter(epochs: number, more: { settings?: typeof last } = {}) {
  const stop = new AbortController();
  const onEpoch = ({ epoch }: { epoch: number }) => epoch === epochs && stop.abort();
  return trainNetwork({ ...job, ...more, onEpoch, stop: stop.signal });
}

afterAll(() => expect(tf.memory().numTensors).toBe(0));

describe('the mean of the weights', () => {
  it('is that of the values that were added', () => {
    const mean = new MeanWeights();
    for (const values of [
      [1, 5],
      [2, 5],
      [6, 2],
    ]) {
      const weights = [tf.tensor1d(values), tf.scalar(values[0])];
      mean.add(weights);
      tf.dispose(weights);
    }
    const found = mean.take()!;
    expect(found.map((tensor) => [...tensor.dataSync()])).toEqual([[3, 4], [3]]);
    expect(mean.take()).toBeUndefined();
    tf.dispose(found);
  });

  it('is taken over the updates of the last 40 % of training', async () => {
    const trained = await trainNetwork(job);
    expect([trained.keptBy, trained.keptEpoch]).toEqual(['mean', EPOCHS]);
    const four = await stoppedAfter(4, { settings: last });
    const five = await trainNetwork({ ...job, settings: last });
    const [mean, one, other] = [trained, four, five].map(({ weights }) => readWeights(weights));
    const compared = network.weights.flatMap(({ trainable }, position) => (trainable ? [position] : []));
    expect(compared.length).toBeGreaterThan(4);
    for (const position of compared)
      mean[position].forEach((value, i) =>
        expect(value).toBeCloseTo((one[position][i] + other[position][i]) / 2, 6),
      );
    expect(one).not.toEqual(other);
    tf.dispose([trained.weights, four.weights, five.weights]);
  });

  it('is not yet there where training is stopped before', async () => {
    const trained = await stoppedAfter(2);
    const plain = await stoppedAfter(2, { settings: last });
    expect([trained.keptBy, trained.keptEpoch]).toEqual(['last', 2]);
    expect(readWeights(trained.weights)).toEqual(readWeights(plain.weights));
    tf.dispose([trained.weights, plain.weights]);
  });

  it('leaves no tensors where training is cancelled', async () => {
    const cancel = new AbortController();
    const onEpoch = ({ epoch }: { epoch: number }) => epoch === 4 && cancel.abort();
    await expect(trainNetwork({ ...job, onEpoch, signal: cancel.signal })).rejects.toMatchObject({
      kind: 'cancelled',
    });
    expect(tf.memory().numTensors).toBe(0);
  });
});

it('the rate stands still where the mean begins', () => {
  const rates = [0, 30, 59, 60, 61, 99].map((update) =>
    learningRateAt('cosine-then-constant', 1, update, 100),
  );
  const cosine = [0, 30, 59, 60].map((update) => learningRateAt('cosine', 1, update, 100));
  expect(rates.slice(0, 4)).toEqual(cosine);
  expect(rates[3]).toBeCloseTo(0.3455, 4);
  expect(rates.slice(4)).toEqual([rates[3], rates[3]]);
});
