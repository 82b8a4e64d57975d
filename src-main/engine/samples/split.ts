import type { ErrorReportLike } from '@shared/scene';
import type { SplitKind } from '@shared/training';
import { InvalidSettingsError, UnusableDataError } from '../errors';
import { splitByBlocks } from './disjoint';
import { splitByMasks } from './masks';
import { parseSetting } from './settings';
import { SIDE, type LabelGrid, type Sides } from './sides';
import { splitAtRandom } from './stratified';
import { holdBack } from './validation';

export type { LabelGrid } from './sides';

export interface Split {
  /** Rows x columns: 0 in neither, 1 train, 2 validation, 3 test. */
  sides: Uint8Array;
  /** Indices `row * columns + column`, ascending. */
  train: Int32Array;
  validation: Int32Array;
  test: Int32Array;
  /** What a person should know before trusting the figures, such as a class without test pixels. */
  warnings: ErrorReportLike[];
}

export interface SplitOptions {
  kind: SplitKind;
  /** Below 1: the fraction of each class's labelled pixels; from 1: a whole number of pixels a class. */
  training: number;
  /** Side of the square window, odd. */
  patch: number;
  seed: number;
  /** Held back from training: a fraction of each class's training pixels or a number a class; none where left out. */
  validation?: number;
  /** For `masks`: same rows and columns as the truth, non-zero = belongs. */
  trainingMask?: LabelGrid;
  testMask?: LabelGrid;
}

/**
 * Decides for every labelled pixel whether it trains or tests. The same truth, options and seed give the same split.
 *
 * @throws InvalidSettingsError where the window is even or does not fit the scene, or the share is out of range
 * @throws UnusableDataError where fewer than two classes are labelled, or nothing is left to train or test with
 */
export function splitPixels(truth: LabelGrid, options: SplitOptions): Split {
  checkWindow(options.patch, truth.rows, truth.columns);
  const pixelsOfClass = groupByClass(truth.labels);
  if (pixelsOfClass.size < 2) {
    throw new UnusableDataError(
      'too-few-classes',
      `The ground truth labels ${pixelsOfClass.size === 0 ? 'no pixel' : 'only one class'}, ` +
        'but at least two classes are needed: choose another ground truth.',
      { classes: pixelsOfClass.size },
    );
  }
  const { sides, warnings } = assignSides(truth, pixelsOfClass, options);
  const { validation = 0, seed } = options;
  if (validation > 0) holdBack(sides, trainingOfClass(sides, pixelsOfClass), { share: validation, seed });
  const split: Split = {
    sides,
    train: indicesOf(sides, SIDE.train),
    validation: indicesOf(sides, SIDE.validation),
    test: indicesOf(sides, SIDE.test),
    warnings: [...warnings],
  };
  checkBothSides(split, options.kind);
  split.warnings.push(...oneSidedClasses(split, truth.labels, pixelsOfClass));
  return split;
}

function assignSides(truth: LabelGrid, pixelsOfClass: Map<number, Int32Array>, options: SplitOptions): Sides {
  if (options.kind === 'masks') return splitByMasks(truth, options.trainingMask, options.testMask);
  parseSetting('training', options.training);
  if (options.kind === 'disjoint') return splitByBlocks(truth, pixelsOfClass, options);
  return { sides: splitAtRandom(truth, pixelsOfClass, options), warnings: [] };
}

function trainingOfClass(sides: Uint8Array, pixelsOfClass: Map<number, Int32Array>): Map<number, Int32Array> {
  return new Map(
    [...pixelsOfClass].map(([label, pixels]) => [
      label,
      pixels.filter((pixel) => sides[pixel] === SIDE.train),
    ]),
  );
}

/**
 * @param patch side of the square window
 * @throws InvalidSettingsError where the window is not an odd whole number or is larger than the scene
 */
export function checkWindow(patch: number, rows: number, columns: number): void {
  parseSetting('patch', patch);
  const shorterSide = Math.min(rows, columns);
  if (patch <= shorterSide) return;
  throw new InvalidSettingsError(
    'window-larger-than-scene',
    `A window of ${patch} x ${patch} pixels is larger than the scene of ${rows} x ${columns}: ` +
      `choose an odd window of at most ${shorterSide}.`,
    { patch, rows, columns },
  );
}

/** Pixel indices of every labelled class, ascending, in the order of the labels. */
export function groupByClass(labels: Uint16Array): Map<number, Int32Array> {
  const counts = new Uint32Array(65_536);
  for (let pixel = 0; pixel < labels.length; pixel++) counts[labels[pixel]]++;
  const groups = new Map<number, Int32Array>();
  for (let label = 1; label < counts.length; label++) {
    if (counts[label] > 0) groups.set(label, new Int32Array(counts[label]));
  }
  counts.fill(0);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    const label = labels[pixel];
    if (label > 0) groups.get(label)![counts[label]++] = pixel;
  }
  return groups;
}

function indicesOf(sides: Uint8Array, side: number): Int32Array {
  let count = 0;
  for (let pixel = 0; pixel < sides.length; pixel++) if (sides[pixel] === side) count++;
  const indices = new Int32Array(count);
  let next = 0;
  for (let pixel = 0; pixel < sides.length; pixel++) if (sides[pixel] === side) indices[next++] = pixel;
  return indices;
}

function checkBothSides(split: Split, kind: SplitKind): void {
  if (split.train.length === 0) {
    throw new UnusableDataError(
      'no-training-pixels',
      'No labelled pixel is left to train with: choose another training mask or another split.',
      { kind },
    );
  }
  if (split.test.length === 0) {
    throw new UnusableDataError(
      'no-test-pixels',
      'No labelled pixel is left to test with: choose a smaller training share, a smaller window or another split.',
      { kind },
    );
  }
}

/** A class seen by one side only is no error, but its figures mean little: say so. */
function oneSidedClasses(
  split: Split,
  labels: Uint16Array,
  pixelsOfClass: Map<number, Int32Array>,
): ErrorReportLike[] {
  const trained = new Set(Array.from(split.train, (pixel) => labels[pixel]));
  const tested = new Set(Array.from(split.test, (pixel) => labels[pixel]));
  const untrained = [...pixelsOfClass.keys()].filter((label) => !trained.has(label));
  const untested = [...pixelsOfClass.keys()].filter((label) => !tested.has(label));
  const warnings: ErrorReportLike[] = [];
  if (untrained.length > 0) {
    const list = untrained.join(', ');
    warnings.push({
      code: 'classes-without-training-pixels',
      message: `No pixel of these classes is used for training, so they are never predicted: ${list}.`,
      details: { classes: list, count: untrained.length },
    });
  }
  if (untested.length > 0) {
    const list = untested.join(', ');
    warnings.push({
      code: 'classes-without-test-pixels',
      message: `No pixel of these classes is left for testing, so their accuracy is not known: ${list}.`,
      details: { classes: list, count: untested.length },
    });
  }
  return warnings;
}
