import type { ClassSpectrum } from '@shared/scene';
import type { Cube } from './cube';
import type { Labels } from './labels';
import { heldNodata } from '../files/nodata';
import { forEachTile, pixelsOf, type PassOptions, type Wanted } from './tiles';

interface Sums {
  /** The first value of each band; sums are taken of differences from it, which keeps them exact. */
  origin: Float64Array;
  count: Float64Array;
  sum: Float64Array;
  squares: Float64Array;
}

/**
 * Mean and standard deviation (of the population) of every band over the pixels of each class, in ascending order of
 * the labels; values that are not finite or stand for "no value" are left out, and a band without any other is NaN.
 */
export async function classSpectra(
  cube: Cube,
  { labels }: Labels,
  options: PassOptions = {},
): Promise<ClassSpectrum[]> {
  const classes = new Map<number, Sums>();
  const nodata = heldNodata(cube.dtype, cube.nodata);
  await forEachTile(
    cube,
    (tile) => {
      pixelsOf(tile, cube.columns).forEach((pixel, index) => {
        const label = labels[pixel];
        if (label === 0) return;
        const spectrum = tile.values.subarray(index * cube.bands, (index + 1) * cube.bands);
        let sums = classes.get(label);
        if (!sums) classes.set(label, (sums = emptySums(cube.bands)));
        addSpectrum(sums, spectrum, nodata);
      });
    },
    options,
    labelledOf(cube, labels),
  );
  return [...classes.entries()]
    .sort(([a], [b]) => a - b)
    .map(([label, sums]) => ({ label, ...spectrumOf(sums) }));
}

/** From the first to the last labelled pixel across some lines: most scenes have labels in a small part of them. */
function labelledOf({ rows, columns, tileAxis }: Cube, labels: Labels['labels']): Wanted {
  const [across, alongStep, acrossStep] = tileAxis === 'columns' ? [rows, 1, columns] : [columns, columns, 1];
  return (start, stop) => {
    let first = across;
    let last = -1;
    for (let line = start; line < stop; line++) {
      for (let place = 0, pixel = line * alongStep; place < across; place++, pixel += acrossStep) {
        if (labels[pixel] === 0) continue;
        first = Math.min(first, place);
        last = Math.max(last, place);
      }
    }
    return last < 0 ? undefined : [first, last + 1];
  };
}

function emptySums(bands: number): Sums {
  return {
    origin: new Float64Array(bands),
    count: new Float64Array(bands),
    sum: new Float64Array(bands),
    squares: new Float64Array(bands),
  };
}

function addSpectrum(
  { origin, count, sum, squares }: Sums,
  spectrum: ArrayLike<number>,
  nodata: number,
): void {
  for (let band = 0; band < spectrum.length; band++) {
    const value = spectrum[band];
    if (value - value !== 0 || value === nodata) continue;
    if (count[band]++ === 0) origin[band] = value;
    const difference = value - origin[band];
    sum[band] += difference;
    squares[band] += difference * difference;
  }
}

function spectrumOf({ origin, count, sum, squares }: Sums): Omit<ClassSpectrum, 'label'> {
  const mean = new Float32Array(origin.length);
  const standardDeviation = new Float32Array(origin.length);
  for (let band = 0; band < origin.length; band++) {
    const shift = sum[band] / count[band];
    mean[band] = origin[band] + shift;
    standardDeviation[band] = Math.sqrt(Math.max(0, squares[band] / count[band] - shift * shift));
  }
  return { mean, standardDeviation };
}
