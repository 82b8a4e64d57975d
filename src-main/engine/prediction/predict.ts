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
import { emptyPrediction, LabelledScene, type MappingOptions, type Prediction } from './labelled-scene';
import { tileHead, type TileHead } from './tile-head';

export interface PredictionOptions extends MappingOptions {
  execution: ExecutionChoice;
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
  const execution = predictionExecution(network, options.execution);
  const scene = new PaddedScene(picture, (network.input[0] - 1) / 2, options.signal);
  const tilePrediction = new TilePrediction(execution, weights, network.classes, options);
  const labelled = new LabelledScene(picture, network.classes, options);
  const { tiles } = new TileGrid(rows, columns, execution.tileSide);
  let done = 0;
  try {
    for (const [index, tile] of tiles.entries()) {
      const input = await scene.tile(tile, tiles[index + 1]);
      const onProgress = (pixels: number) => options.onProgress?.((done + pixels) / (rows * columns));
      const { found, probabilities } = await tilePrediction.of(tile, input, onProgress);
      await labelled.put(tile, found, probabilities);
      done += tile.rows * tile.columns;
    }
  } finally {
    scene.dispose();
  }
  return labelled.prediction;
}

/** Labels the pixels of one tile after the other. */
class TilePrediction {
  constructor(
    private readonly execution: Execution,
    private readonly weights: readonly Tensor[],
    private readonly classes: number,
    private readonly options: PredictionOptions,
  ) {}

  /** @param onProgress told how many of the tile's pixels are done */
  async of(
    tile: Tile,
    input: Tensor4D,
    onProgress: (pixels: number) => void,
  ): Promise<{ found: Prediction; probabilities?: Float32Array }> {
    const { onTile, signal } = this.options;
    const pixels = tile.rows * tile.columns;
    const found = emptyPrediction(pixels);
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
    return { found, probabilities };
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
