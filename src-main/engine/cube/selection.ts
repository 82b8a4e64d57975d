import type { NumericArray } from '@shared/scene';

/** Whole numbers that differ by no more than this are counted each by itself. */
const BINS = 65_536;

/** Of which values: those between two limits, unless they stand for "no value". */
export interface Present {
  /** NaN where no value stands for that. */
  missing: number;
  /** Of the values that count. */
  minimum: number;
  maximum: number;
  count: number;
}

/**
 * The values below which the fractions `qs` of the values lie, interpolated linearly between the two nearest ranks
 * (R. J. Hyndman and Y. Fan, "Sample quantiles in statistical packages", 1996, definition 7). Values are counted in
 * bins first, so that only those of a few bins are ever put in order.
 *
 * @param qs from 0 to 1
 */
export function quantiles(values: NumericArray, qs: readonly number[], present: Present): number[] {
  const { minimum, maximum, count } = present;
  const binOf = binning(minimum, maximum);
  const counts = countBins(values, binOf, present);
  const ranks = qs.map((q) => q * (count - 1));
  const wanted = [...new Set(ranks.flatMap((rank) => [Math.floor(rank), Math.ceil(rank)]))];
  const found = new Map(wanted.map((rank) => [rank, placeOf(rank, counts)]));
  const bins = [...new Set([...found.values()].map(({ bin }) => bin))];
  const inside = collect(values, binOf, bins, counts, present);
  const valueAt = (rank: number) => {
    const { bin, place } = found.get(rank) as Place;
    return valueOfRank(inside.get(bin) as Inside, place);
  };
  return ranks.map((rank) => {
    const low = valueAt(Math.floor(rank));
    const high = valueAt(Math.ceil(rank));
    return low + (high - low) * (rank - Math.floor(rank));
  });
}

interface Binning {
  minimum: number;
  scale: number;
}

function binning(minimum: number, maximum: number): Binning {
  const range = maximum - minimum;
  const scale = range < BINS && Number.isInteger(minimum) && range >= 1 ? 1 : (BINS - 1) / range;
  // A range that no number can hold, or none at all, has one bin.
  return { minimum, scale: Number.isFinite(scale) && Number.isFinite(range) ? scale : 0 };
}

function countBins(values: NumericArray, { minimum, scale }: Binning, { missing }: Present): Uint32Array {
  const counts = new Uint32Array(BINS);
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value - value !== 0 || value === missing) continue;
    counts[((value - minimum) * scale) | 0]++;
  }
  return counts;
}

interface Place {
  bin: number;
  /** Rank among the values of the bin. */
  place: number;
}

function placeOf(rank: number, counts: Uint32Array): Place {
  let before = 0;
  for (let bin = 0; bin < BINS; bin++) {
    if (rank < before + counts[bin]) return { bin, place: rank - before };
    before += counts[bin];
  }
  throw new RangeError(`There are ${before} values, none of rank ${rank}.`);
}

/** The values of one bin. Large empty margins put very many of one value there, which is only counted. */
interface Inside {
  first: number;
  timesFirst: number;
  others: Float64Array;
  otherCount: number;
}

function collect(
  values: NumericArray,
  { minimum, scale }: Binning,
  bins: readonly number[],
  counts: Uint32Array,
  { missing }: Present,
): Map<number, Inside> {
  const slots = new Uint8Array(BINS);
  const found = bins.map((bin, index): Inside => {
    slots[bin] = index + 1;
    return { first: NaN, timesFirst: 0, others: new Float64Array(counts[bin]), otherCount: 0 };
  });
  for (let i = 0; i < values.length; i++) {
    const value = values[i];
    if (value - value !== 0 || value === missing) continue;
    const slot = slots[((value - minimum) * scale) | 0];
    if (slot === 0) continue;
    const inside = found[slot - 1];
    if (inside.timesFirst === 0) inside.first = value;
    if (value === inside.first) inside.timesFirst++;
    else inside.others[inside.otherCount++] = value;
  }
  return new Map(bins.map((bin, index) => [bin, found[index]]));
}

function valueOfRank({ first, timesFirst, others, otherCount }: Inside, rank: number): number {
  const rest = others.subarray(0, otherCount);
  const before = rest.reduce((count, value) => count + Number(value < first), 0);
  if (rank < before) return select(rest, rank);
  return rank < before + timesFirst ? first : select(rest, rank - timesFirst);
}

/**
 * Puts the values in an order in which the one at `place` is where sorting would put it, none before it larger, none
 * behind it smaller (C. A. R. Hoare, "Algorithm 65: find", 1961), and returns that value.
 */
function select(values: Float64Array, place: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = middleOf(values[low], values[(low + high) >> 1], values[high]);
    let left = low;
    let right = high;
    while (left <= right) {
      while (values[left] < pivot) left++;
      while (values[right] > pivot) right--;
      if (left > right) break;
      const kept = values[left];
      values[left++] = values[right];
      values[right--] = kept;
    }
    if (place <= right) high = right;
    else if (place >= left) low = left;
    else break;
  }
  return values[place];
}

function middleOf(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
