import type { BandStatistics } from '@shared/scene';
import { quantile } from './selection';

/**
 * Statistics of one band over its finite values; percentiles are interpolated between neighbouring values as NumPy
 * does by default, the standard deviation is that of the population. All zero where no value is finite.
 */
export function bandStatistics(values: Float32Array): BandStatistics {
  const finite = finiteValues(values);
  const count = finite.length;
  if (count === 0) {
    return { minimum: 0, maximum: 0, mean: 0, standardDeviation: 0, percentile2: 0, percentile98: 0 };
  }
  let minimum = Infinity;
  let maximum = -Infinity;
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const value = finite[i];
    if (value < minimum) minimum = value;
    if (value > maximum) maximum = value;
    sum += value;
  }
  const mean = sum / count;
  let squares = 0;
  for (let i = 0; i < count; i++) {
    const difference = finite[i] - mean;
    squares += difference * difference;
  }
  return {
    minimum,
    maximum,
    mean,
    standardDeviation: Math.sqrt(squares / count),
    percentile2: quantile(finite, 0.02),
    percentile98: quantile(finite, 0.98),
  };
}

/** A copy without NaN and infinite values. */
function finiteValues(values: Float32Array): Float32Array {
  const finite = new Float32Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) if (Number.isFinite(values[i])) finite[count++] = values[i];
  return finite.subarray(0, count);
}
