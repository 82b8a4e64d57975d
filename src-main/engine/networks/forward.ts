import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { sizeOf, type ApplyContext } from './layer';
import type { PlacedLayer } from './network';
import type { Plan } from './plan';
import { coverWindows, pixelsOfWindows, regionCost } from './regions';

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
  const pixels = tf.reshape(features, [rows * columns, sizeOf(rest)]);
  return windowsAt(pixels, pixelsOfWindows(corners, columns, side), [corners.length, side, side, ...rest]);
}

function windowsAt(pixels: Tensor, places: Int32Array, shape: number[]): Tensor {
  return tf.reshape(tf.gather(pixels, tf.tensor1d(places, 'int32')), shape);
}

/**
 * The same windows, with the trunk over rectangles that leave out what none of them looks at.
 * @param picture (1, rows, columns, channels)
 * @param corners row * columns + column of each window's first pixel, in the coordinates of the picture's features
 * @param trunk gives the features of a picture, as `trunkFeatures`
 */
export function coveredWindows(
  plan: Plan,
  picture: Tensor4D,
  corners: Int32Array,
  trunk: (part: Tensor4D) => Tensor,
): Tensor {
  const { reach, window: side } = plan;
  const [, rows, columns, channels] = picture.shape;
  const size = { rows: rows - reach, columns: columns - reach };
  const { regions, places } = coverWindows(corners, size, side, regionCost(plan));
  const rest = plan.trunk[plan.trunk.length - 1].output.slice(2);
  const lists = regions.map((region) => {
    const seen = [1, region.rows + reach, region.columns + reach, channels] as const;
    const features = trunk(tf.slice4d(picture, [0, region.row, region.column, 0], [...seen]));
    return tf.reshape(features, [region.rows * region.columns, sizeOf(rest)]) as tf.Tensor2D;
  });
  return windowsAt(tf.concat2d(lists, 0), places, [corners.length, side, side, ...rest]);
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
