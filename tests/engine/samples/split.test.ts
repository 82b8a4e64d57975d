import { describe, expect, it } from 'vitest';
import { trainingCounts } from '../../../src-main/engine/samples/stratified';
import { groupByClass, splitPixels, type SplitOptions } from '../../../src-main/engine/samples/split';
import { blockyGrid, labelGrid } from '../../support/label-grid';

const OPTIONS: SplitOptions = { kind: 'random', training: 0.5, patch: 1, seed: 0 };

/** Labelled pixels by class of Indian Pines. */
const INDIAN_PINES = [46, 1428, 830, 237, 483, 730, 28, 478, 20, 972, 2455, 593, 205, 1265, 386, 93];

function groupsOf(sizes: number[]): Map<number, Int32Array> {
  return new Map(sizes.map((size, index) => [index + 1, new Int32Array(size)]));
}

function codeOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing thrown';
}

describe('trainingCounts', () => {
  it('shares 10 % of Indian Pines out so that the sum is the rounded fraction', () => {
    const counts = [...trainingCounts(groupsOf(INDIAN_PINES), 0.1).values()];
    expect(counts.reduce((sum, count) => sum + count)).toBe(1025);
    expect(counts).toEqual([5, 143, 83, 24, 48, 73, 3, 48, 2, 97, 246, 59, 20, 126, 39, 9]);
  });

  it.each([0.01, 0.05, 0.3, 0.5, 0.9, 0.999])('keeps every class on both sides at %f', (fraction) => {
    trainingCounts(groupsOf(INDIAN_PINES), fraction).forEach((count, label) => {
      const size = INDIAN_PINES[label - 1];
      expect(count).toBeGreaterThanOrEqual(1);
      expect(count).toBeLessThanOrEqual(size - 1);
      expect(Math.abs(count - fraction * size)).toBeLessThan(1 + (count === 1 || count === size - 1 ? 1 : 0));
    });
  });

  it('takes a whole number from every class, less where a class is smaller', () => {
    expect([...trainingCounts(groupsOf([100, 30, 1, 2]), 50).values()]).toEqual([50, 29, 1, 1]);
    expect([...trainingCounts(groupsOf([100, 30]), 1).values()]).toEqual([1, 1]);
  });
});

describe('splitPixels at random', () => {
  const truth = blockyGrid(6, 3, 4, 5);

  it('gives every labelled pixel one side, unlabelled pixels none', () => {
    const map = labelGrid('1122..', '1122..', '3333..');
    const { sides, train, test } = splitPixels(map, OPTIONS);
    map.labels.forEach((label, pixel) => {
      expect(sides[pixel]).toBe(label === 0 ? 0 : train.includes(pixel) ? 1 : 3);
    });
    expect(train.length + test.length).toBe(12);
    expect([...test].every((pixel) => sides[pixel] === 3)).toBe(true);
    expect([...train]).toEqual([...train].sort((left, right) => left - right));
  });

  it('is the same for one seed and another for another', () => {
    expect(splitPixels(truth, OPTIONS)).toEqual(splitPixels(truth, OPTIONS));
    expect(splitPixels(truth, OPTIONS).train).not.toEqual(splitPixels(truth, { ...OPTIONS, seed: 1 }).train);
  });

  it('draws a smaller share from among the pixels of a larger one', () => {
    const larger = new Set(splitPixels(truth, { ...OPTIONS, training: 12 }).train);
    const smaller = splitPixels(truth, { ...OPTIONS, training: 3 }).train;
    expect([...smaller].every((pixel) => larger.has(pixel))).toBe(true);
  });

  it('draws a class alike whatever the other classes are', () => {
    const alone = truth.labels.map((label) => (label === 1 || label === 2 ? label : 0));
    const ofClass1 = (labels: Uint16Array) =>
      [...splitPixels({ ...truth, labels }, { ...OPTIONS, training: 7 }).train].filter(
        (pixel) => labels[pixel] === 1,
      );
    expect(ofClass1(alone)).toEqual(ofClass1(truth.labels));
  });

  it('trains on a class of one pixel and says that it cannot be tested', () => {
    const { train, warnings } = splitPixels(labelGrid('11112222', '3.......'), OPTIONS);
    expect([...train]).toContain(8);
    expect(warnings).toEqual([
      expect.objectContaining({ code: 'classes-without-test-pixels', details: { classes: '3', count: 1 } }),
    ]);
  });

  it('refuses what cannot be split', () => {
    expect(codeOf(() => splitPixels(labelGrid('1111', '....'), OPTIONS))).toBe('too-few-classes');
    expect(codeOf(() => splitPixels(labelGrid('....', '....'), OPTIONS))).toBe('too-few-classes');
    expect(codeOf(() => splitPixels(labelGrid('1234', '....'), OPTIONS))).toBe('no-test-pixels');
  });

  it('refuses windows and shares that make no sense', () => {
    const withSetting = (changed: Partial<SplitOptions>) =>
      codeOf(() => splitPixels(truth, { ...OPTIONS, ...changed }));
    for (const patch of [0, 2, -3, 2.5, Number.NaN]) expect(withSetting({ patch })).toBe('invalid-patch');
    expect(withSetting({ patch: 19 })).toBe('window-larger-than-scene');
    expect(withSetting({ patch: 17 })).toBe('nothing thrown');
    for (const training of [0, -1, 1.5, Number.NaN])
      expect(withSetting({ training })).toBe('invalid-training');
  });
});

describe('splitPixels by masks', () => {
  const truth = labelGrid('1122', '1122');
  const mask = (...lines: string[]) => labelGrid(...lines);
  const masked = (trainingMask?: ReturnType<typeof mask>, testMask?: ReturnType<typeof mask>) =>
    splitPixels(truth, { ...OPTIONS, kind: 'masks', trainingMask, testMask });

  it('takes the sides as they are, whatever non-zero value marks them', () => {
    const { sides } = masked(mask('9.1.', '....'), mask('....', '1.2.'));
    expect([...sides]).toEqual([1, 0, 1, 0, 3, 0, 3, 0]);
  });

  it('leaves out a masked pixel that has no label, and says so', () => {
    const partly = labelGrid('11..', '22..');
    const split = splitPixels(partly, {
      ...OPTIONS,
      kind: 'masks',
      trainingMask: mask('1.1.', '1...'),
      testMask: mask('.1..', '.1..'),
    });
    expect([...split.sides]).toEqual([1, 3, 0, 0, 1, 3, 0, 0]);
    expect(split.warnings).toEqual([
      expect.objectContaining({ code: 'mask-outside-truth', details: { count: 1 } }),
    ]);
  });

  it('names classes that only one mask has', () => {
    const { warnings } = masked(mask('1...', '....'), mask('.11.', '....'));
    expect(warnings.map(({ code }) => code)).toEqual(['classes-without-training-pixels']);
  });

  it('refuses missing, overlapping, empty and foreign masks', () => {
    const some = mask('1.1.', '....');
    expect(codeOf(() => masked(some))).toBe('mask-missing');
    expect(codeOf(() => masked(undefined, some))).toBe('mask-missing');
    expect(codeOf(() => masked(some, mask('1...', '1...')))).toBe('pixel-in-both-masks');
    expect(codeOf(() => masked(some, mask('1.', '..')))).toBe('mask-size-differs');
    expect(codeOf(() => masked(some, mask('....', '....')))).toBe('no-test-pixels');
    expect(codeOf(() => masked(mask('....', '....'), some))).toBe('no-training-pixels');
  });
});

describe('groupByClass', () => {
  it('lists the pixels of each class in order and leaves the unlabelled out', () => {
    const groups = groupByClass(Uint16Array.of(3, 0, 65_535, 3, 1));
    expect([...groups].map(([label, pixels]) => [label, [...pixels]])).toEqual([
      [1, [4]],
      [3, [0, 3]],
      [65_535, [2]],
    ]);
  });
});
