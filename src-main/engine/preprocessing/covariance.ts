import type { Cube } from '../cube/cube';
import { forEachTile, pixelsOf, type PassOptions, type Tile } from '../cube/tiles';
import { CompletePixels } from './complete-pixels';

export interface MomentsOptions extends PassOptions {
  /** Indices `row * columns + column` of the pixels that count; every pixel where left out. */
  pixels?: Int32Array;
}

export interface Moments {
  pixels: number;
  /** Mean of each band. */
  mean: Float64Array;
  /** Unbiased covariance, bands x bands. */
  covariance: Float64Array;
}

/** Pixels whose products are added together, so that every sum is loaded and stored once for all of them. */
const BLOCK = 8;

/**
 * Mean and covariance of pixels in one pass over tiles, in double precision. Values are taken relative to the mean of
 * the first tile, so that large offsets do not cost digits (Chan, Golub and LeVeque, "Algorithms for computing the
 * sample variance", 1983: shifted data).
 * Pixels that lack a value in some band are left out.
 * @throws UnusableDataError where none is complete
 */
export async function pixelMoments(cube: Cube, { pixels, ...pass }: MomentsOptions = {}): Promise<Moments> {
  const positionsIn = positionsOf(cube, pixels);
  const complete = new CompletePixels(cube);
  let sums: ShiftedSums | undefined;
  await forEachTile(
    cube,
    (tile) => {
      const positions = complete.of(tile, positionsIn(tile));
      if (positions.length === 0) return;
      sums ??= new ShiftedSums(meanOf(tile, positions, cube.bands));
      sums.add(tile.values, positions);
    },
    pass,
  );
  complete.throwIfNone();
  return (sums as ShiftedSums).moments();
}

function membership(pixels: Int32Array, total: number): Uint8Array {
  const counts = new Uint8Array(total);
  for (const pixel of pixels) counts[pixel] = 1;
  return counts;
}

/** Tells of every tile the places in it of the pixels that count. */
export function positionsOf({ rows, columns }: Cube, counting?: Int32Array): (tile: Tile) => Int32Array {
  const counts = counting && membership(counting, rows * columns);
  return (tile) => {
    const positions = new Int32Array(tile.rows * tile.columns).map((_, position) => position);
    if (!counts) return positions;
    const pixels = pixelsOf(tile, columns);
    return positions.filter((position) => counts[pixels[position]] === 1);
  };
}

/** Mean of each band; exactly the value of a band that has only one, so that its variance comes out as 0. */
function meanOf({ values }: Tile, positions: Int32Array, bands: number): Float64Array {
  const first = positions[0] * bands;
  return new Float64Array(bands).map((_, band) => {
    const origin = values[first + band];
    let differences = 0;
    for (const position of positions) differences += values[position * bands + band] - origin;
    return origin + differences / positions.length;
  });
}

/** Sums of values and of their products, both relative to a shift; of the products only the upper triangle. */
class ShiftedSums {
  private pixels = 0;
  private readonly bands: number;
  private readonly sums: Float64Array;
  private readonly products: Float64Array;
  private readonly block: Float64Array;

  constructor(private readonly shift: Float64Array) {
    this.bands = shift.length;
    this.sums = new Float64Array(this.bands);
    this.products = new Float64Array(this.bands * this.bands);
    this.block = new Float64Array(BLOCK * this.bands);
  }

  add(values: ArrayLike<number>, positions: Int32Array): void {
    const { bands, block, shift } = this;
    for (let first = 0; first < positions.length; first += BLOCK) {
      const count = Math.min(BLOCK, positions.length - first);
      if (count < BLOCK) block.fill(0);
      for (let row = 0; row < count; row++) {
        const from = positions[first + row] * bands;
        for (let band = 0, to = row * bands; band < bands; band++, to++) {
          const value = values[from + band] - shift[band];
          block[to] = value;
          this.sums[band] += value;
        }
      }
      this.addProducts();
      this.pixels += count;
    }
  }

  moments(): Moments {
    const { bands, sums, products, pixels } = this;
    const covariance = new Float64Array(bands * bands);
    for (let i = 0; i < bands; i++) {
      for (let j = i; j < bands; j++) {
        const value = (products[i * bands + j] - (sums[i] * sums[j]) / pixels) / Math.max(1, pixels - 1);
        covariance[i * bands + j] = value;
        covariance[j * bands + i] = value;
      }
    }
    return { pixels, mean: sums.map((sum, band) => sum / pixels + this.shift[band]), covariance };
  }

  /** Written out for the eight pixels of a block: a loop over them would take three times as long. */
  private addProducts(): void {
    const { bands: n, block: b, products } = this;
    for (let i = 0; i < n; i++) {
      const [p0, p1, p2, p3] = [b[i], b[n + i], b[2 * n + i], b[3 * n + i]];
      const [p4, p5, p6, p7] = [b[4 * n + i], b[5 * n + i], b[6 * n + i], b[7 * n + i]];
      for (let j = i, at = i * n + i; j < n; j++, at++) {
        products[at] +=
          p0 * b[j] +
          p1 * b[n + j] +
          p2 * b[2 * n + j] +
          p3 * b[3 * n + j] +
          (p4 * b[4 * n + j] + p5 * b[5 * n + j] + p6 * b[6 * n + j] + p7 * b[7 * n + j]);
      }
    }
  }
}
