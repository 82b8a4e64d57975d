import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Augmentation } from '@shared/experiment';
import type { TrainingMethod } from '../networks/spec';
import { IDENTITY, randomSymmetry, type Symmetry } from '../networks/symmetry';

/** The symmetry that one update sees the scene under. */
export function drawSymmetry(
  asked: Augmentation,
  recipe: TrainingMethod['augmentation'],
  random: () => number,
): Symmetry {
  switch (asked === 'recipe' ? recipe : asked) {
    case 'none':
      return IDENTITY;
    case 'flips':
      return { transpose: false, flipRows: random() < 0.5, flipColumns: random() < 0.5 };
    case 'symmetries':
      return randomSymmetry(random);
  }
}

/**
 * The input with normal noise added to every value of every pixel, which all windows that share the pixel see alike.
 * The caller disposes of it.
 * @param deviation standard deviation, in units of the prepared channels
 */
export function withNoise(input: Tensor4D, deviation: number, random: () => number): Tensor4D {
  const seed = Math.floor(random() * 2 ** 31);
  return tf.tidy(() => tf.add(input, tf.randomNormal(input.shape, 0, deviation, 'float32', seed)));
}
