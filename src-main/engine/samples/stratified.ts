import { createRandom } from './random';
import { SIDE, type LabelGrid } from './sides';

/**
 * Draws training pixels of every class at random; all other labelled pixels test. The pixels drawn for a smaller
 * share are among those for a larger one, and a class's draw does not depend on the other classes.
 *
 * @returns rows x columns sides
 */
export function splitAtRandom(
  truth: LabelGrid,
  pixelsOfClass: Map<number, Int32Array>,
  { training, seed }: { training: number; seed: number },
): Uint8Array {
  const sides = new Uint8Array(truth.rows * truth.columns);
  const counts = trainingCounts(pixelsOfClass, training);
  for (const [label, pixels] of pixelsOfClass) {
    const drawn = createRandom(seed, `split/${label}`).shuffle(pixels.slice());
    const count = counts.get(label)!;
    drawn.forEach((pixel, place) => {
      sides[pixel] = place < count ? SIDE.train : SIDE.test;
    });
  }
  return sides;
}

/**
 * How many pixels of each class train. A whole number is taken from every class as it is. A fraction is shared out
 * by largest remainder (Hamilton's method, as scikit-learn's stratified split does it), so that the sum is the
 * rounded fraction of all labelled pixels. Either way every class keeps at least one pixel for training and, if it
 * has more than one, at least one for testing; a class of one pixel trains. Scenes with very small classes can
 * therefore train on a few pixels more than the rounded fraction.
 */
export function trainingCounts(
  pixelsOfClass: Map<number, Int32Array>,
  training: number,
): Map<number, number> {
  const most = (size: number) => Math.max(1, size - 1);
  const counts = new Map<number, number>();
  let total = 0;
  for (const [label, { length: size }] of pixelsOfClass) {
    const wanted = training < 1 ? Math.floor(training * size) : training;
    counts.set(label, Math.min(Math.max(1, wanted), most(size)));
    total += size;
  }
  if (training >= 1) return counts;

  const sum = [...counts.values()].reduce((left, right) => left + right, 0);
  const remainders = [...pixelsOfClass]
    .map(([label, { length: size }]) => ({ label, remainder: training * size - counts.get(label)!, size }))
    .filter(({ label, remainder, size }) => remainder > 0 && counts.get(label)! < most(size))
    .sort((left, right) => right.remainder - left.remainder || left.label - right.label);
  const missing = Math.max(0, Math.round(training * total) - sum);
  for (const { label } of remainders.slice(0, missing)) counts.set(label, counts.get(label)! + 1);
  return counts;
}
