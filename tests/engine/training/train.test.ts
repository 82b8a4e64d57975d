import { describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { fingerprint } from '../../support/fingerprint';
import { twoHalves } from '../../support/random-scene';
import { smallNetworks } from '../../support/networks';
import { tf } from '../../support/tensorflow';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { readWeights } from '../../../src-main/engine/networks/weights';
import { MemoryPicture } from '../../../src-main/engine/preprocessing/picture';
import { predictScene } from '../../../src-main/engine/prediction/predict';
import type { TrainingJob } from '../../../src-main/engine/training/job';
import { trainNetwork } from '../../../src-main/engine/training/train';

const { picture, labels } = twoHalves(20, 18, 14);
const pixels = Int32Array.from(labels.keys()).filter((pixel) => pixel % 7 === 0);
const labelled = { pixels, targets: pixels.map((pixel) => labels[pixel]) };
const settings = { epochs: 6, learningRate: 1e-3, batch: 32, seed: 3, execution: 'auto' as const };

describe.each(smallNetworks.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const network = buildNetwork(spec, [11, 11, 14], 2);
  const job = (more: Partial<TrainingJob> = {}): TrainingJob => ({
    network,
    picture,
    labelled,
    settings,
    ...more,
  });

  it('holds after every update as many tensors as after the first', async () => {
    const held: number[] = [];
    const trained = await trainNetwork(
      job({
        settings: { ...settings, experiment: { ...USUAL_EXPERIMENT, keep: 'last' } },
        onStep: () => held.push(tf.memory().numTensors),
      }),
    );
    tf.dispose(trained.weights);
    expect(held.length).toBeGreaterThan(10);
    expect(new Set(held.slice(1)).size).toBe(1);
  });

  it('learns: the loss falls and most pixels come out right', async () => {
    const trained = await trainNetwork(job());
    const [first, last] = [trained.history[0], trained.history[trained.history.length - 1]];
    expect(last.loss).toBeLessThan(first.loss);
    const found = await predictScene(network, trained.weights, picture, {
      execution: 'auto',
      labels: [1, 2],
    });
    const right = labels.filter((label, pixel) => found.labels[pixel] === label + 1).length;
    expect(right / labels.length).toBeGreaterThan(0.9);
    expect(found.confidence.every((value) => value >= 0.5 && value <= 1)).toBe(true);
    tf.dispose(trained.weights);
  });

  it('gives the same weights for the same seed, others for another', async () => {
    const weightsFor = async (seed: number) => {
      const trained = await trainNetwork(job({ settings: { ...settings, epochs: 2, seed } }));
      const found = fingerprint(readWeights(trained.weights));
      tf.dispose(trained.weights);
      return found;
    };
    const first = await weightsFor(3);
    expect(await weightsFor(3)).toBe(first);
    expect(await weightsFor(4)).not.toBe(first);
  });

  it('stops within a step and keeps what was learnt', async () => {
    const stop = new AbortController();
    let steps = 0;
    const trained = await trainNetwork(
      job({
        stop: stop.signal,
        onStep: () => {
          steps += 1;
          if (steps === 3) stop.abort();
        },
      }),
    );
    expect(steps).toBe(3);
    expect(trained.stopped).toBe(true);
    expect(trained.weights).toHaveLength(network.weights.length);
    tf.dispose(trained.weights);
  });

  it('ends at once when cancelled, and leaves no tensors', async () => {
    const before = tf.memory().numTensors;
    const cancel = new AbortController();
    const run = trainNetwork(job({ signal: cancel.signal, onStep: () => cancel.abort() }));
    await expect(run).rejects.toMatchObject({ kind: 'cancelled' });
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('says so when training diverges', async () => {
  const network = buildNetwork(smallNetworks[1], [11, 11, 14], 2);
  const { rows, columns, channels, values } = picture;
  const broken = new MemoryPicture(
    rows,
    columns,
    channels,
    values.map((value) => value * 1e38),
  );
  await expect(trainNetwork({ network, picture: broken, labelled, settings })).rejects.toMatchObject({
    code: 'training-diverged',
  });
  expect(tf.memory().numTensors).toBe(0);
});
