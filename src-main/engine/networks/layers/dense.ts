import * as tf from '@tensorflow/tfjs-core';
import { addBias } from '../native-ops';
import type { Initializer } from '../initializers';
import { noActivations, noMacs, noWeights, sizeOf, type Layer } from '../layer';

interface DenseOptions {
  initializer?: Initializer;
  biasInitializer?: Initializer;
  bias?: boolean;
}

/** Fully connected layer. */
export function dense(name: string, units: number, options: DenseOptions = {}): Layer {
  const { initializer = 'glorot-uniform', biasInitializer = 'zeros', bias: withBias = true } = options;
  return {
    name,
    kind: 'Dense',
    outputShape: () => [units],
    weights: ([features]) => [
      { name: 'kernel', shape: [features, units], initializer, trainable: true },
      ...(withBias ? [{ name: 'bias', shape: [units], initializer: biasInitializer, trainable: true }] : []),
    ],
    macs: ([features]) => features * units,
    apply: (x, [weights, bias]) => {
      const products = tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D);
      return bias ? addBias(products, bias) : products;
    },
  };
}

/** (rows, columns, channels) to one row of features, the window's pixels in reading order. */
export function flatten(): Layer {
  return {
    name: 'flatten',
    kind: 'Flatten',
    outputShape: (input) => [sizeOf(input)],
    weights: noWeights,
    macs: noMacs,
    activations: noActivations,
    apply: (x) => tf.reshape(x, [x.shape[0] as number, -1]),
  };
}
