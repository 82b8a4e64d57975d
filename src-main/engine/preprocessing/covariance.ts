import type { Cube } from '../cube/cube';
import { UnusableDataError, throwIfCancelled } from '../errors';

export interface ScanOptions {
  signal?: AbortSignal;
  onProgress?: (fraction: number) => void;
}

/** Values read at a time: 4 M, so that memory is bounded by the tile and not by the scene. */
const VALUES_AT_ONCE = 4e6;

/** Reads a cube in bands of whole rows, top to bottom; each has rows x columns x bands values, band fastest. */
export async function* rowTiles(
  cube: Cube,
  { signal, onProgress }: ScanOptions = {},
): AsyncGenerator<{ row: number; rows: number; values: ArrayLike<number> }> {
  const rowsAtOnce = Math.max(1, Math.floor(VALUES_AT_ONCE / (cube.columns * cube.bands)));
  for (let row = 0; row < cube.rows; row += rowsAtOnce) {
    throwIfCancelled(signal);
    const stop = Math.min(cube.rows, row + rowsAtOnce);
    yield { row, rows: stop - row, values: await cube.read({ rows: [row, stop] }, signal) };
    onProgress?.(stop / cube.rows);
  }
}

export interface Moments {
  pixels: number;
  /** Mean of each band. */
  mean: Float64Array;
  /** Unbiased covariance, bands x bands. */
  covariance: Float64Array;
}

/**
 * Mean and covariance of all pixels in one pass, in double precision. Values are taken relative to the first pixel's,
 * so that large offsets do not cost digits (Chan, Golub and LeVeque 1983, shifted data).
 * @throws UnusableDataError where a value is NaN or infinite, naming the first
 */
export async function pixelMoments(cube: Cube, options: ScanOptions = {}): Promise<Moments> {
  const { bands, columns } = cube;
  const sums = new Float64Array(bands);
  const products = new Float64Array(bands * bands);
  const shift = new Float64Array(bands);
  const pixel = new Float64Array(bands);
  let pixels = 0;
  for await (const { row, rows, values } of rowTiles(cube, options)) {
    requireFinite(values, row, columns, bands);
    if (pixels === 0) for (let band = 0; band < bands; band++) shift[band] = values[band];
    for (let index = 0; index < rows * columns; index++) {
      const at = index * bands;
      for (let band = 0; band < bands; band++) pixel[band] = values[at + band] - shift[band];
      addProducts(products, sums, pixel);
    }
    pixels += rows * columns;
  }
  return { pixels, ...centred(sums, products, shift, pixels) };
}

/** Adds one pixel to the sums; only the upper triangle, the matrix is symmetric. */
function addProducts(products: Float64Array, sums: Float64Array, pixel: Float64Array): void {
  const bands = pixel.length;
  for (let i = 0; i < bands; i++) {
    const value = pixel[i];
    sums[i] += value;
    const start = i * bands;
    for (let j = i; j < bands; j++) products[start + j] += value * pixel[j];
  }
}

function centred(sums: Float64Array, products: Float64Array, shift: Float64Array, pixels: number) {
  const bands = sums.length;
  const covariance = new Float64Array(bands * bands);
  for (let i = 0; i < bands; i++)
    for (let j = i; j < bands; j++) {
      const value = (products[i * bands + j] - (sums[i] * sums[j]) / pixels) / Math.max(1, pixels - 1);
      covariance[i * bands + j] = value;
      covariance[j * bands + i] = value;
    }
  return { mean: sums.map((sum, band) => sum / pixels + shift[band]), covariance };
}

/** @throws UnusableDataError naming row, column and band of the first value that is not finite */
export function requireFinite(
  values: ArrayLike<number>,
  firstRow: number,
  columns: number,
  bands: number,
): void {
  for (let index = 0; index < values.length; index++) {
    if (Number.isFinite(values[index])) continue;
    const pixel = Math.floor(index / bands);
    const row = firstRow + Math.floor(pixel / columns);
    const column = pixel % columns;
    const band = (index % bands) + 1;
    throw new UnusableDataError(
      'values-not-finite',
      `The cube has a value that is ${values[index]} at row ${row}, column ${column}, band ${band}: ` +
        'replace such values, or leave out the bands that hold them, before training.',
      { value: String(values[index]), row, column, band },
    );
  }
}
