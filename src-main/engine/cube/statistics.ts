import type { NumericArray } from '@shared/scene';
import type { BandStatistics } from './band-statistics';
import { areSmallIntegers, countedStatistics } from './counted-statistics';
import { quantiles } from './selection';

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
  const { count, minimum, maximum, mean, squares } = momentsOf(values, missing);
  if (count === 0) return { ...NOTHING };
  const present = { missing, minimum, maximum, count };
  const [percentile2, percentile98] = quantiles(values, [0.02, 0.98], present);
  const standardDeviation = Math.sqrt(squares / count);
  return { minimum, maximum, mean, standardDeviation, percentile2, percentile98 };
}

/** `squares` is the sum of the squared differences from the mean. */
function momentsOf(values: NumericArray, missing: number) {
  let count = 0;
  let minimum = Infinity;
  let maximum = -Infinity;
  // Of differences from the first value, which keeps the sums exact in a single pass.
  let origin = 0;
  let sum = 0;
  let sumOfSquares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    // The difference of two finite values that are the same is 0; of any others it is NaN.
    if (value - value !== 0 || value === missing) continue;
    if (count++ === 0) origin = value;
    const difference = value - origin;
    sum += difference;
    sumOfSquares += difference * difference;
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
  }
  const shift = sum / count;
  const squares = Math.max(0, sumOfSquares - shift * sum);
  const mean = origin + shift;
  return { count, minimum, maximum, mean, squares };
}
