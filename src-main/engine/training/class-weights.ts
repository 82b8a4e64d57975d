/**
 * How much a pixel of each class counts in the loss: 1, and where a class has fewer than `least` training pixels so much
 * that together they count as that many.
 * @param targets 0-based class of every training pixel
 */
export function classWeights(targets: Int32Array, classes: number, least: number): Float32Array {
  const counts = new Int32Array(classes);
  for (const target of targets) counts[target] += 1;
  return Float32Array.from(counts, (count) => Math.max(1, least / Math.max(1, count)));
}

/** What some pixels count together. */
export function weightOf(targets: Int32Array, weights: Float32Array): number {
  return targets.reduce((sum, target) => sum + weights[target], 0);
}
