import { afterAll, describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT, type Experiment } from '@shared/experiment';
import { smallNetworks } from '../../support/networks';
import { twoHalves } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { readWeights } from '../../../src-main/engine/networks/weights';
import { predictScene } from '../../../src-main/engine/prediction/predict';
import { keptBy } from '../../../src-main/engine/training/selection';
import { trainNetwork } from '../../../src-main/engine/training/train';

const { picture, labels } = twoHalves(20, 18, 14);
const every = (rest: number) => {
  const pixels = Int32Array.from(labels.keys()).filter((pixel) => pixel % 7 === rest);
  return { pixels, targets: pixels.map((pixel) => labels[pixel]) };
};
const labelled = every(0);
const validation = every(3);
const settings = { epochs: 5, learningRate: 1e-3, batch: 32, seed: 3, execution: 'auto' as const };
const asked = (more: Partial<Experiment>) => ({
  ...settings,
  experiment: { ...USUAL_EXPERIMENT, validation: 0.5, ...more },
});

afterAll(() => expect(tf.memory().numTensors).toBe(0));

describe.each(smallNetworks.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const network = buildNetwork(spec, [11, 11, 14], 2);
  const job = { network, picture, labelled, validation, settings };

  it.each(['auto', 'patch'] as const)('measures what the kept weights predict (%s)', async (execution) => {
    const trained = await trainNetwork({ ...job, settings: { ...settings, execution } });
    const found = await predictScene(network, trained.weights, picture, { execution, labels: [0, 1] });
    const right = [...validation.pixels].filter((pixel) => found.labels[pixel] === labels[pixel]);
    const probability = (pixel: number) =>
      found.labels[pixel] === labels[pixel] ? found.confidence[pixel] : 1 - found.confidence[pixel];
    const losses = Array.from(validation.pixels, (pixel) => -Math.log(probability(pixel)));
    const kept = trained.history[trained.keptEpoch - 1].validation!;
    expect(trained.keptBy).toBe('validation');
    expect(kept.accuracy).toBeCloseTo(right.length / validation.pixels.length, 10);
    expect(kept.loss).toBeCloseTo(losses.reduce((sum, loss) => sum + loss, 0) / losses.length, 3);
    tf.dispose(trained.weights);
  });

  it('trains as it would without, and keeps the epoch with most pixels right', async () => {
    const watched = await trainNetwork(job);
    const alone = await trainNetwork({ ...job, validation: undefined });
    const learnt = (history: typeof watched.history) => history.map(({ loss, accuracy }) => [loss, accuracy]);
    expect(learnt(watched.history)).toEqual(learnt(alone.history));
    expect(alone.history.every((record) => record.validation === undefined)).toBe(true);
    const order = [...watched.history].sort(
      (a, b) => b.validation!.accuracy - a.validation!.accuracy || a.validation!.loss - b.validation!.loss,
    );
    expect(watched.keptEpoch).toBe(order[0].epoch);
    tf.dispose([watched.weights, alone.weights]);
  });

  it('keeps the last weights where they are asked for, whatever validation says', async () => {
    const last = await trainNetwork({ ...job, settings: asked({ keep: 'last' }) });
    const plain = await trainNetwork({
      ...job,
      validation: undefined,
      settings: { ...settings, experiment: { ...USUAL_EXPERIMENT, keep: 'last' } },
    });
    expect(last.keptEpoch).toBe(5);
    expect(readWeights(last.weights)).toEqual(readWeights(plain.weights));
    tf.dispose([last.weights, plain.weights]);
  });

  it('ends when validation was no better for as many epochs as patience says', async () => {
    const wrong = { ...validation, targets: validation.targets.map((target) => 1 - target) };
    const patient = { ...asked({ patience: 2 }), epochs: 40 };
    const trained = await trainNetwork({ ...job, validation: wrong, settings: patient });
    expect(trained.stoppedEarly).toBe(true);
    expect(trained.stopped).toBe(false);
    expect(trained.history.length).toBeLessThan(40);
    expect(trained.history.length).toBe(trained.keptEpoch + 2);
    tf.dispose(trained.weights);
  });

  it('leaves no tensors where it is cancelled while it measures', async () => {
    const before = tf.memory().numTensors;
    const cancel = new AbortController();
    let epochs = 0;
    const onEpoch = () => (++epochs === 2 ? cancel.abort() : undefined);
    await expect(trainNetwork({ ...job, onEpoch, signal: cancel.signal })).rejects.toMatchObject({
      kind: 'cancelled',
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

it.each([
  ['auto', 'last', false, 'last'],
  ['auto', 'lowest-training-loss', false, 'lowest-training-loss'],
  ['auto', 'last', true, 'validation'],
  ['best', 'last', false, 'lowest-training-loss'],
  ['best', 'last', true, 'validation'],
  ['last', 'lowest-training-loss', true, 'last'],
] as const)('%s, a recipe of %s and validation %s: %s decides', (keep, recipe, validates, expected) => {
  expect(keptBy(keep, recipe, validates)).toBe(expected);
});
