import type { ErrorReportLike } from '@shared/scene';
import { InvalidSettingsError, UnusableDataError } from '../errors';
import { SIDE, type LabelGrid, type Sides } from './sides';

/**
 * Takes the sides from two masks of the scene's size, as they are published with some data sets (often named TR and
 * TE). A masked pixel that the truth does not label is left out, with a warning.
 *
 * @throws InvalidSettingsError where a mask is missing
 * @throws UnusableDataError where a mask has another size or both masks hold one pixel
 */
export function splitByMasks(truth: LabelGrid, trainingMask?: LabelGrid, testMask?: LabelGrid): Sides {
  if (!trainingMask || !testMask) {
    throw new InvalidSettingsError(
      'mask-missing',
      `A split by masks needs a training mask and a test mask, but the ${trainingMask ? 'test' : 'training'} mask ` +
        'is missing.',
      { missing: trainingMask ? 'test' : 'training' },
    );
  }
  checkSize(truth, trainingMask, 'training');
  checkSize(truth, testMask, 'test');
  const sides = new Uint8Array(truth.labels.length);
  let unlabelled = 0;
  for (let pixel = 0; pixel < sides.length; pixel++) {
    const trains = trainingMask.labels[pixel] > 0;
    const tests = testMask.labels[pixel] > 0;
    if (trains && tests) throw inBothMasks(pixel, truth.columns);
    if (!trains && !tests) continue;
    if (truth.labels[pixel] === 0) unlabelled++;
    else sides[pixel] = trains ? SIDE.train : SIDE.test;
  }
  return { sides, warnings: unlabelled > 0 ? [outsideTruth(unlabelled)] : [] };
}

function checkSize(truth: LabelGrid, mask: LabelGrid, side: 'training' | 'test'): void {
  if (mask.rows === truth.rows && mask.columns === truth.columns) return;
  throw new UnusableDataError(
    'mask-size-differs',
    `The ${side} mask has ${mask.rows} x ${mask.columns} pixels, but the ground truth has ` +
      `${truth.rows} x ${truth.columns}: choose a mask of the same scene.`,
    { side, rows: mask.rows, columns: mask.columns, truthRows: truth.rows, truthColumns: truth.columns },
  );
}

function inBothMasks(pixel: number, columns: number): UnusableDataError {
  const row = Math.floor(pixel / columns);
  const column = pixel % columns;
  return new UnusableDataError(
    'pixel-in-both-masks',
    `The pixel at row ${row}, column ${column} (counted from 0) is in the training mask and in the test mask, ` +
      'but a pixel must be in one of them only.',
    { row, column },
  );
}

function outsideTruth(count: number): ErrorReportLike {
  return {
    code: 'mask-outside-truth',
    message: `${count} masked pixels have no label in the ground truth and are left out.`,
    details: { count },
  };
}
