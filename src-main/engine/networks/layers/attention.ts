import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Initializer } from '../initializers';
import { noMacs, noWeights, type Layer } from '../layer';
import { addBias, relu as nativeRelu } from '../native-ops';
import { hardSigmoid, relu, sigmoid } from './activations';
import { scaled, sequence } from './composite';
import { conv2d } from './convolution';
import { dense } from './dense';
import { batchNormalization } from './normalization';
import { averagePool, globalAveragePool } from './pooling';

interface SqueezeExcitationOptions {
  /** Units of the bottleneck; a sixteenth of the channels where left out. */
  units?: number;
  /** Sigmoid where left out. */
  gate?: Layer;
  initializer?: Initializer;
}

/** Squeeze and excitation: a gate a channel from the means of all channels (Hu et al. 2018, arXiv:1709.01507). */
export function squeezeExcitation(
  name: string,
  channels: number,
  { units = channels / 16, gate = sigmoid(), initializer }: SqueezeExcitationOptions = {},
): Layer {
  return scaled(name, [
    globalAveragePool(),
    dense('reduce', units, { initializer }),
    relu(),
    dense('expand', channels, { initializer }),
    gate,
  ]);
}

/**
 * Squeeze and excitation whose squeeze is the mean of the side x side pixels around each pixel, so that every pixel has
 * gates of its own and windows share them; the gates are h-sigmoids. The pixels that no whole neighbourhood surrounds
 * are cut off.
 */
export function localSqueezeExcitation(name: string, channels: number, side: number): Layer {
  return scaled(name, [
    averagePool('neighbourhood', side, { stride: 1 }),
    conv2d('reduce', channels / 8, 1, { initializer: 'he-normal' }),
    relu(),
    conv2d('expand', channels, 1),
    hardSigmoid(),
  ]);
}

interface CbamOptions {
  /** Channels by units of the shared bottleneck. */
  reduction?: number;
  /** Side of the spatial kernel. */
  kernel?: number;
  /** Makes a gate of logits; sigmoid where left out. */
  gate?: () => Layer;
}

/**
 * Convolutional block attention: a gate a channel, then a gate a pixel (Woo et al. 2018, arXiv:1807.06521). The batch
 * normalisation behind the spatial kernel and how weights begin are those of the authors' program.
 */
export function cbam(
  name: string,
  channels: number,
  { reduction = 16, kernel = 7, gate = sigmoid }: CbamOptions = {},
): Layer {
  const channelGate = scaled('channel', [
    sharedPerceptron('perceptron', Math.max(1, Math.round(channels / reduction)), channels),
    gate(),
  ]);
  const spatialGate = scaled('spatial', [
    channelSummary(),
    conv2d('conv', 1, kernel, { padding: (kernel - 1) / 2, bias: false, initializer: 'he-normal-fan-out' }),
    batchNormalization('norm', { scale: 'zeros' }),
    gate(),
  ]);
  return sequence(name, [channelGate, spatialGate], 'CBAM');
}

/**
 * The sum of one perceptron's answers to the mean and to the maximum of every channel (the same paper, equation 2):
 * (rows, columns, channels) to (channels).
 */
export function sharedPerceptron(name: string, units: number, channels: number): Layer {
  return {
    name,
    kind: 'SharedPerceptron',
    outputShape: () => [channels],
    weights: () => [
      { name: 'reduce/kernel', shape: [channels, units], initializer: 'torch-uniform', trainable: true },
      { name: 'reduce/bias', shape: [units], initializer: 'zeros', trainable: true },
      { name: 'expand/kernel', shape: [units, channels], initializer: 'torch-uniform', trainable: true },
      { name: 'expand/bias', shape: [channels], initializer: 'zeros', trainable: true },
    ],
    macs: () => 4 * channels * units,
    apply: (x, [reduce, reduceBias, expand, expandBias]) => {
      const [batch, rows, columns] = x.shape;
      const largest = tf.maxPool(x as Tensor4D, [rows, columns], 1, 'valid');
      const answer = (summary: Tensor) => {
        const hidden = nativeRelu(
          addBias(tf.matMul(summary as tf.Tensor2D, reduce as tf.Tensor2D), reduceBias),
        );
        return addBias(tf.matMul(hidden as tf.Tensor2D, expand as tf.Tensor2D), expandBias);
      };
      return tf.add(answer(tf.mean(x, [1, 2])), answer(tf.reshape(largest, [batch, channels])));
    },
  };
}

/** Maximum and mean over the channels of every pixel: (rows, columns, channels) to (rows, columns, 2). */
export function channelSummary(): Layer {
  return {
    name: 'channel-summary',
    kind: 'ChannelSummary',
    reach: 0,
    outputShape: ([rows, columns]) => [rows, columns, 2],
    weights: noWeights,
    macs: noMacs,
    apply: (x) => tf.concat([tf.max(x, -1, true), tf.mean(x, -1, true)], -1),
  };
}
