import { afterAll, describe, expect, it } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { oneBatch, relativeDifference } from '../../support/batch-gradients';
import { smallestNetwork } from '../../support/networks';
import { twoHalves } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import type { ApplyContext } from '../../../src-main/engine/networks/layer';
import { buildNetwork, type Network, type PlacedLayer } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { IDENTITY } from '../../../src-main/engine/networks/symmetry';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import { predictScene } from '../../../src-main/engine/prediction/predict';
import { createRandom } from '../../../src-main/engine/samples/random';
import { trainNetwork } from '../../../src-main/engine/training/train';

afterAll(() => expect(tf.memory().numTensors).toBe(0));

const CHANNELS = 6;
const CLASSES = 2;
const { picture, labels } = twoHalves(24, 22, CHANNELS);
/** Section 5 of the paper. */
const WEIGHT = 0.3;
const isBeside = (name: string) => name.startsWith('auxiliary');

/** Six pixels whose windows lie within the scene. */
function pixelsFor({ input }: Network) {
  const half = (input[0] - 1) / 2;
  const size = { rows: picture.rows - 2 * half, columns: picture.columns - 2 * half };
  const inner = Array.from({ length: 6 }, (_, i) => Math.floor((i * size.rows * size.columns) / 6));
  const pixels = Int32Array.from(inner, (at) => {
    const [row, column] = [half + Math.floor(at / size.columns), half + (at % size.columns)];
    return row * picture.columns + column;
  });
  return { pixels, targets: pixels.map((pixel) => labels[pixel]) };
}

function windowsOf({ input }: Network, pixels: Int32Array): Tensor {
  const side = input[0];
  const half = (side - 1) / 2;
  const scene = tf.tensor3d(picture.values, [picture.rows, picture.columns, CHANNELS]);
  const windows = [...pixels].map((pixel) => {
    const [row, column] = [Math.floor(pixel / picture.columns), pixel % picture.columns];
    return tf.slice(scene, [row - half, column - half, 0], [side, side, CHANNELS]);
  });
  return tf.stack(windows);
}

interface Answer {
  loss: number;
  /** Mean over the windows of probabilities less targets: the gradient of the mean loss by the last bias. */
  excess: number[];
}

/** Cross-entropy of logits, each target softened by `smoothing`. */
function answerOf(logits: Tensor, targets: Int32Array, smoothing: number): Answer {
  const rows = logits.arraySync() as number[][];
  const excess = new Array<number>(CLASSES).fill(0);
  let loss = 0;
  rows.forEach((row, i) => {
    const total = row.reduce((sum, value) => sum + Math.exp(value), 0);
    row.forEach((value, label) => {
      const probability = Math.exp(value) / total;
      const target = smoothing / CLASSES + (label === targets[i] ? 1 - smoothing : 0);
      loss -= (target * Math.log(probability)) / rows.length;
      excess[label] += (probability - target) / rows.length;
    });
  });
  return { loss, excess };
}

/** Layer by layer while training: what the network and each classifier beside it answer, by the layer's name. */
function answers(
  network: Network,
  weights: readonly Tensor[],
  { pixels, targets }: ReturnType<typeof pixelsFor>,
  smoothing: number,
  random: () => number,
  dropoutRate?: number,
): Map<string, Answer> {
  const found = new Map<string, Answer>();
  const context: ApplyContext = {
    ...{ training: true, random, dropoutRate },
    update: (_layer, _position, value) => value.dispose(),
  };
  const ownWeights = ({ firstWeight, weights: specs }: PlacedLayer) =>
    weights.slice(firstWeight, firstWeight + specs.length);
  tf.tidy(() => {
    let x = windowsOf(network, pixels);
    for (const placed of network.layers) {
      const { layer, input } = placed;
      const own = ownWeights(placed);
      if (!isBeside(layer.name)) {
        x = layer.apply(x, own, context);
        continue;
      }
      let beside = x;
      let next = 0;
      for (const part of layer.parts?.(input) ?? []) {
        const count = part.layer.weights(part.input).length;
        beside = part.layer.apply(beside, own.slice(next, next + count), context);
        next += count;
      }
      found.set(layer.name, answerOf(beside, targets, smoothing));
    }
    found.set('classes', answerOf(x, targets, smoothing));
  });
  return found;
}

/** The main loss and 0.3 times each of the others. */
const together = (found: Map<string, Answer>) =>
  [...found].reduce((sum, [name, { loss }]) => sum + (isBeside(name) ? WEIGHT : 1) * loss, 0);

describe.each([
  ['v1', 2],
  ['v2', 2],
  ['v3', 1],
] as const)('Inception %s with auxiliary classifiers', (inception, heads) => {
  const spec = findNetwork('googlenet');
  const network = smallestNetwork(spec, CHANNELS, { inception, auxiliary: 'on' });
  const without = buildNetwork(spec, network.input, CLASSES, { inception, auxiliary: 'off' });
  const labelled = pixelsFor(network);
  const ofMain = <T>(values: readonly T[]): T[] =>
    values.filter((_, at) => !isBeside(network.weights[at].layer));

  it('adds 0.3 times the loss of each, whose gradients reach the classifiers and what they see', async () => {
    const weights = initialWeights(network, createRandom(2, 'weights'));
    const batch = { picture, labelled, symmetry: IDENTITY };
    const { loss, values } = await oneBatch('patch', { ...batch, network, weights });
    const found = answers(network, weights, labelled, 0.1, () => 1);
    expect(found.size).toBe(heads + 1);
    expect(loss / labelled.pixels.length).toBeCloseTo(together(found), 3);

    const trainable = network.weights.filter((weight) => weight.trainable);
    const gradients = new Map(trainable.map(({ layer, name }, at) => [`${layer}/${name}`, values[at]]));
    for (const [name, { excess }] of found) {
      const bias = [...(gradients.get(isBeside(name) ? `${name}/classes/bias` : 'classes/bias') ?? [])];
      const scale = isBeside(name) ? WEIGHT : 1;
      expect(bias).toHaveLength(CLASSES);
      excess.forEach((value, label) => expect(bias[label]).toBeCloseTo(scale * value, 5));
    }
    for (const [name, gradient] of gradients)
      if (isBeside(name) && name.endsWith('kernel')) expect(gradient.some((value) => value !== 0)).toBe(true);

    const alone = await oneBatch('patch', { ...batch, network: without, weights: ofMain(weights) });
    const changed = without.weights
      .filter((weight) => weight.trainable)
      .flatMap(({ layer, name }, at) => {
        const beside = gradients.get(`${layer}/${name}`) as Float32Array;
        return name.endsWith('kernel') && relativeDifference(beside, alone.values[at]) > 1e-3 ? [layer] : [];
      });
    const last = network.layers.map(({ layer }) => isBeside(layer.name)).lastIndexOf(true);
    const inFront = network.layers.slice(0, last).filter(({ layer, weights }) => {
      return !isBeside(layer.name) && weights.some(({ name }) => name.endsWith('kernel'));
    });
    expect([...new Set(changed)]).toEqual(inFront.map(({ layer }) => layer.name));
    tf.dispose(weights);
  });

  it('trains them, and predicts as the network without them does', async () => {
    const { weights, history } = await trainNetwork({
      network,
      picture,
      labelled,
      seeds: { weights: 2, order: 2 },
      settings: {
        ...{ epochs: 1, learningRate: 1e-3, batch: labelled.pixels.length, seed: 2, execution: 'patch' },
        experiment: { ...USUAL_EXPERIMENT, augmentation: 'none', dropout: 0, shuffle: false },
      },
    });
    const first = initialWeights(network, createRandom(2, 'weights'));
    const never = (): never => {
      throw new Error('nothing is left to chance');
    };
    expect(history[0].loss).toBeCloseTo(together(answers(network, first, labelled, 0, never, 0)), 2);
    network.weights.forEach(({ layer, name, trainable }, at) => {
      if (!isBeside(layer) || !trainable || !name.endsWith('kernel')) return;
      expect([...weights[at].dataSync()], `${layer}/${name}`).not.toEqual([...first[at].dataSync()]);
    });

    const scene = twoHalves(3, 4, CHANNELS).picture;
    for (const execution of ['patch', 'dense'] as const) {
      const options = { execution, labels: [1, 2] };
      const beside = await predictScene(network, weights, scene, options);
      expect(beside).toEqual(await predictScene(without, ofMain(weights), scene, options));
    }
    tf.dispose([weights, first]);
  });
});
