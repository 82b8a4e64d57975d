import { describe, expect, it } from 'vitest';
import { mcNemar, pairedCounts } from '../../../src-main/engine/evaluation/mcnemar';

const test = (onlyFirst: number, onlySecond: number) =>
  mcNemar({ bothRight: 10, onlyFirst, onlySecond, bothWrong: 3 });

describe('mcNemar', () => {
  it('gives the published statistic: z squared is 17.36 for the approval ratings of Agresti, table 10.1', () => {
    expect(test(150, 86).z ** 2).toBeCloseTo(17.36, 2);
  });

  /** `scipy.stats.binomtest(b, b + c).pvalue` of scipy 1.15. */
  it.each([
    [150, 86, 4.166045151386364, 3.7159361395713866e-5],
    [59, 121, -4.621207153499565, 4.4344492637551645e-6],
    [1, 5, -1.6329931618554523, 0.21875],
    [0, 4, -2, 0.125],
    [25, 24, 0.14285714285714285, 1],
    [3000, 2700, 3.973597071195132, 7.457315554470385e-5],
    [40, 900, -28.050107141298014, 1.0010870285749225e-212],
  ])('%d against %d as scipy computes it', (first, second, z, p) => {
    expect(test(first, second).z).toBeCloseTo(z, 12);
    expect(test(first, second).p / p).toBeCloseTo(1, 9);
  });

  it('finds no difference where there is none', () => {
    expect(test(0, 0)).toMatchObject({ z: 0, p: 1 });
    expect(test(7, 7)).toMatchObject({ z: 0, p: 1 });
  });
});

describe('pairedCounts', () => {
  it('counts labelled pixels that test in both', () => {
    const truth = Uint16Array.from([1, 1, 1, 2, 2, 2, 0, 1]);
    const first = { labels: [1, 1, 2, 2, 1, 1, 1, 1], split: [3, 3, 3, 3, 3, 3, 3, 1] };
    const second = { labels: [1, 2, 1, 2, 1, 2, 1, 1], split: [3, 3, 3, 3, 3, 1, 3, 3] };
    expect(pairedCounts(truth, first, second, 3)).toEqual({
      ...{ bothRight: 2, onlyFirst: 1, onlySecond: 1, bothWrong: 1 },
      ...{ pixels: 5, sameTestPixels: false },
    });
    expect(pairedCounts(truth, first, first, 3)).toMatchObject({ onlyFirst: 0, sameTestPixels: true });
  });
});
