import type { NumericArray, StretchKind } from '@shared/scene';
import type { BandStatistics } from './band-statistics';

/** Values at `low` and below are black, at `high` and above white. */
export interface StretchRange {
  low: number;
  high: number;
}

/** The range of a stretch: 2nd to 98th percentile, minimum to maximum, or mean ± 2 standard deviations. */
export function stretchRange(statistics: BandStatistics, kind: StretchKind): StretchRange {
  const { minimum, maximum, mean, standardDeviation, percentile2, percentile98 } = statistics;
  switch (kind) {
    case 'percentile':
      return { low: percentile2, high: percentile98 };
    case 'full':
      return { low: minimum, high: maximum };
    case 'deviation':
      return {
        low: Math.max(minimum, mean - 2 * standardDeviation),
        high: Math.min(maximum, mean + 2 * standardDeviation),
      };
  }
}

/** Shades from 0, black, to 255, white; `missing` is 1 where there is no value, and absent where there always is. */
export interface Shades {
  grey: Uint8Array;
  missing?: Uint8Array;
}

/**
 * Shades of the values of a band; mid-grey everywhere in a band whose range is empty.
 * @param nodata the value that stands for "no value", as the array holds it, NaN where none does; NaN and infinite
 *   values are missing too
 */
export function shade(values: NumericArray, { low, high }: StretchRange, nodata = NaN): Shades {
  // Rounds and keeps within 0 to 255 by itself.
  const grey = new Uint8ClampedArray(values.length);
  const [scale, shift] = high > low ? [255 / (high - low), 0] : [0, 128];
  let missing: Uint8Array | undefined;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value - value !== 0 || value === nodata) {
      missing ??= new Uint8Array(values.length);
      missing[i] = 1;
    } else grey[i] = (value - low) * scale + shift;
  }
  return { grey: new Uint8Array(grey.buffer), ...(missing && { missing }) };
}

/**
 * The mean of every `step` x `step` values, of those that are finite and not `nodata`; NaN where none is. Squares at
 * the lower and right edge are what is left of them.
 */
export function meansOfSquares(
  values: NumericArray,
  { rows, columns }: { rows: number; columns: number },
  step: number,
  nodata = NaN,
): Float32Array {
  const [down, across] = [Math.ceil(rows / step), Math.ceil(columns / step)];
  const means = new Float32Array(down * across);
  const anyValueCounts = Number.isNaN(nodata);
  for (let row = 0, to = 0; row < rows; row += step) {
    const height = Math.min(step, rows - row);
    let at = row * columns;
    for (let column = 0; column < columns; column += step, at += step) {
      const width = Math.min(step, columns - column);
      const sum =
        width === 2 && height === 2
          ? values[at] + values[at + 1] + values[at + columns] + values[at + columns + 1]
          : sumOf(values, at, width, height, columns);
      // A sum is finite where all of its values are; only elsewhere is each looked at.
      means[to++] =
        anyValueCounts && sum - sum === 0
          ? sum / (width * height)
          : meanOfPresent(values, { at, width, height, columns }, nodata);
    }
  }
  return means;
}

function sumOf(values: NumericArray, at: number, width: number, height: number, columns: number): number {
  let sum = 0;
  for (let line = at, lines = height; lines > 0; lines--, line += columns)
    for (let place = line; place < line + width; place++) sum += values[place];
  return sum;
}

function meanOfPresent(
  values: NumericArray,
  { at, width, height, columns }: { at: number; width: number; height: number; columns: number },
  nodata: number,
): number {
  let sum = 0;
  let count = 0;
  for (let line = at, lines = height; lines > 0; lines--, line += columns) {
    for (let place = line; place < line + width; place++) {
      const value = values[place];
      if (value - value !== 0 || value === nodata) continue;
      sum += value;
      count++;
    }
  }
  return count > 0 ? sum / count : NaN;
}
