import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D } from '@tensorflow/tfjs-core';
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
  const afterProducts = (products: Tensor, [, bias]: readonly Tensor[]): Tensor =>
    bias ? addBias(products, bias) : products;
  return {
    name,
    kind: 'Dense',
    outputShape: () => [units],
    weights: ([features]) => [
      { name: 'kernel', shape: [features, units], initializer, trainable: true },
      ...(withBias ? [{ name: 'bias', shape: [units], initializer: biasInitializer, trainable: true }] : []),
    ],
    macs: ([features]) => features * units,
    afterProducts,
    keras: () => [
      {
        ...{ name, className: 'Dense', config: { units, use_bias: withBias } },
        weights: withBias ? ['kernel', 'bias'] : ['kernel'],
      },
    ],
    apply: (x, weights) => afterProducts(tf.matMul(x as Tensor2D, weights[0] as Tensor2D), weights),
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
    keras: () => [{ name: 'flatten', className: 'Flatten', config: {} }],
    apply: (x) => tf.reshape(x, [x.shape[0] as number, -1]),
  };
}
