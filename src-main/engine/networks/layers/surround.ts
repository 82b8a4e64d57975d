import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { paddingAround, type Field } from './field';

/** The picture with as much of `value` around it as the field asks for. */
export function surround(x: Tensor4D, field: Field, value: number): Tensor4D {
  const around = paddingAround(x.shape[1], x.shape[2], field);
  return around ? tf.pad(x, [[0, 0], ...around, [0, 0]], value) : x;
}
