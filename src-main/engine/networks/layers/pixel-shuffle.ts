import * as tf from '@tensorflow/tfjs-core';
import { createRandom } from '../../samples/random';
import { noActivations, noMacs, noWeights, type Layer } from '../layer';

/**
 * Puts the pixels of every window into one and the same other order, each pixel with all its channels: what a network
 * loses by it is what it had from knowing which pixels are neighbours. Pixel `order[i]` of a window, row by row, comes
 * to place `i`.
 */
export function pixelShuffle(order: Int32Array): Layer {
  return {
    name: 'pixel-shuffle',
    kind: 'Pixel shuffle',
    outputShape: (input) => input,
    weights: noWeights,
    macs: noMacs,
    activations: noActivations,
    apply: (x) => {
      const [windows, rows, columns, channels] = x.shape as number[];
      const pixels = tf.reshape(x, [windows, rows * columns, channels]);
      return tf.reshape(tf.gather(pixels, tf.tensor1d(order, 'int32'), 1), x.shape);
    },
  };
}

/** A random order of the pixels of a window; the same for the same seed. */
export function shuffledPixels(patch: number, seed: number): Int32Array {
  return createRandom(seed, 'pixel-shuffle').shuffle(
    Int32Array.from({ length: patch * patch }, (_, at) => at),
  );
}
