import { describe, expect, it } from 'vitest';
import { windowOverlap } from '../../../src-main/engine/samples/overlap';
import { splitPixels, type Split } from '../../../src-main/engine/samples/split';
import { blockyGrid, labelGrid } from '../../support/label-grid';

/** Smallest number of rows or columns, whichever is more, between a training and a test pixel. */
function smallestDistance({ train, test }: Split, columns: number): number {
  let smallest = Number.POSITIVE_INFINITY;
  for (const left of train) {
    for (const right of test) {
      const rows = Math.abs(Math.floor(left / columns) - Math.floor(right / columns));
      smallest = Math.min(smallest, Math.max(rows, Math.abs((left % columns) - (right % columns))));
    }
  }
  return smallest;
}

const truth = blockyGrid(8, 6, 8, 4);
const labelsOf = (pixels: Int32Array, of = truth) => new Set([...pixels].map((pixel) => of.labels[pixel]));

describe.each([1, 3, 5, 9, 13])('a disjoint split with a window of %i', (patch) => {
  const split = splitPixels(truth, { kind: 'disjoint', training: 0.1, patch, seed: 0 });

  it('keeps every training window apart from every test window', () => {
    expect(smallestDistance(split, truth.columns)).toBeGreaterThanOrEqual(patch);
    expect(windowOverlap(split, truth.rows, truth.columns, patch)).toBe(0);
  });

  it('has every class on both sides where classes grow all over the scene', () => {
    expect(labelsOf(split.train).size).toBe(4);
    expect(labelsOf(split.test).size).toBe(4);
  });

  it('accounts for every labelled pixel', () => {
    const leftOut = split.warnings.find(({ code }) => code === 'pixels-between-areas-left-out');
    const sides = split.train.length + split.test.length;
    expect(sides + Number(leftOut?.details.count ?? 0)).toBe(truth.labels.length);
    expect(split.train.length).toBeLessThanOrEqual(Math.round(0.1 * truth.labels.length));
  });
});

describe('a disjoint split', () => {
  const options = { kind: 'disjoint', training: 0.1, patch: 5 } as const;

  it('is the same for one seed and elsewhere for another', () => {
    const first = splitPixels(truth, { ...options, seed: 3 });
    expect(splitPixels(truth, { ...options, seed: 3 })).toEqual(first);
    expect(splitPixels(truth, { ...options, seed: 4 }).sides).not.toEqual(first.sides);
  });

  it('says which classes grow in one place only', () => {
    const patchy = blockyGrid(8, 4, 6, 2);
    patchy.labels.set([3, 3, 3], 60);
    const { warnings } = splitPixels(patchy, { ...options, seed: 0 });
    expect(warnings).toContainEqual(
      expect.objectContaining({ code: 'classes-without-test-pixels', details: { classes: '3', count: 1 } }),
    );
  });

  it('tests a class that is just wide enough for both sides', () => {
    const patchy = blockyGrid(8, 4, 6, 2);
    for (let column = 0; column < 7; column++) patchy.labels[60 + column] = 3;
    const split = splitPixels(patchy, { ...options, seed: 0 });
    expect(labelsOf(split.train, patchy)).toEqual(new Set([1, 2, 3]));
    expect(labelsOf(split.test, patchy)).toEqual(new Set([1, 2, 3]));
    expect(smallestDistance(split, patchy.columns)).toBeGreaterThanOrEqual(5);
  });

  it('refuses a scene in which nothing is out of reach', () => {
    const tiny = labelGrid('11222', '11222', '11222');
    expect(() => splitPixels(tiny, { ...options, patch: 3, seed: 0 })).toThrow(
      expect.objectContaining({ code: 'no-test-pixels' }),
    );
  });
});
