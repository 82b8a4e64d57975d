import * as tf from '@tensorflow/tfjs-core';
import { normalizeBatch } from '../native-ops';
import { noMacs, type Layer } from '../layer';

const EPSILON = 1e-3;

/**
 * Batch normalisation over all axes but the last (Ioffe and Szegedy 2015). While training, the statistics are those
 * of all that passes through in this step: a batch of windows, or in dense execution the tile's whole picture.
 * Prediction uses running statistics, momentum being the share of the old value kept at every step.
 */
export function batchNormalization(name: string, ownMomentum = 0.9): Layer {
  return {
    name,
    kind: 'BatchNorm',
    reach: 0,
    outputShape: (input) => input,
    weights: (input) => {
      const shape = [input[input.length - 1]];
      return [
        { name: 'scale', shape, initializer: 'ones', trainable: true },
        { name: 'offset', shape, initializer: 'zeros', trainable: true },
        { name: 'running-mean', shape, initializer: 'zeros', trainable: false },
        { name: 'running-variance', shape, initializer: 'ones', trainable: false },
      ];
    },
    macs: noMacs,
    apply: (
      x,
      [scale, offset, runningMean, runningVariance],
      { training, update, momentum = ownMomentum },
    ) => {
      if (!training) {
        const factor = tf.div(scale, tf.sqrt(tf.add(runningVariance, EPSILON)));
        return tf.add(tf.mul(x, factor), tf.sub(offset, tf.mul(runningMean, factor)));
      }
      const channels = x.shape[x.shape.length - 1] as number;
      const picture = tf.reshape(x, [1, 1, -1, channels]) as tf.Tensor4D;
      const { value, mean, variance } = normalizeBatch(picture, scale, offset, EPSILON);
      const mix = (old: tf.Tensor, now: tf.Tensor) =>
        tf.tidy(() => tf.add(tf.mul(old, momentum), tf.mul(now, 1 - momentum)));
      update(name, 2, mix(runningMean, mean));
      update(name, 3, mix(runningVariance, variance));
      mean.dispose();
      variance.dispose();
      return tf.reshape(value, x.shape as number[]);
    },
  };
}
