import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { ApplyContext } from './layer';
import type { PlacedLayer } from './network';
import type { Plan } from './plan';

/** A context for prediction: no dropout, running statistics, nothing to update. */
export const PREDICTION: ApplyContext = { training: false, random: () => 0, update: () => undefined };

function applyLayer(
  x: Tensor,
  { layer, firstWeight, weights: specs }: PlacedLayer,
  weights: readonly Tensor[],
  context: ApplyContext,
): Tensor {
  return layer.apply(x, weights.slice(firstWeight, firstWeight + specs.length), context);
}

function applyLayers(
  x: Tensor,
  layers: PlacedLayer[],
  weights: readonly Tensor[],
  context: ApplyContext,
): Tensor {
  return layers.reduce((value, layer) => applyLayer(value, layer, weights, context), x);
}

/**
 * Layers for prediction, where no gradient needs what they leave behind: each output is freed once the next layer has
 * used it. The caller disposes of the result; `x` stays.
 */
export function predictLayers(x: Tensor, layers: PlacedLayer[], weights: readonly Tensor[]): Tensor {
  let value = x;
  for (const layer of layers) {
    const next = tf.tidy(() => applyLayer(value, layer, weights, PREDICTION));
    if (next === value) continue;
    if (value !== x) value.dispose();
    value = next;
  }
  return value === x ? tf.clone(x) : value;
}

/** The trunk over a whole picture (1, rows, columns, channels); rows and columns shrink by the plan's reach. */
export function trunkFeatures(
  plan: Plan,
  weights: readonly Tensor[],
  picture: Tensor,
  context: ApplyContext,
): Tensor {
  return applyLayers(picture, plan.trunk, weights, context);
}

/**
 * Windows of a picture's features, as (windows, side, side, ...).
 * @param features (1, rows, columns, ...)
 * @param corners row * columns + column of each window's first pixel, in the features' own coordinates
 */
export function gatherWindows(features: Tensor, corners: Int32Array, side: number): Tensor {
  const [, rows, columns, ...rest] = features.shape as number[];
  const indices = new Int32Array(corners.length * side * side);
  let next = 0;
  for (const corner of corners)
    for (let row = 0; row < side; row++)
      for (let column = 0; column < side; column++) indices[next++] = corner + row * columns + column;
  const width = rest.reduce((product, size) => product * size, 1);
  const pixels = tf.reshape(features, [rows * columns, width]);
  return tf.reshape(tf.gather(pixels, tf.tensor1d(indices, 'int32')), [corners.length, side, side, ...rest]);
}

/** The head over windows of features: logits (windows, classes). */
export function headLogits(
  plan: Plan,
  weights: readonly Tensor[],
  windows: Tensor,
  context: ApplyContext,
): tf.Tensor2D {
  return applyLayers(windows, plan.head, weights, context) as tf.Tensor2D;
}
