import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { twoHalves } from './random-scene';
import { storedModel } from './stored-model';
import { tf } from './tensorflow';
import { headLogits, PREDICTION } from '../../src-main/engine/networks/forward';
import type { Network } from '../../src-main/engine/networks/network';
import { cutNetwork, trunkLength } from '../../src-main/engine/networks/plan';
import { readWeights, restoreWeights } from '../../src-main/engine/networks/weights';
import { loadModel, restoreModel, saveModel } from '../../src-main/engine/classifiers/model-folder';
import { predictScene } from '../../src-main/engine/prediction/predict';
import type { TrainingJob } from '../../src-main/engine/training/job';
import { trainNetwork } from '../../src-main/engine/training/train';

/** What networks are built for here. */
export const COMPONENTS = 14;
const { picture, labels } = twoHalves(14, 12, COMPONENTS);
/** So many that statistics of a batch mean something where a window ends as one pixel. */
const pixels = Int32Array.from(labels.keys()).filter((pixel) => pixel % 5 === 0);
const labelled = { pixels, targets: pixels.map((pixel) => labels[pixel]) };

/** What is labelled in both forms of execution. */
const small = twoHalves(6, 5, COMPONENTS).picture;

/**
 * Steps over the same pixels without dropout, flips and shifts, so that nothing but learning changes the loss, and so
 * small that they never leave behind them where the loss was falling.
 */
function jobFor(network: Network): TrainingJob {
  const learningRate = network.spec.recipe.learningRate / 300;
  const settings = {
    ...{ epochs: 3, learningRate, batch: 64, seed: 3, execution: 'auto' as const },
    experiment: { ...USUAL_EXPERIMENT, augmentation: 'none' as const, dropout: 0 },
  };
  return { network, picture, labelled, settings };
}

/** Logits of two windows of noise. */
function logitsOf(network: Network, weights: readonly Tensor[]): number[] {
  return tf.tidy(() => {
    const windows = tf.randomNormal([2, ...network.input], 0, 1, 'float32', 7);
    return [...headLogits(cutNetwork(network, 0), weights, windows, PREDICTION).dataSync()];
  });
}

/**
 * What is asked of every network, whatever its options: its loss falls within a few steps, it answers twice the same,
 * dense execution as by patches, it is the same when it was saved and loaded, and it leaves no tensor behind.
 */
export async function expectToLearnAndLast(network: Network): Promise<void> {
  const before = tf.memory().numTensors;
  const { weights, history } = await trainNetwork(jobFor(network));
  expect(Math.min(...history.slice(1).map(({ loss }) => loss))).toBeLessThan(history[0].loss);
  const logits = logitsOf(network, weights);
  expect(logits.every(Number.isFinite)).toBe(true);
  expect(logitsOf(network, weights)).toEqual(logits);
  if (trunkLength(network) > 0) await expectSameByPatches(network, weights);
  const values = readWeights(weights);
  tf.dispose(weights);
  await expectSameOnceLoaded(network, values, logits);
  expect(tf.memory().numTensors).toBe(before);
}

async function expectSameByPatches(network: Network, weights: readonly Tensor[]): Promise<void> {
  const [dense, patch] = await Promise.all(
    (['dense', 'patch'] as const).map((execution) =>
      predictScene(network, weights, small, { execution, labels: [1, 2] }),
    ),
  );
  dense.confidence.forEach((value, pixel) =>
    expect(Math.abs(value - patch.confidence[pixel])).toBeLessThan(1e-4),
  );
}

async function expectSameOnceLoaded(network: Network, weights: Float32Array[], logits: number[]) {
  const directory = await mkdtemp(join(tmpdir(), 'bandscape-network-'));
  try {
    await saveModel(directory, storedModel(network, weights));
    const loaded = await loadModel(directory);
    expect(loaded.classifier.options).toEqual(network.options);
    const values = loaded.arrays.map((array) => array.values as Float32Array);
    const restored = restoreWeights(network, values);
    expect(logitsOf(network, restored)).toEqual(logits);
    tf.dispose(restored);
    const learnt = restoreModel(directory, loaded);
    // A network has up to a hundred million weights: they are compared as bytes.
    const bytesOf = ({ buffer, byteOffset, byteLength }: ArrayBufferView) =>
      Buffer.from(buffer, byteOffset, byteLength);
    const same = learnt.arrays().map((array, index) => bytesOf(array.values).equals(bytesOf(values[index])));
    expect(same).toEqual(values.map(() => true));
    learnt.dispose();
  } finally {
    await rm(directory, { recursive: true });
  }
}
