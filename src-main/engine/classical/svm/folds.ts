import type { Random } from '../../samples/random';

/** Numbers of the samples of every class. */
export function samplesByClass(targets: Int32Array, classes: number): Int32Array[] {
  const lists: number[][] = Array.from({ length: classes }, () => []);
  targets.forEach((target, sample) => lists[target].push(sample));
  return lists.map((list) => Int32Array.from(list));
}

/** The fold of every sample, so that each class is spread over all folds as evenly as it can be. */
export function stratifiedFolds(samplesOf: readonly Int32Array[], folds: number, random: Random): Int32Array {
  const count = samplesOf.reduce((sum, { length }) => sum + length, 0);
  const foldOf = new Int32Array(count);
  let next = 0;
  for (const samples of samplesOf)
    for (const sample of random.shuffle(samples.slice())) foldOf[sample] = next++ % folds;
  return foldOf;
}

/** So many samples at most, of every class its share and at least `least` where it has as many. */
export function stratifiedPart(
  samplesOf: readonly Int32Array[],
  most: number,
  least: number,
  random: Random,
): Int32Array {
  const count = samplesOf.reduce((sum, { length }) => sum + length, 0);
  const share = Math.min(1, most / count);
  const kept = samplesOf.flatMap((samples) => {
    const wanted = Math.max(Math.floor(samples.length * share), Math.min(least, samples.length));
    return [...random.shuffle(samples.slice()).subarray(0, wanted)];
  });
  return Int32Array.from(kept).sort();
}
