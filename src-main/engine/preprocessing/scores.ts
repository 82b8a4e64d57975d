import type { NumericArray } from '@shared/scene';
import type { Cube } from '../cube/cube';
import { forEachTile, type PassOptions, type Tile } from '../cube/tiles';
import { ScratchFile } from '../files/scratch';
import { CompletePixels, Marks } from './complete-pixels';
import type { Pca } from './pca';
import { MemoryPicture, type Picture } from './picture';
import { ScratchPicture } from './scratch-picture';

export interface ScoreOptions extends PassOptions {
  /** Scores of more bytes than this go into a scratch file instead of memory. */
  memoryLimit?: number;
}

/** What is done to each spectrum by itself. */
export interface Transform {
  /** Values that become of each spectrum. */
  readonly channels: number;
  /** @param values pixels x bands @param scores pixels x channels, as many pixels */
  project(values: NumericArray, scores: Float32Array): void;
}

/** Bytes of scores held in memory: every published scene of the field fits many times. */
const MEMORY_LIMIT = 64 * 1024 * 1024;

/**
 * The scene's whitened scores: every component has mean 0 and variance 1, as scikit-learn's `PCA(whiten=True)` gives
 * and HybridSN's authors use. The cube is read once; the caller closes the picture.
 * @throws NotWritableError where the scores of a large scene find no place on the disk
 */
export function scorePicture(cube: Cube, pca: Pca, options: ScoreOptions = {}): Promise<Picture> {
  return transformedPicture(cube, new Projection(pca), options);
}

/** The same for any other thing that is done to each spectrum by itself. */
export async function transformedPicture(
  cube: Cube,
  transform: Transform,
  options: ScoreOptions = {},
): Promise<Picture> {
  const bytes = 4 * cube.rows * cube.columns * transform.channels;
  const held = bytes <= (options.memoryLimit ?? MEMORY_LIMIT);
  return held ? scoresInMemory(cube, transform, options) : scoresInScratch(cube, transform, options);
}

async function scoresInMemory(cube: Cube, transform: Transform, options: PassOptions): Promise<Picture> {
  const { channels: components } = transform;
  const values = new Float32Array(cube.rows * cube.columns * components);
  const incomplete = await forEachScores(
    cube,
    transform,
    options,
    ({ firstRow, rows, firstColumn, columns }, scores) => {
      const length = columns * components;
      for (let row = 0; row < rows; row++) {
        const start = ((firstRow + row) * cube.columns + firstColumn) * components;
        values.set(scores.subarray(row * length, (row + 1) * length), start);
      }
    },
  );
  return new MemoryPicture(cube.rows, cube.columns, components, values, incomplete);
}

async function scoresInScratch(cube: Cube, transform: Transform, options: PassOptions): Promise<Picture> {
  const { channels: components } = transform;
  const scratch = await ScratchFile.create();
  try {
    const incomplete = await forEachScores(cube, transform, options, (tile, scores) => {
      const lines = cube.tileAxis === 'columns' ? byColumns(scores, tile, components) : scores;
      return scratch.append(new Uint8Array(lines.buffer, lines.byteOffset, lines.byteLength));
    });
    const bytes = scratch.bytes('scores');
    return new ScratchPicture(cube.rows, cube.columns, components, cube.tileAxis, bytes, incomplete);
  } catch (error) {
    await scratch.discard();
    throw error;
  }
}

/** A tile's scores with whole columns one after the other. */
function byColumns(scores: Float32Array, { rows, columns }: Tile, components: number): Float32Array {
  const turned = new Float32Array(scores.length);
  let next = 0;
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) {
      const from = (row * columns + column) * components;
      for (let component = 0; component < components; component++) turned[next++] = scores[from + component];
    }
  }
  return turned;
}

/**
 * Hands out every tile of the cube with its scores: the tile's pixels in its order, component fastest. The array is
 * used again for the next tile. Pixels that lack a value in some band have zeros.
 * @returns which pixels those are, if any
 */
async function forEachScores(
  cube: Cube,
  transform: Transform,
  options: PassOptions,
  visit: (tile: Tile, scores: Float32Array) => void | Promise<void>,
): Promise<Uint8Array | undefined> {
  const complete = new CompletePixels(cube);
  const marks = new Marks(cube);
  let scores = new Float32Array();
  await forEachTile(
    cube,
    (tile) => {
      const positions = complete.of(tile);
      marks.add(tile, positions);
      const length = tile.rows * tile.columns * transform.channels;
      if (scores.length < length) scores = new Float32Array(length);
      transform.project(tile.values, scores);
      clearOthers(scores, positions, length, transform.channels);
      return visit(tile, scores.subarray(0, length));
    },
    options,
  );
  return marks.incomplete;
}

/** Zeros for every pixel but those at `positions`, which ascend: as beside the scene, where there is nothing either. */
function clearOthers(scores: Float32Array, positions: Int32Array, length: number, channels: number): void {
  if (positions.length * channels === length) return;
  let from = 0;
  for (const position of positions) {
    scores.fill(0, from, position * channels);
    from = (position + 1) * channels;
  }
  scores.fill(0, from, length);
}

/** The bands themselves. */
export class Unchanged implements Transform {
  constructor(readonly channels: number) {}

  project(values: NumericArray, scores: Float32Array): void {
    for (let at = 0; at < values.length; at++) scores[at] = values[at];
  }
}

/** Pixels that are projected together, so that a sum need not wait for the one before it. */
const BLOCK = 4;

/** Onto principal components. */
export class Projection implements Transform {
  readonly channels: number;
  private readonly bands: number;
  /** components x bands: loadings, where whitened over the square root of the component's variance. */
  private readonly weights: Float64Array;
  private readonly centred: Float64Array;

  constructor(
    private readonly pca: Pca,
    whitened = true,
  ) {
    this.bands = pca.mean.length;
    this.channels = pca.variances.length;
    this.weights = pca.loadings.map((loading, i) =>
      whitened ? loading / Math.sqrt(pca.variances[Math.floor(i / this.bands)]) : loading,
    );
    this.centred = new Float64Array(BLOCK * this.bands);
  }

  /** @param values pixels x bands @param scores pixels x components, as many pixels */
  project(values: NumericArray, scores: Float32Array): void {
    const { bands, channels: components, centred } = this;
    const { mean } = this.pca;
    const pixels = values.length / bands;
    for (let first = 0; first < pixels; first += BLOCK) {
      const count = Math.min(BLOCK, pixels - first);
      for (let pixel = 0, to = 0; pixel < count; pixel++) {
        const from = (first + pixel) * bands;
        for (let band = 0; band < bands; band++, to++) centred[to] = values[from + band] - mean[band];
      }
      this.projectBlock(scores, first * components, count);
    }
  }

  private projectBlock(scores: Float32Array, start: number, count: number): void {
    const { bands: n, channels: components, centred: c, weights } = this;
    for (let component = 0, at = 0; component < components; component++) {
      let [s0, s1, s2, s3] = [0, 0, 0, 0];
      for (let band = 0; band < n; band++, at++) {
        const weight = weights[at];
        s0 += c[band] * weight;
        s1 += c[n + band] * weight;
        s2 += c[2 * n + band] * weight;
        s3 += c[3 * n + band] * weight;
      }
      const to = start + component;
      scores[to] = s0;
      if (count > 1) scores[to + components] = s1;
      if (count > 2) scores[to + 2 * components] = s2;
      if (count > 3) scores[to + 3 * components] = s3;
    }
  }
}
