import type { Cube } from '../cube/cube';
import { forEachTile, type PassOptions, type Tile } from '../cube/tiles';
import { ScratchFile } from '../files/scratch';
import { NonFiniteValues } from './non-finite';
import type { Pca } from './pca';
import { MemoryPicture, type Picture } from './picture';
import { ScratchPicture } from './scratch-picture';

export interface ScoreOptions extends PassOptions {
  /** Scores of more bytes than this go into a scratch file instead of memory. */
  memoryLimit?: number;
}

/** Bytes of scores held in memory: every published scene of the field fits many times. */
const MEMORY_LIMIT = 64 * 1024 * 1024;

/**
 * The scene's whitened scores: every component has mean 0 and variance 1, as scikit-learn's `PCA(whiten=True)` gives
 * and HybridSN's authors use. The cube is read once; the caller closes the picture.
 * @throws UnusableDataError where a value is NaN or infinite
 * @throws NotWritableError where the scores of a large scene find no place on the disk
 */
export async function scorePicture(cube: Cube, pca: Pca, options: ScoreOptions = {}): Promise<Picture> {
  const bytes = 4 * cube.rows * cube.columns * pca.variances.length;
  const held = bytes <= (options.memoryLimit ?? MEMORY_LIMIT);
  return held ? scoresInMemory(cube, pca, options) : scoresInScratch(cube, pca, options);
}

async function scoresInMemory(cube: Cube, pca: Pca, options: PassOptions): Promise<Picture> {
  const components = pca.variances.length;
  const values = new Float32Array(cube.rows * cube.columns * components);
  await forEachScores(cube, pca, options, ({ firstRow, rows, firstColumn, columns }, scores) => {
    const length = columns * components;
    for (let row = 0; row < rows; row++) {
      const start = ((firstRow + row) * cube.columns + firstColumn) * components;
      values.set(scores.subarray(row * length, (row + 1) * length), start);
    }
  });
  return new MemoryPicture(cube.rows, cube.columns, components, values);
}

async function scoresInScratch(cube: Cube, pca: Pca, options: PassOptions): Promise<Picture> {
  const components = pca.variances.length;
  const scratch = await ScratchFile.create();
  try {
    await forEachScores(cube, pca, options, (tile, scores) => {
      const lines = cube.tileAxis === 'columns' ? byColumns(scores, tile, components) : scores;
      return scratch.append(new Uint8Array(lines.buffer, lines.byteOffset, lines.byteLength));
    });
    const bytes = scratch.bytes('scores');
    return new ScratchPicture(cube.rows, cube.columns, components, cube.tileAxis, bytes);
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

/** Hands out every tile of the cube with its scores: the tile's pixels in its order, component fastest. */
async function forEachScores(
  cube: Cube,
  pca: Pca,
  options: PassOptions,
  visit: (tile: Tile, scores: Float32Array) => void | Promise<void>,
): Promise<void> {
  const { bands } = cube;
  const components = pca.variances.length;
  const weights = pca.loadings.map((loading, i) => loading / Math.sqrt(pca.variances[Math.floor(i / bands)]));
  const spectrum = new Float64Array(bands);
  const nonFinite = new NonFiniteValues(cube);
  await forEachTile(
    cube,
    (tile) => {
      nonFinite.look(tile);
      const pixels = tile.rows * tile.columns;
      const scores = new Float32Array(pixels * components);
      for (let pixel = 0; pixel < pixels; pixel++) {
        const start = pixel * bands;
        for (let band = 0; band < bands; band++) spectrum[band] = tile.values[start + band] - pca.mean[band];
        project(spectrum, weights, scores, pixel * components, components);
      }
      return visit(tile, scores);
    },
    options,
  );
  nonFinite.throwIfAny();
}

function project(
  spectrum: Float64Array,
  weights: Float64Array,
  scores: Float32Array,
  start: number,
  components: number,
): void {
  const bands = spectrum.length;
  for (let component = 0, weight = 0; component < components; component++) {
    let score = 0;
    for (let band = 0; band < bands; band++, weight++) score += spectrum[band] * weights[weight];
    scores[start + component] = score;
  }
}
