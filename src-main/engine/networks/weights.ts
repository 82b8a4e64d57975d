import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { sizeOf, type WeightSpec } from './layer';
import type { Network } from './network';

/** Fan-in and fan-out as Glorot and Bengio (2010) and Keras count them: receptive field times channels. */
function fans(shape: readonly number[]): { fanIn: number; fanOut: number } {
  const field = sizeOf(shape.slice(0, -2));
  return { fanIn: field * shape[shape.length - 2], fanOut: field * shape[shape.length - 1] };
}

function initialValues({ shape, initializer }: WeightSpec, random: () => number): Float32Array {
  const values = new Float32Array(sizeOf(shape));
  switch (initializer) {
    case 'zeros':
      return values;
    case 'ones':
      return values.fill(1);
    case 'glorot-uniform': {
      const { fanIn, fanOut } = fans(shape);
      const limit = Math.sqrt(6 / (fanIn + fanOut));
      for (let i = 0; i < values.length; i++) values[i] = (2 * random() - 1) * limit;
      return values;
    }
  }
}

/** The network's weights before the first update, in `network.weights` order; the caller disposes of them. */
export function initialWeights(network: Network, random: () => number): Tensor[] {
  return network.weights.map((spec) => tf.tensor(initialValues(spec, random), spec.shape));
}

/** Copies out of the library, in the same order: what a checkpoint is made of. */
export function readWeights(weights: readonly Tensor[]): Float32Array[] {
  return weights.map((weight) => weight.dataSync<'float32'>().slice());
}

export function restoreWeights(network: Network, values: readonly Float32Array[]): Tensor[] {
  return network.weights.map((spec, index) => tf.tensor(values[index], spec.shape));
}
