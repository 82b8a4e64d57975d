import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { ExecutionChoice } from '@shared/training';
import { throwIfCancelled } from '../errors';
import { nextTurn } from '../files/turn';
import { predictionExecution, type Execution } from '../networks/execution';
import { gatherWindows, headLogits, PREDICTION, trunkFeatures } from '../networks/forward';
import type { Network } from '../networks/network';
import { PaddedScene } from '../networks/padded-scene';
import { coverWithTiles, type Picture, type Tile } from '../networks/tiles';

export interface PredictionOptions {
  execution: ExecutionChoice;
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
}

/** For every pixel, row by row: the 0-based class with the highest probability, and that probability. */
export interface Prediction {
  classes: Uint16Array;
  confidence: Float32Array;
}

/**
 * Labels every pixel of a scene, borders included, tile by tile.
 * @throws CancelledError when the signal is aborted
 */
export async function predictScene(
  network: Network,
  weights: readonly Tensor[],
  picture: Picture,
  { execution: choice, onProgress, signal }: PredictionOptions,
): Promise<Prediction> {
  const pixels = picture.rows * picture.columns;
  const prediction: Prediction = { classes: new Uint16Array(pixels), confidence: new Float32Array(pixels) };
  const execution = predictionExecution(network, choice);
  const scene = new PaddedScene(picture, (network.input[0] - 1) / 2);
  let done = 0;
  try {
    for (const tile of coverWithTiles(picture.rows, picture.columns, execution.tileSide)) {
      const features = trunkOf(execution, weights, scene.tile(tile));
      try {
        for (const part of partsOf(tile, execution.windowsAtOnce)) {
          await nextTurn();
          throwIfCancelled(signal);
          predictPart(execution, weights, features, tile, part, picture.columns, prediction);
          done += part.length;
          onProgress?.(done / pixels);
        }
      } finally {
        features.dispose();
      }
    }
  } finally {
    scene.dispose();
  }
  return prediction;
}

function trunkOf({ plan }: Execution, weights: readonly Tensor[], picture: Tensor4D): Tensor {
  return tf.tidy(() => tf.clone(trunkFeatures(plan, weights, picture, PREDICTION)));
}

/** Positions in the tile (row * tile.columns + column), at most `size` at a time. */
function* partsOf(tile: Tile, size: number): Generator<Int32Array> {
  const pixels = tile.rows * tile.columns;
  for (let start = 0; start < pixels; start += size)
    yield Int32Array.from({ length: Math.min(size, pixels - start) }, (_, i) => start + i);
}

function predictPart(
  { plan }: Execution,
  weights: readonly Tensor[],
  features: Tensor,
  tile: Tile,
  part: Int32Array,
  sceneColumns: number,
  prediction: Prediction,
): void {
  const width = features.shape[2] as number;
  const rowOf = (position: number) => Math.floor(position / tile.columns);
  const [classes, confidence] = tf.tidy(() => {
    const corners = part.map((position) => rowOf(position) * width + (position % tile.columns));
    const logits = headLogits(plan, weights, gatherWindows(features, corners, plan.window), PREDICTION);
    return [tf.argMax(logits, 1).dataSync(), tf.max(tf.softmax(logits), 1).dataSync()];
  });
  part.forEach((position, index) => {
    const pixel = (tile.row + rowOf(position)) * sceneColumns + tile.column + (position % tile.columns);
    prediction.classes[pixel] = classes[index];
    prediction.confidence[pixel] = confidence[index];
  });
}
