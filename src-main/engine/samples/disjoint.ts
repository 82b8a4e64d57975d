import { chooseTrainingBlocks } from './blocks';
import { testEveryClass, type SplitSides } from './both-sides';
import { summedArea } from './overlap';
import { createRandom } from './random';
import { SIDE, type LabelGrid, type Sides } from './sides';
import { trainingCounts } from './stratified';

/**
 * Draws the training pixels from whole blocks of the scene and tests only where a window shares no pixel with the
 * window of any training pixel (both are `patch` wide, so the pixels are at least `patch` rows or columns apart).
 * Labelled pixels in between are left out of both sides: nothing that is tested has been seen in training.
 *
 * The blocks are chosen so that as many classes as possible are on both sides, and training pixels are given up for
 * those that are not yet; a class that grows in one small place only trains.
 */
export function splitByBlocks(
  truth: LabelGrid,
  pixelsOfClass: Map<number, Int32Array>,
  { training, patch, seed }: { training: number; patch: number; seed: number },
): Sides {
  const wanted = trainingCounts(pixelsOfClass, training);
  const random = createRandom(seed, 'split/blocks');
  const inTrainingBlock = chooseTrainingBlocks(truth, pixelsOfClass, wanted, patch, random);

  const drawn = new Uint8Array(truth.rows * truth.columns);
  for (const [label, pixels] of pixelsOfClass) {
    const candidates = createRandom(seed, `split/${label}`).shuffle(
      pixels.filter((pixel) => inTrainingBlock[pixel] === 1),
    );
    for (const pixel of candidates.subarray(0, wanted.get(label))) {
      drawn[pixel] = SIDE.train;
    }
  }
  const retest = (trainOnly: Uint8Array) => testOutOfReach(truth, trainOnly, patch);
  const { sides, leftOut } = testEveryClass(truth, pixelsOfClass, retest(drawn), patch, retest);
  const train = sides.filter((side) => side === SIDE.train);
  const asked = [...wanted.values()].reduce((left, right) => left + right, 0);
  const warnings = [];
  if (leftOut > 0) {
    warnings.push({
      code: 'pixels-between-areas-left-out',
      message: `${leftOut} labelled pixels lie too near to a training pixel to test and are left out.`,
      details: { count: leftOut },
    });
  }
  if (train.length < asked) {
    warnings.push({
      code: 'fewer-training-pixels',
      message: `Disjoint areas hold ${train.length} training pixels, fewer than the ${asked} asked for.`,
      details: { train: train.length, asked },
    });
  }
  return { sides, warnings };
}

/** Adds the labelled pixels whose window shares nothing with a training window, and counts those left out. */
function testOutOfReach(truth: LabelGrid, trainOnly: Uint8Array, patch: number): SplitSides {
  const { rows, columns, labels } = truth;
  const sides = trainOnly.slice();
  const train = Int32Array.from(sides.keys()).filter((pixel) => sides[pixel] === SIDE.train);
  const sums = summedArea(train, rows, columns);
  const width = columns + 1;
  let leftOut = 0;
  for (let row = 0, pixel = 0; row < rows; row++) {
    const top = Math.max(0, row - patch + 1) * width;
    const bottom = Math.min(rows, row + patch) * width;
    for (let column = 0; column < columns; column++, pixel++) {
      if (labels[pixel] === 0 || sides[pixel] === SIDE.train) continue;
      const left = Math.max(0, column - patch + 1);
      const right = Math.min(columns, column + patch);
      const near = sums[bottom + right] - sums[top + right] - sums[bottom + left] + sums[top + left];
      if (near === 0) sides[pixel] = SIDE.test;
      else leftOut++;
    }
  }
  return { sides, leftOut };
}
