import { UnusableDataError } from '../errors';
import { createRandom } from './random';
import { SIDE } from './sides';
import { trainingCounts } from './stratified';

/**
 * Holds a part of the training pixels back to choose weights by: the pixels that test stay the same. Every class keeps
 * at least one pixel for training; one that has a single training pixel gives none.
 *
 * @param sides rows x columns; the pixels held back are changed to validation
 * @param trainingOfClass indices of each class's training pixels
 * @param share below 1: the fraction of each class's training pixels; from 1: a whole number of pixels a class
 * @throws UnusableDataError where no class has a pixel to spare
 */
export function holdBack(
  sides: Uint8Array,
  trainingOfClass: Map<number, Int32Array>,
  { share, seed }: { share: number; seed: number },
): void {
  const able = new Map([...trainingOfClass].filter(([, { length }]) => length > 1));
  if (able.size === 0) {
    throw new UnusableDataError(
      'no-validation-pixels',
      'Every class has only one training pixel, so none can be held back for validation: ' +
        'train with more pixels or leave out the validation share.',
    );
  }
  const counts = trainingCounts(able, share);
  for (const [label, pixels] of able) {
    const drawn = createRandom(seed, `validation/${label}`).shuffle(pixels.slice());
    for (const pixel of drawn.subarray(0, counts.get(label))) sides[pixel] = SIDE.validation;
  }
}
