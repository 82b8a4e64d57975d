import { describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT, type Experiment } from '@shared/experiment';
import { planRuns, variedSource } from '../../../src-main/engine/samples/seeds';

const plan = (runs: number, experiment: Partial<Experiment> = {}) =>
  planRuns({ seed: 10, runs, experiment: { ...USUAL_EXPERIMENT, ...experiment } }).map(
    ({ split, weights, order }) => [split, weights, order],
  );

describe('planRuns', () => {
  it('counts all seeds up together', () => {
    expect(planRuns({ seed: 3, runs: 2 })).toEqual([
      { split: 3, weights: 3, order: 3 },
      { split: 4, weights: 4, order: 4 },
    ]);
  });

  it('starts from seeds of their own where those are given', () => {
    expect(plan(2, { splitSeed: 0, orderSeed: 5 })).toEqual([
      [0, 10, 5],
      [1, 11, 6],
    ]);
  });

  it('varies one while the others stand still', () => {
    expect(plan(3, { vary: 'weights' })).toEqual([
      [10, 10, 10],
      [10, 11, 10],
      [10, 12, 10],
    ]);
  });

  it('varies each in turn beside one first run', () => {
    expect(plan(2, { vary: 'each', splitSeed: 0 })).toEqual([
      [0, 10, 10],
      [1, 10, 10],
      [0, 11, 10],
      [0, 10, 11],
    ]);
  });
});

it('knows which seed a run was varied in', () => {
  const first = { split: 1, weights: 1, order: 1 };
  expect(variedSource(first, { ...first, order: 2 })).toBe('order');
  expect(variedSource(first, first)).toBeUndefined();
  expect(variedSource(first, { split: 2, weights: 2, order: 1 })).toBeUndefined();
});
