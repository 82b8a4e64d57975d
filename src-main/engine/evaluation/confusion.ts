import { EngineError } from '../errors';

/**
 * Counts of test pixels, rows = truth, columns = prediction, both in the order of `labels`.
 *
 * @param pixels indices into `truth` and `predicted` of the pixels that count
 * @param labels the classes' 1-based labels
 * @returns `labels.length` x `labels.length`
 * @throws EngineError where a pixel's truth or prediction is none of the labels
 */
export function confusionMatrix(
  truth: Uint16Array,
  predicted: Uint16Array,
  pixels: Int32Array,
  labels: readonly number[],
): number[][] {
  const place = new Map(labels.map((label, index) => [label, index]));
  const counts = labels.map(() => labels.map(() => 0));
  for (const pixel of pixels) {
    const row = place.get(truth[pixel]);
    const column = place.get(predicted[pixel]);
    if (row === undefined || column === undefined) {
      throw new EngineError(
        'unknown-class-in-evaluation',
        `Pixel ${pixel} has truth ${truth[pixel]} and prediction ${predicted[pixel]}, but the classes are ` +
          `${labels.join(', ')}.`,
        { pixel, truth: truth[pixel], predicted: predicted[pixel] },
      );
    }
    counts[row][column]++;
  }
  return counts;
}
