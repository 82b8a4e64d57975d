import * as tf from '@tensorflow/tfjs-core';
import { throwIfCancelled } from '../errors';
import { ahead, nextTurn } from '../files/turn';
import { readPadded, type Picture, type Rectangle } from '../preprocessing/picture';
import { gatherWindows } from './forward';
import type { Plan } from './plan';
import type { Tile } from './tiles';
import { cornersOf } from './window-logits';

/** Pixels of one tile whose windows pass through the network together. */
export interface WindowPart {
  tile: Tile;
  /** Where in the tile each window's pixel lies: row * tile.columns + column. */
  positions: Int32Array;
}

/** A scene with `margin` rows and columns of zeros around it, handed out as tensors while the next ones are read. */
export class PaddedScene {
  private last: { tile: Tile; tensor: tf.Tensor4D } | undefined;
  private next: { tile: Tile; values: Promise<Float32Array> } | undefined;

  constructor(
    readonly picture: Picture,
    /** Half a window. */
    readonly margin: number,
    private readonly signal?: AbortSignal,
  ) {}

  /**
   * (1, rows + 2 margin, columns + 2 margin, channels); belongs to this object, until another tile is asked for.
   * @param next the tile that will be asked for after this one; it is read meanwhile
   */
  async tile(tile: Tile, next?: Tile): Promise<tf.Tensor4D> {
    if (this.last?.tile !== tile) {
      const values = await (this.next?.tile === tile ? this.next.values : this.readTile(tile));
      this.dispose();
      const { rows, columns } = this.padded(tile);
      const tensor = tf.tensor4d(values, [1, rows, columns, this.picture.channels]);
      this.last = { tile, tensor: tf.keep(tensor) };
    }
    if (next && next !== tile && this.next?.tile !== next)
      this.next = { tile: next, values: ahead(this.readTile(next)) };
    return this.last.tensor;
  }

  /**
   * Each part with what it is computed from: its padded tile or, where the plan has no trunk, its windows
   * (windows, side, side, channels). The tensors are good until the next part is asked for.
   */
  inputs<Part extends WindowPart>(parts: readonly Part[], plan: Plan) {
    return plan.trunk.length === 0 ? this.windowInputs(parts, plan.window) : this.tileInputs(parts);
  }

  dispose(): void {
    this.last?.tensor.dispose();
    this.last = undefined;
    this.next = undefined;
  }

  private async *tileInputs<Part extends WindowPart>(parts: readonly Part[]) {
    for (const [index, part] of parts.entries()) {
      await this.turn();
      yield { part, input: await this.tile(part.tile, parts[index + 1]?.tile) };
    }
  }

  private async *windowInputs<Part extends WindowPart>(parts: readonly Part[], side: number) {
    const { inMemory, channels } = this.picture;
    let reading = inMemory ? undefined : ahead(this.readWindows(parts[0], side));
    for (const [index, part] of parts.entries()) {
      await this.turn();
      const values = await reading;
      if (reading && index + 1 < parts.length) reading = ahead(this.readWindows(parts[index + 1], side));
      const input = values
        ? tf.tensor4d(values, [part.positions.length, side, side, channels])
        : await this.gatherWindows(part, side);
      try {
        yield { part, input };
      } finally {
        input.dispose();
      }
    }
  }

  private async turn(): Promise<void> {
    await nextTurn();
    throwIfCancelled(this.signal);
  }

  /** Of a scene in memory the tensor is kept whole, and windows are gathered inside the library. */
  private async gatherWindows({ tile, positions }: WindowPart, side: number): Promise<tf.Tensor4D> {
    const whole = await this.tile(tile);
    const corners = cornersOf(positions, tile.columns, whole.shape[2]);
    return tf.tidy(() => gatherWindows(whole, corners, side) as tf.Tensor4D);
  }

  private async readWindows({ tile, positions }: WindowPart, side: number): Promise<Float32Array> {
    const stride = side * this.picture.channels;
    const values = new Float32Array(positions.length * side * stride);
    const reading = Array.from(positions, (position, index) => {
      const row = tile.row + Math.floor(position / tile.columns) - this.margin;
      const column = tile.column + (position % tile.columns) - this.margin;
      const window = { row, column, rows: side, columns: side };
      return readPadded(this.picture, window, { values, at: index * side * stride, stride }, this.signal);
    });
    await Promise.all(reading);
    return values;
  }

  private padded({ row, column, rows, columns }: Tile): Rectangle {
    const { margin } = this;
    return {
      row: row - margin,
      column: column - margin,
      rows: rows + 2 * margin,
      columns: columns + 2 * margin,
    };
  }

  private async readTile(tile: Tile): Promise<Float32Array> {
    const padded = this.padded(tile);
    const stride = padded.columns * this.picture.channels;
    const values = new Float32Array(padded.rows * stride);
    await readPadded(this.picture, padded, { values, at: 0, stride }, this.signal);
    return values;
  }
}
