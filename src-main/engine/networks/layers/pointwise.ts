import * as tf from '@tensorflow/tfjs-core';
import { noActivations, noMacs, noWeights, type Layer } from '../layer';

/**
 * Dropout (Srivastava et al. 2014), inverted: while training each value is kept with probability 1 - rate and
 * divided by it, so that prediction needs no scaling.
 */
export function dropout(name: string, ownRate: number): Layer {
  return {
    name,
    kind: 'Dropout',
    outputShape: (input) => input,
    weights: noWeights,
    macs: noMacs,
    apply: (x, _weights, { training, random, dropoutRate: rate = ownRate }) => {
      if (!training || rate === 0) return x;
      const mask = Float32Array.from({ length: x.size }, () => (random() < rate ? 0 : 1 / (1 - rate)));
      return tf.mul(x, tf.tensor(mask, x.shape));
    },
  };
}

/** (rows, columns, bands) as a volume of one channel, so that 3-D kernels can move along the bands. */
export function volume(): Layer {
  return {
    name: 'volume',
    kind: 'Reshape',
    reach: 0,
    outputShape: (input) => [...input, 1],
    weights: noWeights,
    macs: noMacs,
    activations: noActivations,
    apply: (x) => tf.reshape(x, [...(x.shape as number[]), 1]),
  };
}

/** (rows, columns, bands, channels) to (rows, columns, bands * channels): what 3-D kernels found, for 2-D kernels. */
export function bandsToChannels(): Layer {
  return {
    name: 'bands-to-channels',
    kind: 'Reshape',
    reach: 0,
    outputShape: ([rows, columns, bands, channels]) => [rows, columns, bands * channels],
    weights: noWeights,
    macs: noMacs,
    activations: noActivations,
    apply: (x) => {
      const [batch, rows, columns, bands, channels] = x.shape as number[];
      return tf.reshape(x, [batch, rows, columns, bands * channels]);
    },
  };
}
