import { describe, expect, it } from 'vitest';
import type { RunSeeds } from '@shared/experiment';
import type { ClassReport } from '@shared/report';
import { summariseRuns } from '../../../src-main/engine/evaluation/runs';

const seeds = (split: number, weights = split, order = split): RunSeeds => ({ split, weights, order });
const wheat = (recall: number, test = 10): ClassReport => ({
  label: 1,
  name: 'Wheat',
  color: [0, 0, 0],
  train: 3,
  test,
  precision: 0.5,
  recall,
  f1: recall / 2,
});
const run = (at: RunSeeds, oa: number, figures = {}, classes = [wheat(oa)]) => ({
  seeds: at,
  oa,
  aa: 0.8,
  kappa: oa - 0.2,
  classes,
  ...figures,
});

describe('summariseRuns', () => {
  it('gives mean and sample standard deviation of several runs', () => {
    const summary = summariseRuns([run(seeds(0), 0.9), run(seeds(1), 0.94), run(seeds(2), 0.92)]);
    expect(summary.each.map(({ seed, oa }) => [seed, oa])).toEqual([
      [0, 0.9],
      [1, 0.94],
      [2, 0.92],
    ]);
    expect(summary.mean.oa).toBeCloseTo(0.92, 12);
    expect(summary.std.oa).toBeCloseTo(0.02, 12);
    expect(summary.std.aa).toBe(0);
    expect(summary.std.kappa).toBeCloseTo(0.02, 12);
    expect(summary.sources).toEqual([]);
  });

  it('has no spread for a single run', () => {
    const summary = summariseRuns([run(seeds(7), 0.5)]);
    expect(summary.mean).toEqual({ oa: 0.5, aa: 0.8, kappa: 0.3 });
    expect(summary.std).toEqual({ oa: 0, aa: 0, kappa: 0 });
  });

  it('gives the same of every class, over the runs that test it', () => {
    const [{ name, runs, mean, std }] = summariseRuns([
      run(seeds(0), 0, {}, [wheat(0.6)]),
      run(seeds(1), 0, {}, [wheat(0, 0)]),
      run(seeds(2), 0, {}, [wheat(0.8)]),
    ]).classes;
    expect([name, runs]).toEqual(['Wheat', 2]);
    expect(mean.recall).toBeCloseTo(0.7, 12);
    expect(std.recall).toBeCloseTo(Math.sqrt(0.02), 12);
    expect(mean.f1).toBeCloseTo(0.35, 12);
    expect(std.precision).toBe(0);
  });

  it('puts the standard deviation together from what each seed brings, where each was varied in turn', () => {
    const { mean, std, classes } = summariseRuns([
      run(seeds(0), 0.9),
      run(seeds(1, 0, 0), 0.96, { aa: 0.74 }),
      run(seeds(0, 1, 0), 0.82, { aa: 0.8 }),
      run(seeds(0, 0, 1), 0.9, {}, [wheat(0, 0)]),
    ]);
    // Of two runs the deviation is their difference over the root of 2: 0.06 and 0.08 make 0.1, over the root of 2.
    expect(mean.oa).toBeCloseTo((0.9 + 0.96 + 0.82 + 0.9) / 4, 12);
    expect(std.oa).toBeCloseTo(0.1 / Math.SQRT2, 12);
    expect(std.kappa).toBeCloseTo(0.1 / Math.SQRT2, 12);
    expect(std.aa).toBeCloseTo(0.06 / Math.SQRT2, 12);
    expect(classes[0].runs).toBe(3);
    expect(classes[0].mean.recall).toBeCloseTo((0.9 + 0.96 + 0.82) / 3, 12);
    expect(classes[0].std.recall).toBeCloseTo(0.1 / Math.SQRT2, 12);
    expect(classes[0].std.f1).toBeCloseTo(0.05 / Math.SQRT2, 12);
  });

  it('has the runs’ own standard deviation where one seed alone was varied', () => {
    const { std, sources } = summariseRuns([run(seeds(0), 0.9), run(seeds(0, 1, 0), 0.8)]);
    expect(sources).toHaveLength(1);
    expect(std.oa).toBeCloseTo(0.1 / Math.SQRT2, 12);
    expect(std).toEqual(sources[0].std);
  });

  it('tells what each seed alone decides', () => {
    const { sources } = summariseRuns([
      run(seeds(0), 0.9),
      run(seeds(1, 0, 0), 0.8),
      run(seeds(2, 0, 0), 0.7),
      run(seeds(0, 1, 0), 0.9),
      run(seeds(0, 0, 1), 0.88),
      run(seeds(5), 0),
    ]);
    expect(sources.map(({ source, runs }) => [source, runs])).toEqual([
      ['split', 3],
      ['weights', 2],
      ['order', 2],
    ]);
    expect(sources[0].mean.oa).toBeCloseTo(0.8, 12);
    expect(sources.map(({ std }) => Number(std.oa.toFixed(6)))).toEqual([
      0.1,
      0,
      Number((0.02 / Math.sqrt(2)).toFixed(6)),
    ]);
  });
});
