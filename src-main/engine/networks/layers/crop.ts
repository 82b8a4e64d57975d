import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Shape } from '../layer';

/**
 * Pixels to take off at either side of every axis but the last, so that the middle of `outer` has the size of `inner`.
 * @throws RangeError where `inner` is larger or the difference is odd: it would have no middle
 */
export function offsetsBetween(outer: Shape, inner: Shape): number[] {
  return outer.slice(0, -1).map((size, axis) => {
    const offset = (size - inner[axis]) / 2;
    if (Number.isInteger(offset) && offset >= 0) return offset;
    throw new RangeError(`the middle of ${outer.join(' x ')} cannot be cut to ${inner.join(' x ')}`);
  });
}

export function cropShape(shape: Shape, offsets: readonly number[]): Shape {
  return [...shape.slice(0, -1).map((size, axis) => size - 2 * offsets[axis]), shape[shape.length - 1]];
}

/** The middle of (batch, ...spatial, channels) with the spatial size of `shape`, all channels. */
export function cropTo(x: Tensor, shape: Shape): Tensor {
  const offsets = offsetsBetween(x.shape.slice(1), shape);
  if (offsets.every((offset) => offset === 0)) return x;
  const size = [x.shape[0], ...shape.slice(0, -1), x.shape[x.rank - 1]];
  return tf.slice(x, [0, ...offsets, 0], size);
}
