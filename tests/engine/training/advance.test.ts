import { afterEach, expect, describe, it, vi } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { fingerprint } from '../../support/fingerprint';
import { smallNetworks } from '../../support/networks';
import { twoHalves } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { readWeights } from '../../../src-main/engine/networks/weights';
import type { TrainingJob } from '../../../src-main/engine/training/job';
import { trainNetwork } from '../../../src-main/engine/training/train';

const { picture, labels } = twoHalves(20, 18, 14);
const every = (step: number, first: number) => {
  const pixels = Int32Array.from(labels.keys()).filter((pixel) => pixel % step === first);
  return { pixels, targets: pixels.map((pixel) => labels[pixel]) };
};
const EPOCHS = 3;
const UPDATES = 2;
const labelled = every(7, 0);
const settings: TrainingJob['settings'] = {
  epochs: EPOCHS,
  learningRate: 1e-3,
  batch: Math.ceil(labelled.pixels.length / UPDATES),
  seed: 3,
  execution: 'auto',
  experiment: { ...USUAL_EXPERIMENT, keep: 'last' },
};

/** A machine so slow that a look at the clock takes a tenth of a second. */
function slowMachine(): void {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (now += 100));
}

afterEach(() => void vi.restoreAllMocks());

type Said = { kind: 'step' | 'beat'; fraction: number; epoch: number };

async function followed(job: TrainingJob): Promise<{ said: Said[]; weights: string; held: number[] }> {
  const said: Said[] = [];
  const held: number[] = [];
  slowMachine();
  const trained = await trainNetwork({
    ...job,
    onStep: (fraction, epoch) => {
      held.push(tf.memory().numTensors);
      said.push({ kind: 'step', fraction, epoch });
    },
    onBeat: (fraction, epoch) => said.push({ kind: 'beat', fraction, epoch }),
  });
  const weights = fingerprint(readWeights(trained.weights));
  tf.dispose(trained.weights);
  return { said, weights, held };
}

describe.each(smallNetworks.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const network = buildNetwork(spec, [11, 11, 14], 2);
  const job: TrainingJob = { network, picture, labelled, settings };
  const calibrated = network.weights.some(({ trainable }) => !trainable);

  it.each([
    ['without validation', undefined],
    ['with validation', every(7, 3)],
  ])('tells how far it is within every piece of its work, %s, and ends at 1', async (_, validation) => {
    const before = tf.memory().numTensors;
    const { said, held } = await followed({ ...job, validation });
    const fractions = said.map(({ fraction }) => fraction);
    expect(fractions).toEqual([...new Set(fractions)].sort((a, b) => a - b));
    expect(fractions[fractions.length - 1]).toBe(1);
    const steps = said.flatMap(({ kind }, at) => (kind === 'step' ? [at] : []));
    expect(steps).toHaveLength(EPOCHS * UPDATES);
    const beats = steps.map((at, index) => at - (index === 0 ? 0 : steps[index - 1] + 1));
    expect(Math.min(...beats)).toBeGreaterThan(3);
    const afterLast = said.length - 1 - steps[steps.length - 1];
    if (calibrated || validation) expect(afterLast).toBeGreaterThan(3);
    else expect(afterLast).toBe(0);
    expect(new Set(held.slice(1)).size).toBe(1);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('tells how many of the first weights are drawn and kept, as parts of the first update', async () => {
    const { said } = await followed(job);
    const whole = EPOCHS + (calibrated ? 1 / 3 : 0);
    const thirds = said.map(({ fraction }) => Math.ceil(3 * UPDATES * whole * fraction));
    for (const third of [1, 2, 3]) expect(thirds.filter((each) => each === third).length).toBeGreaterThan(2);
  });

  it('gives every epoch the same share, and says which one it is in', async () => {
    const { said } = await followed({ ...job, validation: every(7, 3) });
    const whole = EPOCHS + (calibrated ? 1 / 3 : 0);
    for (const { fraction, epoch } of said.filter(({ fraction }) => fraction * whole <= EPOCHS))
      expect(fraction * whole).toSatisfy((at: number) => at > epoch - 1 && at <= epoch + 1e-9);
  });

  it('learns the same, bit for bit, whether anybody listens or not', async () => {
    const { weights } = await followed(job);
    const silent = await trainNetwork(job);
    expect(fingerprint(readWeights(silent.weights))).toBe(weights);
    tf.dispose(silent.weights);
  });
});
