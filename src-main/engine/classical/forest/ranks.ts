/** Every feature's values in order, so that trees compare whole numbers. */
export interface Ranks {
  /** features x samples: the place of the sample's value among the feature's different values. */
  ranks: Int32Array;
  /** Of every feature its different values, ascending. */
  values: Float32Array[];
}

/** @param values samples x features */
export function ranksOf(values: Float32Array, features: number): Ranks {
  const samples = values.length / features;
  const ranks = new Int32Array(values.length);
  const different = Array.from({ length: features }, (_, feature) => {
    const own = Float32Array.from({ length: samples }, (__, sample) => values[sample * features + feature]);
    const sorted = own.slice().sort();
    const unique = sorted.filter((value, index) => index === 0 || value !== sorted[index - 1]);
    own.forEach((value, sample) => (ranks[feature * samples + sample] = placeOf(value, unique)));
    return unique;
  });
  return { ranks, values: different };
}

function placeOf(value: number, sorted: Float32Array): number {
  let [from, to] = [0, sorted.length - 1];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (sorted[middle] < value) from = middle + 1;
    else to = middle;
  }
  return from;
}
