import * as tf from '@tensorflow/tfjs-core';
import { channelStatistics, normalizeBatch } from '../native-ops';
import { noMacs, noWeights, sizeOf, type KerasLayer, type Layer, type Renormalization } from '../layer';
import { kerasReshape } from './pointwise';

export interface BatchNormalizationOptions {
  /** Share of a running statistic's old value that a step keeps. */
  momentum?: number;
  epsilon?: number;
  /** `zeros` makes the block that ends with it begin as the identity (Goyal et al. 2017, arXiv:1706.02677). */
  scale?: 'zeros' | 'ones';
}

/**
 * Batch normalisation over all axes but the last (Ioffe and Szegedy 2015). While training, the statistics are those
 * of all that passes through in this step: a batch of windows, or in dense execution the tile's whole picture.
 * Prediction uses running statistics. Where a step's parts are not alike, such as tiles of a scene, training does so as
 * well, but for the gradient (`ApplyContext.renormalization`): otherwise a network learns by statistics of its tile
 * that it will not have when it predicts.
 */
export function batchNormalization(name: string, options: BatchNormalizationOptions = {}): Layer {
  const { momentum: ownMomentum = 0.9, epsilon = 1e-3, scale: initialScale = 'ones' } = options;
  return {
    name,
    kind: 'BatchNorm',
    reach: 0,
    outputShape: (input) => input,
    weights: (input) => {
      const shape = [input[input.length - 1]];
      return [
        { name: 'scale', shape, initializer: initialScale, trainable: true },
        { name: 'offset', shape, initializer: 'zeros', trainable: true },
        { name: 'running-mean', shape, initializer: 'zeros', trainable: false },
        { name: 'running-variance', shape, initializer: 'ones', trainable: false },
      ];
    },
    macs: noMacs,
    keras: (input) => {
      const layer: KerasLayer = {
        ...{ name, className: 'BatchNormalization', config: { axis: -1, momentum: ownMomentum, epsilon } },
        weights: ['gamma', 'beta', 'moving_mean', 'moving_variance'],
      };
      if (input.length < 4) return [layer];
      // TensorFlow.js normalises no volumes: it gets their pixels in two dimensions.
      const [rows, ...rest] = input;
      const flat = [rows, sizeOf(rest.slice(0, -1)), rest[rest.length - 1]];
      return [kerasReshape(`${name}-flat`, flat), layer, kerasReshape(`${name}-volume`, input)];
    },
    apply: (
      x,
      [scale, offset, runningMean, runningVariance],
      { training, update, momentum = ownMomentum, renormalization },
    ) => {
      if (!training) {
        const factor = tf.div(scale, tf.sqrt(tf.add(runningVariance, epsilon)));
        return tf.add(tf.mul(x, factor), tf.sub(offset, tf.mul(runningMean, factor)));
      }
      const channels = x.shape[x.shape.length - 1] as number;
      const picture = tf.reshape(x, [1, 1, -1, channels]) as tf.Tensor4D;
      const [factor, shift] = renormalization
        ? corrections(picture, [runningMean, runningVariance], epsilon, renormalization)
        : [undefined, undefined];
      const { value, mean, variance } = normalizeBatch(
        picture,
        factor ? tf.mul(scale, factor) : scale,
        shift ? tf.add(offset, tf.mul(scale, shift)) : offset,
        epsilon,
      );
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

/**
 * Factor and shift of every channel that make a value normalised by its own statistics one that is normalised by the
 * running ones (Ioffe 2017, arXiv:1702.03275, algorithm 1: r and d), within the limits. They count as constants.
 */
function corrections(
  picture: tf.Tensor4D,
  running: readonly [mean: tf.Tensor, variance: tf.Tensor],
  epsilon: number,
  limits: Renormalization,
): [factor: tf.Tensor, shift: tf.Tensor] {
  const own = channelStatistics(picture);
  const [means, variances] = running.map((statistic) => statistic.dataSync());
  const deviations = variances.map((variance) => Math.sqrt(variance + epsilon));
  const factor = own.variance.map((variance, channel) => {
    const wanted = Math.sqrt(variance + epsilon) / deviations[channel];
    return Math.min(limits.factor, Math.max(1 / limits.factor, wanted));
  });
  const shift = own.mean.map((mean, channel) => {
    const wanted = (mean - means[channel]) / deviations[channel];
    return Math.min(limits.shift, Math.max(-limits.shift, wanted));
  });
  return [tf.tensor1d(factor), tf.tensor1d(shift)];
}

interface LocalResponseOptions {
  /** Neighbouring channels summed over, odd, the channel itself in the middle. */
  size: number;
  bias: number;
  /** Of each square in the sum. */
  alpha: number;
  beta: number;
}

/** x / (bias + alpha * sum of squares over neighbouring channels) ^ beta (Krizhevsky et al. 2012, section 3.3). */
export function localResponseNormalization(
  name: string,
  { size, bias, alpha, beta }: LocalResponseOptions,
): Layer {
  return {
    name,
    kind: 'LocalResponseNorm',
    reach: 0,
    outputShape: (input) => input,
    weights: noWeights,
    macs: noMacs,
    apply: (x) =>
      tf.localResponseNormalization(x as tf.Tensor4D, (size - 1) / 2, bias, alpha, beta) as tf.Tensor,
  };
}
