import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadLayersModel, model } from '@tensorflow/tfjs-node';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { OptionValues } from '@shared/network';
import { smallestNetwork } from '../../support/networks';
import { storedModel } from '../../support/stored-model';
import { tf } from '../../support/tensorflow';
import { loadModel, restoreModel, saveModel } from '../../../src-main/engine/classifiers/model-folder';
import { headLogits, PREDICTION } from '../../../src-main/engine/networks/forward';
import { sizeOf } from '../../../src-main/engine/networks/layer';
import type { Network } from '../../../src-main/engine/networks/network';
import { cutNetwork } from '../../../src-main/engine/networks/plan';
import { findNetwork, networks } from '../../../src-main/engine/networks/registry';
import { readWeights } from '../../../src-main/engine/networks/weights';

const COMPONENTS = 14;
/** Networks that are nothing but layers that Keras has as well. */
const IN_KERAS: [id: string, options?: OptionValues][] = [
  ['hybridsn'],
  ['hybridsn-bn'],
  ['fc'],
  ['cnn'],
  ['lenet5-relu'],
  ['vgg11'],
  ['vgg13'],
  ['vgg16'],
  ['vgg19'],
  ['vgg-simplified'],
  ['mobilenet-v1'],
  ['mobilenet-v1', { convolution: 'standard', width: 0.25 }],
];

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'bandscape-layers-model-'));
});
afterEach(() => rm(directory, { recursive: true, force: true }));
afterAll(() => expect(tf.memory().numTensors).toBe(0));

/** Weights that no two layers of a kind share, variances above zero, sizes that keep numbers within bounds. */
function someWeights(network: Network): Tensor[] {
  return network.weights.map(({ name, shape }, at) => {
    // Of a depthwise kernel only the field.
    const inputs = sizeOf(shape.slice(0, shape[shape.length - 1] === 1 ? 2 : -1));
    const deviation = name.endsWith('kernel') ? Math.sqrt(2 / inputs) : 0.3;
    const values = tf.tidy(() => tf.randomNormal([...shape], 0, deviation, 'float32', at + 1));
    if (!/scale|variance/.test(name)) return values;
    const positive = tf.tidy(() => tf.add(tf.abs(values), 0.7));
    values.dispose();
    return positive;
  });
}

async function save(network: Network, weights: readonly Tensor[]): Promise<Record<string, unknown>> {
  await saveModel(directory, storedModel(network, readWeights(weights)));
  return JSON.parse(await readFile(join(directory, 'model.json'), 'utf8'));
}

/** Our own reader gives the weights back. */
async function expectReadable(weights: readonly Tensor[]): Promise<void> {
  const learnt = restoreModel(directory, await loadModel(directory));
  const same = learnt
    .arrays()
    .map(({ values }, at) => Buffer.from(values.buffer).equals(bytesOf(weights[at])));
  expect(same).toEqual(weights.map(() => true));
  learnt.dispose();
}

const largest = (values: Tensor) => tf.max(tf.abs(values)).dataSync()[0];

const bytesOf = (weight: Tensor) => Buffer.from(weight.dataSync<'float32'>().slice().buffer);

describe.each(IN_KERAS)('%s %o', (id, options) => {
  it('is opened by TensorFlow.js, which gives the same probabilities', async () => {
    const network = smallestNetwork(findNetwork(id), COMPONENTS, options);
    const weights = someWeights(network);
    const saved = await save(network, weights);
    expect(saved).toMatchObject({
      format: 'layers-model',
      userDefinedMetadata: { bandscape: { bands: 3 } },
    });

    const opened = await loadLayersModel(pathToFileURL(join(directory, 'model.json')).href);
    expect(opened.inputs[0].shape).toEqual([null, ...network.input]);
    expect(opened.getUserDefinedMetadata()).toEqual(saved['userDefinedMetadata']);
    const logits = model({ inputs: opened.inputs, outputs: opened.layers[opened.layers.length - 2].output });
    tf.tidy(() => {
      // So large that differences are still seen behind many layers that pad them with zeros.
      const windows = tf.randomNormal([3, ...network.input], 0, 100, 'float32', 7);
      const ours = headLogits(cutNetwork(network, 0), weights, windows, PREDICTION);
      const size = largest(ours);
      expect(largest(tf.sub(ours, tf.mean(ours, 0))) / size).toBeGreaterThan(1e-3);
      expect(largest(tf.sub(ours, logits.predict(windows) as Tensor)) / size).toBeLessThan(2e-5);
      expect(largest(tf.sub(tf.softmax(ours), opened.predict(windows) as Tensor))).toBeLessThan(1e-3);
    });
    opened.dispose();
    await expectReadable(weights);
    tf.dispose(weights);
  });
});

const others = networks().filter((spec) => !IN_KERAS.some(([id]) => id === spec.id));

describe.each(others.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  it('names its layers that Keras does not have, and is read by us', async () => {
    const network = smallestNetwork(spec, COMPONENTS);
    const weights = someWeights(network);
    const saved = await save(network, weights);
    expect(saved).toMatchObject({ format: 'bandscape-model', network: { id: spec.id } });
    const kinds = network.layers.map(({ layer }) => layer.kind);
    expect(saved['ownLayers']).not.toEqual([]);
    expect(kinds).toEqual(expect.arrayContaining(saved['ownLayers'] as string[]));
    await expectReadable(weights);
    tf.dispose(weights);
  });
});
