import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Execution } from '../networks/execution';
import type { ApplyContext, Renormalization } from '../networks/layer';
import type { Network } from '../networks/network';
import type { PaddedScene } from '../networks/padded-scene';
import type { Symmetry } from '../networks/symmetry';
import { windowLogits } from '../networks/window-logits';
import { withNoise } from './augmentation';
import type { TileBatch } from './batches';

/**
 * Share of a running statistic's old value that an update keeps whose tiles are corrected towards them: the mean over an
 * update's tiles is nearly the scene's already, and weights that have moved on make old values wrong.
 */
const TILES_MOMENTUM = 0.5;

/** What one batch, or a part of it, gives. Sums and gradients of parts add up to those of the whole. */
export interface StepResult {
  /** Summed over pixels, each by the weight of its class; with auxiliary classifiers, their weighted losses too. */
  loss: number;
  correct: number;
  /** Of the batch's mean loss, one a trainable weight. */
  gradients: Tensor[];
  /** New values of weights that follow the data (running statistics), by position in `network.weights`. */
  updates: Map<number, Tensor>;
}

export interface StepOptions {
  network: Network;
  execution: Execution;
  scene: PaddedScene;
  weights: readonly Tensor[];
  /** How much a pixel of each class counts. */
  classWeights: Float32Array;
  /** What the pixels of the whole batch count together, over all its parts. */
  batchWeight: number;
  symmetry: Symmetry;
  labelSmoothing: number;
  /** For dropout. */
  random: () => number;
  /** In place of every dropout layer's own rate. */
  dropoutRate?: number;
  /** Where the parts of a batch are tiles, whose statistics differ. */
  renormalization?: Renormalization;
  /** Added to the input; its numbers are drawn apart from those of dropout. */
  noise?: { deviation: number; random: () => number };
}

/** Positions of trainable weights in `network.weights`. */
export function trainablePositions(network: Network): number[] {
  return network.weights.flatMap(({ trainable }, position) => (trainable ? [position] : []));
}

/** A training context that collects updates of running statistics, by position in `network.weights`. */
export function collectingContext(
  network: Network,
  updates: Map<number, Tensor>,
  options: Pick<ApplyContext, 'random' | 'momentum' | 'dropoutRate' | 'renormalization'>,
): ApplyContext {
  const first = new Map(network.layers.map(({ layer, firstWeight }) => [layer.name, firstWeight]));
  return {
    ...options,
    training: true,
    update: (layer, position, value) => {
      const at = (first.get(layer) ?? 0) + position;
      updates.get(at)?.dispose();
      updates.set(at, tf.keep(value));
    },
  };
}

/** One row a pixel: the weight of its class, there but for the part `smoothing` that is spread evenly over all classes. */
function targetRows(targets: Int32Array, weights: Float32Array, smoothing: number): tf.Tensor2D {
  const classes = weights.length;
  const values = new Float32Array(targets.length * classes);
  targets.forEach((target, i) => {
    values.fill((weights[target] * smoothing) / classes, i * classes, (i + 1) * classes);
    values[i * classes + target] += weights[target] * (1 - smoothing);
  });
  return tf.tensor2d(values, [targets.length, classes]);
}

/** Summed over the batch. */
function crossEntropy(logits: Tensor, targets: Tensor): Tensor {
  return tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits))));
}

/**
 * Loss, gradients and statistics of the part of a batch that lies in one tile. The caller disposes of the tensors.
 * @param input as `windowLogits` takes it
 */
export function tileGradients(part: TileBatch, input: Tensor4D, options: StepOptions): StepResult {
  const { network, execution, weights, classWeights, batchWeight } = options;
  const positions = trainablePositions(network);
  const updates = new Map<number, Tensor>();
  const { random, dropoutRate, renormalization } = options;
  const momentum = renormalization && TILES_MOMENTUM;
  const context = collectingContext(network, updates, { random, dropoutRate, momentum, renormalization });
  let guesses: Tensor | undefined;
  const { value, grads } = tf.tidy(() => {
    const targets = targetRows(part.targets, classWeights, options.labelSmoothing);
    const meanLoss = (...trainable: Tensor[]) => {
      const all = [...weights];
      positions.forEach((position, index) => (all[position] = trainable[index]));
      const losses: Tensor[] = [];
      const auxiliary = (logits: Tensor, weight: number) =>
        losses.push(tf.mul(crossEntropy(logits, targets), weight));
      const logits = windowLogits(execution.plan, all, input, part, options.symmetry, {
        ...context,
        auxiliary,
      });
      guesses = tf.keep(tf.argMax(logits, 1));
      losses.push(crossEntropy(logits, targets));
      return tf.div(tf.addN(losses), batchWeight) as tf.Scalar;
    };
    return tf.valueAndGrads(meanLoss)(positions.map((position) => weights[position]));
  });
  const guessed = (guesses as Tensor).dataSync();
  const loss = value.dataSync()[0] * batchWeight;
  tf.dispose([value, guesses as Tensor]);
  const correct = part.targets.reduce((sum, target, i) => sum + (guessed[i] === target ? 1 : 0), 0);
  return { loss, correct, gradients: grads, updates };
}

/** The whole batch: the sum over its parts. */
export async function batchGradients(parts: readonly TileBatch[], options: StepOptions): Promise<StepResult> {
  let total: StepResult | undefined;
  let added = 0;
  try {
    for await (const { part, input } of options.scene.inputs(parts, options.execution.plan)) {
      const { noise } = options;
      const seen = noise ? withNoise(input, noise.deviation, noise.random) : input;
      const result = tileGradients(part, seen, options);
      if (seen !== input) seen.dispose();
      total = total ? add(total, result, added) : result;
      added++;
    }
  } catch (error) {
    if (total) tf.dispose([total.gradients, [...total.updates.values()]]);
    throw error;
  }
  return total as StepResult;
}

/** Statistics are means over the parts: `total` is of `added` of them. */
function add(total: StepResult, part: StepResult, added: number): StepResult {
  const gradients = total.gradients.map((gradient, index) => tf.add(gradient, part.gradients[index]));
  tf.dispose([total.gradients, part.gradients]);
  addToMeans(total.updates, part.updates, added);
  return {
    loss: total.loss + part.loss,
    correct: total.correct + part.correct,
    gradients,
    updates: total.updates,
  };
}

/** Makes the means over `added` parts those over one more, whose values are disposed of. */
export function addToMeans(means: Map<number, Tensor>, values: Map<number, Tensor>, added: number): void {
  values.forEach((value, position) => {
    const mean = means.get(position);
    means.set(
      position,
      mean ? tf.tidy(() => tf.add(tf.mul(mean, added / (added + 1)), tf.mul(value, 1 / (added + 1)))) : value,
    );
    if (mean) tf.dispose([mean, value]);
  });
}
