import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { TrainingSettings } from '@shared/training';
import { smallestNetwork } from '../../support/networks';
import { twoHalves } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { headLogits, PREDICTION } from '../../../src-main/engine/networks/forward';
import type { Network } from '../../../src-main/engine/networks/network';
import { cutNetwork, trunkLength } from '../../../src-main/engine/networks/plan';
import { networks } from '../../../src-main/engine/networks/registry';
import { readWeights, restoreWeights } from '../../../src-main/engine/networks/weights';
import { loadModel, restoreModel, saveModel } from '../../../src-main/engine/classifiers/model-folder';
import { findClassifier } from '../../../src-main/engine/classifiers/registry';
import { predictScene } from '../../../src-main/engine/prediction/predict';
import type { TrainingJob } from '../../../src-main/engine/training/job';
import { trainNetwork } from '../../../src-main/engine/training/train';

const COMPONENTS = 14;
const { picture, labels } = twoHalves(14, 12, COMPONENTS);
const pixels = Int32Array.from(labels.keys()).filter((pixel) => pixel % 9 === 0);
const labelled = { pixels, targets: pixels.map((pixel) => labels[pixel]) };

/** Small steps over the same picture without dropout and shifts, so that nothing but learning changes the loss. */
function jobFor(network: Network): TrainingJob {
  const { spec, layers } = network;
  const calm: Network = {
    ...network,
    spec: { ...spec, method: { ...spec.method, augmentation: 'none', shift: 0 } },
    layers: layers.map((placed) =>
      placed.layer.kind === 'Dropout' ? { ...placed, layer: { ...placed.layer, apply: (x) => x } } : placed,
    ),
  };
  const learningRate = spec.recipe.learningRate / 10;
  const settings = { epochs: 3, learningRate, batch: 64, seed: 3, execution: 'auto' as const };
  return { network: calm, picture, labelled, settings };
}

/** Logits of two windows of noise. */
function logitsOf(network: Network, weights: readonly Tensor[]): number[] {
  return tf.tidy(() => {
    const windows = tf.randomNormal([2, ...network.input], 0, 1, 'float32', 7);
    return [...headLogits(cutNetwork(network, 0), weights, windows, PREDICTION).dataSync()];
  });
}

describe.each(networks().map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const network = smallestNetwork(spec, COMPONENTS);

  it('learns, answers twice the same, and is the same when it was saved and loaded', async () => {
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
  }, 300_000);
});

async function expectSameByPatches(network: Network, weights: readonly Tensor[]): Promise<void> {
  const [dense, patch] = await Promise.all(
    (['dense', 'patch'] as const).map((execution) =>
      predictScene(network, weights, picture, { execution, labels: [1, 2] }),
    ),
  );
  dense.confidence.forEach((value, pixel) =>
    expect(Math.abs(value - patch.confidence[pixel])).toBeLessThan(1e-4),
  );
}

async function expectSameOnceLoaded(network: Network, weights: Float32Array[], logits: number[]) {
  const { spec, input, classes, options } = network;
  const settings: TrainingSettings = {
    ...{ network: spec.id, options, patch: input[0] },
    ...{ components: COMPONENTS, training: 0.1, split: 'random', runs: 1, execution: 'auto' },
    ...{ epochs: 1, learningRate: 1e-3, batch: 16, seed: 1 },
  };
  const directory = await mkdtemp(join(tmpdir(), 'bandscape-network-'));
  try {
    await saveModel(directory, {
      classifier: findClassifier(spec.id).build({ input, classes, options }, settings),
      arrays: weights.map((values, index) => {
        const { layer, name, shape } = network.weights[index];
        return { name: `${layer}/${name}`, shape: [...shape], values };
      }),
      preprocessing: {
        pca: {
          mean: new Float64Array(3),
          loadings: new Float64Array(3 * COMPONENTS),
          variances: new Float64Array(COMPONENTS).fill(1),
          constantBands: [],
        },
        whitened: true,
      },
      bands: 3,
      classes: [1, 2].map((label) => ({ label, name: String(label), color: [0, 0, 0] })),
      settings,
    });
    const loaded = await loadModel(directory);
    expect(loaded.classifier.options).toEqual(options);
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
