import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Random } from '../samples/random';
import { initialValues } from './initializers';
import { totalParameters, type Network } from './network';

/**
 * The network's weights before the first update, in `network.weights` order; the caller disposes of them.
 * @param onProgress told which share of them there is
 */
export function initialWeights(
  network: Network,
  random: Random,
  onProgress?: (share: number) => void,
): Tensor[] {
  const all = totalParameters(network.weights);
  let drawn = 0;
  const onDrawn = (count: number) => onProgress?.((drawn += count) / all);
  return network.weights.map((spec) => tf.tensor(initialValues(spec, random, onDrawn), spec.shape));
}

/** Puts a weight, or what a step made of it, in place of the one at a position, which is disposed of. */
export function replaceWeight(weights: Tensor[], position: number, weight: Tensor): void {
  weights[position].dispose();
  weights[position] = weight;
}

/** Copies out of the library, in the same order: what a checkpoint is made of. */
export function readWeights(weights: readonly Tensor[]): Float32Array[] {
  return weights.map((weight) => weight.dataSync<'float32'>().slice());
}

export function restoreWeights(network: Network, values: readonly Float32Array[]): Tensor[] {
  return network.weights.map((spec, index) => tf.tensor(values[index], spec.shape));
}
