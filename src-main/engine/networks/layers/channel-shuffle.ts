import * as tf from '@tensorflow/tfjs-core';
import { noMacs, noWeights, type Layer } from '../layer';

/**
 * Deals the channels of every group out to all groups, so that the next grouped convolution sees some of each
 * (Zhang et al. 2018, arXiv:1707.01083, section 3.1): (groups, n) channels read as (n, groups).
 */
export function channelShuffle(groups: number): Layer {
  return {
    name: 'shuffle',
    kind: 'ChannelShuffle',
    reach: 0,
    outputShape: (input) => {
      const channels = input[input.length - 1];
      if (channels % groups === 0) return input;
      throw new RangeError(`${channels} channels cannot be shuffled between ${groups} groups`);
    },
    weights: noWeights,
    macs: noMacs,
    apply: (x) => {
      const [batch, rows, columns, channels] = x.shape;
      const grouped = tf.reshape(x, [batch, rows, columns, groups, channels / groups]);
      return tf.reshape(tf.transpose(grouped, [0, 1, 2, 4, 3]), x.shape);
    },
  };
}
