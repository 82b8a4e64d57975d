import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { throwIfCancelled } from '../errors';
import { nextTurn } from '../files/turn';
import type { Execution } from '../networks/execution';
import { predictLayers } from '../networks/forward';
import { Heartbeat, type Stretch } from '../networks/heartbeat';
import { operationsOf } from '../networks/operations';
import { transformPicture, transformPosition, type Symmetry } from '../networks/symmetry';
import type { Tile } from '../networks/tiles';
import { emptyPrediction, type MappingOptions, type Prediction } from './labelled-scene';
import { preparingShare, tileHead, type TileHead } from './tile-head';

/** Labels the pixels of one tile after the other: by the mean of their probabilities where it looks several times. */
export class TilePrediction {
  private readonly heartbeat: Heartbeat;
  /** Of the time for one look at a tile, that before its first pixels are done; nothing before the first look. */
  private preparing: number | undefined;

  constructor(
    private readonly execution: Execution,
    private readonly weights: readonly Tensor[],
    private readonly classes: number,
    private readonly options: Pick<MappingOptions, 'labels' | 'signal' | 'onProgress' | 'onBeat'>,
    private readonly symmetries: readonly Symmetry[],
  ) {
    this.heartbeat = new Heartbeat(options.onBeat, operationsOf(weights.length));
  }

  /**
   * @param input the padded tile, (1, rows + patch - 1, columns + patch - 1, channels)
   * @param stretch what is told of the tile's beginning and of its end
   */
  async of(
    tile: Tile,
    input: Tensor4D,
    [from, to]: Stretch,
  ): Promise<{ found: Prediction; probabilities: Float32Array }> {
    const pixels = tile.rows * tile.columns;
    const probabilities = new Float32Array(pixels * this.classes);
    for (const [index, symmetry] of this.symmetries.entries()) {
      const at = (looks: number) => from + ((to - from) * looks) / this.symmetries.length;
      await this.addProbabilities(tile, input, symmetry, probabilities, [at(index), at(index + 1)]);
    }
    return { found: this.likeliest(probabilities), probabilities };
  }

  /** Adds the probabilities of the tile seen under one of the symmetries, at their share. */
  private async addProbabilities(
    tile: Tile,
    input: Tensor4D,
    symmetry: Symmetry,
    probabilities: Float32Array,
    [from, to]: Stretch,
  ): Promise<void> {
    const { classes, heartbeat } = this;
    const originals = originalPositions(tile, symmetry);
    const share = 1 / this.symmetries.length;
    const started = performance.now();
    const first = from + (to - from) * (this.preparing ?? preparingShare(this.execution, tile));
    const at = (pixels: number) => first + ((to - first) * pixels) / originals.length;
    const head = await heartbeat.during('features', [from, first], () =>
      this.turnedHead(tile, input, symmetry),
    );
    const prepared = performance.now();
    try {
      for (let start = 0; start < originals.length; start += head.atOnce) {
        await nextTurn();
        throwIfCancelled(this.options.signal);
        const stop = Math.min(originals.length, start + head.atOnce);
        const part = await heartbeat.during('pixels', [at(start), at(stop)], () =>
          softmaxOf(head, start, stop),
        );
        for (let at = 0; at < part.length; at++) {
          const turned = start + Math.floor(at / classes);
          probabilities[originals[turned] * classes + (at % classes)] += share * part[at];
        }
        this.options.onProgress?.(at(stop));
      }
      this.preparing = (prepared - started) / Math.max(1, performance.now() - started);
    } finally {
      head.dispose();
    }
  }

  private turnedHead(tile: Tile, input: Tensor4D, symmetry: Symmetry): TileHead {
    const { execution, weights } = this;
    const picture = tf.tidy(() => transformPicture(input, symmetry));
    const features = predictLayers(picture, execution.plan.trunk, weights);
    if (picture !== input) picture.dispose();
    const { rows, columns } = tile;
    const turned = symmetry.transpose ? { ...tile, rows: columns, columns: rows } : tile;
    return tileHead(execution, weights, features, turned);
  }

  /** Of equal probabilities the first. */
  private likeliest(probabilities: Float32Array): Prediction {
    const { classes } = this;
    const pixels = probabilities.length / classes;
    const found = emptyPrediction(pixels);
    for (let pixel = 0; pixel < pixels; pixel++) {
      for (let index = 0; index < classes; index++) {
        const probability = probabilities[pixel * classes + index];
        if (!(probability > found.confidence[pixel])) continue;
        found.confidence[pixel] = probability;
        found.labels[pixel] = this.options.labels[index];
      }
    }
    return found;
  }
}

/** Of pixels of a tile, from `start` to `stop`: row by row, class fastest. */
function softmaxOf(head: TileHead, start: number, stop: number): Float32Array {
  const logits = head.logits(start, stop);
  const softmax = tf.softmax(logits);
  logits.dispose();
  const values = softmax.dataSync() as Float32Array;
  softmax.dispose();
  return values;
}

/** For each pixel of a tile under a symmetry, in reading order, where it lies in the tile itself. */
function originalPositions(tile: Tile, symmetry: Symmetry): Int32Array {
  const originals = new Int32Array(tile.rows * tile.columns);
  for (let position = 0; position < originals.length; position++)
    originals[transformPosition(position, tile, symmetry)] = position;
  return originals;
}
