import * as tf from '@tensorflow/tfjs-core';
import { addBias } from '../native-ops';
import { noMacs, noWeights, sizeOf, type Layer } from '../layer';

/** Fully connected layer with bias. */
export function dense(name: string, units: number): Layer {
  return {
    name,
    kind: 'Dense',
    outputShape: () => [units],
    weights: ([features]) => [
      { name: 'kernel', shape: [features, units], initializer: 'glorot-uniform', trainable: true },
      { name: 'bias', shape: [units], initializer: 'zeros', trainable: true },
    ],
    macs: ([features]) => features * units,
    apply: (x, [weights, bias]) => addBias(tf.matMul(x as tf.Tensor2D, weights as tf.Tensor2D), bias),
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
    apply: (x) => tf.reshape(x, [x.shape[0] as number, -1]),
  };
}
