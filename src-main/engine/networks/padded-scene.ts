import * as tf from '@tensorflow/tfjs-core';
import { paddedTile, type Picture, type Tile } from './tiles';

/** Padded tiles of a scene as tensors; the last one is kept, which for a scene of one tile is every time. */
export class PaddedScene {
  private last: { tile: Tile; tensor: tf.Tensor4D } | undefined;

  constructor(
    readonly picture: Picture,
    /** Half a window: the rows and columns of zeros around the scene. */
    readonly margin: number,
  ) {}

  /** (1, rows + 2 margin, columns + 2 margin, channels); belongs to this object. */
  tile(tile: Tile): tf.Tensor4D {
    if (this.last?.tile === tile) return this.last.tensor;
    this.dispose();
    const { values, rows, columns, channels } = paddedTile(this.picture, tile, this.margin);
    this.last = { tile, tensor: tf.keep(tf.tensor4d(values, [1, rows, columns, channels])) };
    return this.last.tensor;
  }

  dispose(): void {
    this.last?.tensor.dispose();
    this.last = undefined;
  }
}
