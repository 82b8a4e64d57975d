import type { NumericArray } from '@shared/scene';
import type { BandStatistics } from './band-statistics';

/** Values of 8 or 16 bits, of which every one that can occur is counted. */
export type SmallIntegers = Int8Array | Uint8Array | Int16Array | Uint16Array;

export function areSmallIntegers(values: NumericArray): values is SmallIntegers {
  return values.BYTES_PER_ELEMENT <= 2;
}

/** As `bandStatistics`, from one pass over the values: the rest is read from how often each occurs. */
export function countedStatistics(values: SmallIntegers, missing: number): BandStatistics | undefined {
  const least = values instanceof Int8Array || values instanceof Int16Array ? -32_768 : 0;
  const counts = new Uint32Array(65_536);
  for (let i = 0; i < values.length; i++) counts[values[i] - least]++;
  if (Number.isInteger(missing)) counts[missing - least] = 0;
  const present = valuesIn(counts);
  if (present.length === 0) return undefined;
  const [first, last] = [present[0], present[present.length - 1]];
  let count = 0;
  let sum = 0;
  for (const value of present) {
    count += counts[value];
    sum += value * counts[value];
  }
  const mean = sum / count;
  let squares = 0;
  for (const value of present) squares += counts[value] * (value - mean) * (value - mean);
  const quantile = (q: number) => {
    const rank = q * (count - 1);
    const low = ofRank(Math.floor(rank), counts, present);
    return low + (ofRank(Math.ceil(rank), counts, present) - low) * (rank - Math.floor(rank));
  };
  return {
    minimum: first + least,
    maximum: last + least,
    mean: mean + least,
    standardDeviation: Math.sqrt(squares / count),
    percentile2: quantile(0.02) + least,
    percentile98: quantile(0.98) + least,
  };
}

/** Places in `counts` of values that occur, ascending. */
function valuesIn(counts: Uint32Array): number[] {
  const present: number[] = [];
  for (let value = 0; value < counts.length; value++) if (counts[value] > 0) present.push(value);
  return present;
}

function ofRank(rank: number, counts: Uint32Array, present: readonly number[]): number {
  let before = 0;
  for (const value of present) if (rank < (before += counts[value])) return value;
  throw new RangeError(`There are ${before} values, none of rank ${rank}.`);
}
