import type { NumericArray, StretchKind } from '@shared/scene';
import type { BandStatistics } from './band-statistics';
import { areSmallIntegers, countedStatistics } from './counted-statistics';
import { quantiles, type Present } from './selection';
import { stretchRange, type StretchRange } from './stretch';

const NOTHING: BandStatistics = {
  minimum: 0,
  maximum: 0,
  mean: 0,
  standardDeviation: 0,
  percentile2: 0,
  percentile98: 0,
};

/**
 * Statistics of one band over its finite values; percentiles are interpolated between neighbouring values as NumPy
 * does by default, the standard deviation is that of the population. All zero where no value is finite.
 *
 * @param missing the value that stands for "no value", as the array holds it, left out too; NaN where none does
 */
export function bandStatistics(values: NumericArray, missing = NaN): BandStatistics {
  if (areSmallIntegers(values)) return countedStatistics(values, missing) ?? { ...NOTHING };
  const present = presentIn(values, missing);
  if (present.count === 0) return { ...NOTHING };
  const { minimum, maximum } = present;
  const [percentile2, percentile98] = quantiles(values, [0.02, 0.98], present);
  return { minimum, maximum, ...momentsOf(values, present), percentile2, percentile98 };
}

/** The range of a stretch, as `stretchRange` has it, without the statistics that it does not need. */
export function bandRange(values: NumericArray, kind: StretchKind, missing = NaN): StretchRange {
  if (areSmallIntegers(values) || kind === 'deviation')
    return stretchRange(bandStatistics(values, missing), kind);
  const present = presentIn(values, missing);
  if (present.count === 0) return { low: 0, high: 0 };
  const [low, high] =
    kind === 'full' ? [present.minimum, present.maximum] : quantiles(values, [0.02, 0.98], present);
  return { low, high };
}

function presentIn(values: NumericArray, missing: number): Present {
  let count = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    // The difference of two finite values that are the same is 0; of any others it is NaN.
    if (value - value !== 0 || value === missing) continue;
    count++;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  return { missing, minimum, maximum, count };
}

function momentsOf(values: NumericArray, { missing, minimum: origin, count }: Present) {
  // Of differences from one of the values, which keeps the sums exact in a single pass.
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value - value !== 0 || value === missing) continue;
    const difference = value - origin;
    sum += difference;
    squares += difference * difference;
  }
  const shift = sum / count;
  const variance = Math.max(0, squares / count - shift * shift);
  return { mean: origin + shift, standardDeviation: Math.sqrt(variance) };
}
