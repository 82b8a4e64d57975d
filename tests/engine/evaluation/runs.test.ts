import { expect, it } from 'vitest';
import { summariseRuns } from '../../../src-main/engine/evaluation/runs';

it('gives mean and sample standard deviation of several runs', () => {
  const each = [
    { seed: 0, oa: 0.9, aa: 0.8, kappa: 0.7 },
    { seed: 1, oa: 0.94, aa: 0.8, kappa: 0.9 },
    { seed: 2, oa: 0.92, aa: 0.8, kappa: 0.8 },
  ];
  const summary = summariseRuns(each);
  expect(summary.each).toEqual(each);
  expect(summary.mean.oa).toBeCloseTo(0.92, 12);
  expect(summary.std.oa).toBeCloseTo(0.02, 12);
  expect(summary.std.aa).toBe(0);
  expect(summary.std.kappa).toBeCloseTo(0.1, 12);
});

it('has no spread for a single run', () => {
  const summary = summariseRuns([{ seed: 7, oa: 0.5, aa: 0.4, kappa: 0.3 }]);
  expect(summary.mean).toEqual({ oa: 0.5, aa: 0.4, kappa: 0.3 });
  expect(summary.std).toEqual({ oa: 0, aa: 0, kappa: 0 });
});
