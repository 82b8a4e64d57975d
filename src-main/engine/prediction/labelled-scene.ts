import type { Tile } from '../networks/tiles';
import type { Picture } from '../preprocessing/picture';

export interface MappingOptions {
  /** The label of each class. */
  labels: readonly number[];
  onProgress?: (fraction: number) => void;
  /** The same a few times a second between two calls of `onProgress` that lie far apart. */
  onBeat?: (fraction: number) => void;
  /**
   * Called once for every tile, with each class's probability for its pixels (rows x columns x classes, class
   * fastest); the array is only good until the call's promise is fulfilled. Tiles do not overlap and cover the scene.
   */
  onTile?: (tile: Tile, probabilities: Float32Array) => void | Promise<void>;
  signal?: AbortSignal;
}

/** For every pixel, row by row: its label, and the probability of that. */
export interface Prediction {
  labels: Uint16Array;
  confidence: Float32Array;
}

/** A scene that is labelled tile by tile. */
export class LabelledScene {
  readonly prediction: Prediction;

  constructor(
    private readonly picture: Picture,
    private readonly classes: number,
    private readonly options: Pick<MappingOptions, 'onTile'>,
  ) {
    this.prediction = emptyPrediction(picture.rows * picture.columns);
  }

  /**
   * Takes over what was found of a tile; pixels that lack a value get the label 0, unclassified, and no probability.
   * @param probabilities needed where somebody asks for each class's
   */
  async put(tile: Tile, found: Prediction, probabilities?: Float32Array): Promise<void> {
    this.clearIncomplete(tile, found, probabilities);
    if (probabilities) await this.options.onTile?.(tile, probabilities);
    for (let row = 0; row < tile.rows; row++) {
      const from = row * tile.columns;
      const to = (tile.row + row) * this.picture.columns + tile.column;
      this.prediction.labels.set(found.labels.subarray(from, from + tile.columns), to);
      this.prediction.confidence.set(found.confidence.subarray(from, from + tile.columns), to);
    }
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
}

export function emptyPrediction(pixels: number): Prediction {
  return { labels: new Uint16Array(pixels), confidence: new Float32Array(pixels) };
}
