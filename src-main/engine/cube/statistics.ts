import type { BandStatistics } from '@shared/scene';
import { quantile } from './selection';

/**
 * Statistics of one band over its finite values; percentiles are interpolated between neighbouring values as NumPy
 * does by default, the standard deviation is that of the population. All zero where no value is finite.
 */
export function bandStatistics(values: Float32Array): BandStatistics {
  const finite = values.filter((value) => Number.isFinite(value));
  const count = finite.length;
  if (count === 0) {
    return { minimum: 0, maximum: 0, mean: 0, standardDeviation: 0, percentile2: 0, percentile98: 0 };
  }
  let minimum = Infinity;
  let maximum = -Infinity;
  let sum = 0;
  for (const value of finite) {
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
    sum += value;
  }
  const mean = sum / count;
  let squares = 0;
  for (const value of finite) squares += (value - mean) ** 2;
  return {
    minimum,
    maximum,
    mean,
    standardDeviation: Math.sqrt(squares / count),
    percentile2: quantile(finite, 0.02),
    percentile98: quantile(finite, 0.98),
  };
}
