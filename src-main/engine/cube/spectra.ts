import type { ClassSpectrum } from '@shared/scene';
import type { Cube } from './cube';
import type { Labels } from './labels';
import { forEachTile, pixelsOf, type PassOptions } from './tiles';

interface Sums {
  /** The first spectrum of the class; sums are taken of differences from it, which keeps them exact. */
  origin: Float64Array;
  count: Float64Array;
  sum: Float64Array;
  squares: Float64Array;
}

/**
 * Mean and standard deviation (of the population) of every band over the pixels of each class, in ascending order of
 * the labels; values that are not finite are left out, and a band without any finite value is NaN.
 */
export async function classSpectra(
  cube: Cube,
  { labels }: Labels,
  options: PassOptions = {},
): Promise<ClassSpectrum[]> {
  const classes = new Map<number, Sums>();
  await forEachTile(
    cube,
    (tile) => {
      pixelsOf(tile, cube.columns).forEach((pixel, index) => {
        const label = labels[pixel];
        if (label === 0) return;
        const spectrum = tile.values.subarray(index * cube.bands, (index + 1) * cube.bands);
        let sums = classes.get(label);
        if (!sums) classes.set(label, (sums = emptySums(spectrum)));
        addSpectrum(sums, spectrum);
      });
    },
    options,
  );
  return [...classes.entries()]
    .sort(([a], [b]) => a - b)
    .map(([label, sums]) => ({ label, ...spectrumOf(sums) }));
}

function emptySums(spectrum: ArrayLike<number>): Sums {
  const bands = spectrum.length;
  return {
    origin: Float64Array.from(spectrum, (value) => (Number.isFinite(value) ? value : 0)),
    count: new Float64Array(bands),
    sum: new Float64Array(bands),
    squares: new Float64Array(bands),
  };
}

function addSpectrum({ origin, count, sum, squares }: Sums, spectrum: ArrayLike<number>): void {
  for (let band = 0; band < spectrum.length; band++) {
    const difference = spectrum[band] - origin[band];
    if (!Number.isFinite(difference)) continue;
    count[band]++;
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
