import * as tf from '@tensorflow/tfjs-core';
import { noActivations, noMacs, noWeights, type KerasLayer, type Layer, type Shape } from '../layer';

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
    keras: () => [{ name, className: 'Dropout', config: { rate: ownRate } }],
    apply: (x, _weights, { training, random, dropoutRate: rate = ownRate }) => {
      if (!training || rate === 0) return x;
      const mask = Float32Array.from({ length: x.size }, () => (random() < rate ? 0 : 1 / (1 - rate)));
      return tf.mul(x, tf.tensor(mask, x.shape));
    },
  };
}

/** Keras's layer that reads one sample as another shape. */
export const kerasReshape = (name: string, shape: Shape): KerasLayer => ({
  ...{ name, className: 'Reshape', config: { target_shape: shape } },
});

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
    keras: (input) => [kerasReshape('volume', [...input, 1])],
    apply: (x) => tf.reshape(x, [...(x.shape as number[]), 1]),
  };
}

/** (rows, columns, bands, channels) to (rows, columns, bands * channels): what 3-D kernels found, for 2-D kernels. */
export function bandsToChannels(): Layer {
  const outputShape = ([rows, columns, bands, channels]: Shape) => [rows, columns, bands * channels];
  return {
    name: 'bands-to-channels',
    kind: 'Reshape',
    reach: 0,
    outputShape,
    weights: noWeights,
    macs: noMacs,
    activations: noActivations,
    keras: (input) => [kerasReshape('bands-to-channels', outputShape(input))],
    apply: (x) => {
      const [batch, rows, columns, bands, channels] = x.shape as number[];
      return tf.reshape(x, [batch, rows, columns, bands * channels]);
    },
  };
}
