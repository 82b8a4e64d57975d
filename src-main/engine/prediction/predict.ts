import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { ExecutionChoice } from '@shared/training';
import { throwIfCancelled } from '../errors';
import { nextTurn } from '../files/turn';
import { predictionExecution, type Execution } from '../networks/execution';
import { predictLayers } from '../networks/forward';
import type { Network } from '../networks/network';
import { PaddedScene } from '../networks/padded-scene';
import { TileGrid, type Tile } from '../networks/tiles';
import type { Picture } from '../preprocessing/picture';
import { tileHead, type TileHead } from './tile-head';

export interface PredictionOptions {
  execution: ExecutionChoice;
  /** The label of each of the network's outputs. */
  labels: readonly number[];
  onProgress?: (fraction: number) => void;
  /**
   * Called once for every tile, with each class's probability for its pixels (rows x columns x classes, class
   * fastest); the array is only good until the call's promise is fulfilled. Tiles do not overlap and cover the scene.
   */
  onTile?: (tile: Tile, probabilities: Float32Array) => void | Promise<void>;
  signal?: AbortSignal;
}

/** For every pixel, row by row: the label with the highest probability, and that probability. */
export interface Prediction {
  labels: Uint16Array;
  confidence: Float32Array;
}

/**
 * Labels every pixel of a scene, borders included, tile by tile; beside the result, memory holds one tile. Pixels that
 * lack a value get the label 0, unclassified, and no probability.
 * @throws CancelledError when the signal is aborted
 */
export async function predictScene(
  network: Network,
  weights: readonly Tensor[],
  picture: Picture,
  options: PredictionOptions,
): Promise<Prediction> {
  const { rows, columns } = picture;
  const prediction = {
    labels: new Uint16Array(rows * columns),
    confidence: new Float32Array(rows * columns),
  };
  const execution = predictionExecution(network, options.execution);
  const scene = new PaddedScene(picture, (network.input[0] - 1) / 2, options.signal);
  const tilePrediction = new TilePrediction(execution, weights, network.classes, picture, options);
  const { tiles } = new TileGrid(rows, columns, execution.tileSide);
  let done = 0;
  try {
    for (const [index, tile] of tiles.entries()) {
      const input = await scene.tile(tile, tiles[index + 1]);
      const onProgress = (pixels: number) => options.onProgress?.((done + pixels) / (rows * columns));
      const found = await tilePrediction.of(tile, input, onProgress);
      putTile(prediction, columns, tile, found);
      done += tile.rows * tile.columns;
    }
  } finally {
    scene.dispose();
  }
  return prediction;
}

function putTile(scene: Prediction, sceneColumns: number, tile: Tile, found: Prediction): void {
  for (let row = 0; row < tile.rows; row++) {
    const from = row * tile.columns;
    const to = (tile.row + row) * sceneColumns + tile.column;
    scene.labels.set(found.labels.subarray(from, from + tile.columns), to);
    scene.confidence.set(found.confidence.subarray(from, from + tile.columns), to);
  }
}

/** Labels the pixels of one tile after the other. */
class TilePrediction {
  constructor(
    private readonly execution: Execution,
    private readonly weights: readonly Tensor[],
    private readonly classes: number,
    private readonly picture: Picture,
    private readonly options: PredictionOptions,
  ) {}

  /** @param onProgress told how many of the tile's pixels are done */
  async of(tile: Tile, input: Tensor4D, onProgress: (pixels: number) => void): Promise<Prediction> {
    const { onTile, signal } = this.options;
    const pixels = tile.rows * tile.columns;
    const found = { labels: new Uint16Array(pixels), confidence: new Float32Array(pixels) };
    const probabilities = onTile && new Float32Array(pixels * this.classes);
    const { execution, weights } = this;
    const features = predictLayers(input, execution.plan.trunk, weights);
    const head = tileHead(execution, weights, features, tile);
    try {
      for (let start = 0; start < pixels; start += head.atOnce) {
        await nextTurn();
        throwIfCancelled(signal);
        const stop = Math.min(pixels, start + head.atOnce);
        this.part(head, { start, stop }, found, probabilities);
        onProgress(stop);
      }
    } finally {
      head.dispose();
    }
    this.clearIncomplete(tile, found, probabilities);
    if (probabilities) await onTile?.(tile, probabilities);
    return found;
  }

  private clearIncomplete(
    tile: Tile,
    { labels, confidence }: Prediction,
    probabilities?: Float32Array,
  ): void {
    const { columns, incomplete } = this.picture;
    if (!incomplete) return;
    for (let pixel = 0; pixel < labels.length; pixel++) {
      const row = tile.row + Math.floor(pixel / tile.columns);
      if (incomplete[row * columns + tile.column + (pixel % tile.columns)] === 0) continue;
      labels[pixel] = confidence[pixel] = 0;
      probabilities?.fill(0, pixel * this.classes, (pixel + 1) * this.classes);
    }
  }

  private part(
    head: TileHead,
    { start, stop }: { start: number; stop: number },
    found: Prediction,
    probabilities: Float32Array | undefined,
  ): void {
    const logits = head.logits(start, stop);
    tf.tidy(() => {
      const softmax = tf.softmax(logits);
      // Of the probabilities, not of the logits: rounding can make two of them equal, and the map agrees with both.
      const classes = tf.argMax(softmax, 1).dataSync();
      found.labels.set(
        Uint16Array.from(classes, (index) => this.options.labels[index]),
        start,
      );
      found.confidence.set(tf.max(softmax, 1).dataSync(), start);
      probabilities?.set(softmax.dataSync(), start * this.classes);
    });
    logits.dispose();
  }
}
