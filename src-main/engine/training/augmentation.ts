import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Augmentation } from '@shared/experiment';
import type { TrainingMethod } from '../networks/spec';
import { IDENTITY, randomSymmetry, type Symmetry } from '../networks/symmetry';
import type { LabelledPixels } from './batches';

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
 * The pixels that an update takes in place of the training pixels, each with the same label: any within `reach` rows and
 * columns, all as likely. One beside the scene is not taken, nor a training pixel of another class.
 * @param random uniform numbers in [0, 1), two a pixel
 */
export function shiftedPixels(
  labelled: LabelledPixels,
  { rows, columns }: { rows: number; columns: number },
  reach: number,
  random: () => number,
): LabelledPixels {
  const { pixels, targets } = labelled;
  if (reach === 0) return labelled;
  const known = new Map(Array.from(pixels, (pixel, index) => [pixel, targets[index]] as const));
  const step = () => Math.floor(random() * (2 * reach + 1)) - reach;
  const moved = pixels.map((pixel, index) => {
    const row = Math.floor(pixel / columns) + step();
    const column = (pixel % columns) + step();
    if (row < 0 || row >= rows || column < 0 || column >= columns) return pixel;
    const other = row * columns + column;
    return (known.get(other) ?? targets[index]) === targets[index] ? other : pixel;
  });
  return { pixels: moved, targets };
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
