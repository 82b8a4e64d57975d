import { describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import {
  comparisonRows,
  COMPARISON_COLUMNS,
  differingSettings,
  largestFirst,
  sortedRuns,
  type ComparedRun,
} from '@shared/comparison';
import { someResult } from '../support/some-result';

function run(name: string, oa: number, config: Parameters<typeof someResult>[1] = {}): ComparedRun {
  const { report } = someResult(3, config);
  return { name, report: { ...report, runs: { ...report.runs, mean: { ...report.runs.mean, oa } } } };
}
const names = (runs: readonly ComparedRun[]) => runs.map(({ name }) => name);

describe('runs side by side', () => {
  const runs = [
    run('b', 0.7),
    run('c', 0.9, { network: 'cnn', patch: 5, runs: 3 }),
    run('a', 0.8, { seed: 2 }),
  ];

  it('are sorted by any column, accuracies from the best', () => {
    expect(names(sortedRuns(runs, 'oa'))).toEqual(['c', 'a', 'b']);
    expect(names(sortedRuns(runs, 'oa', true))).toEqual(['b', 'a', 'c']);
    expect(names(sortedRuns(runs, 'run'))).toEqual(['a', 'b', 'c']);
    expect(names(sortedRuns(runs, 'runs'))).toEqual(['c', 'b', 'a']);
    expect(names(sortedRuns(runs, 'seed'))).toEqual(['b', 'c', 'a']);
    expect(names(sortedRuns(runs, 'patch', true))[0]).toBe('c');
    for (const { id } of COMPARISON_COLUMNS) expect(sortedRuns(runs, id)).toHaveLength(3);
    expect(names(runs)).toEqual(['b', 'c', 'a']);
  });

  it('start with the surest figures where a column counts what they are made of, else with the smallest', () => {
    const best = COMPARISON_COLUMNS.map(({ id }) => id).filter(largestFirst);
    expect(best).toEqual(['oa', 'aa', 'kappa', 'runs', 'validation', 'test']);
    const holding = (name: string, validation: number) => {
      const { report } = run(name, 0.5);
      return { name, report: { ...report, split: { ...report.split, validation, test: 100 - validation } } };
    };
    const held = [holding('few', 5), holding('many', 20)];
    expect(names(sortedRuns(held, 'validation'))).toEqual(['many', 'few']);
    expect(names(sortedRuns(held, 'validation', true))).toEqual(['few', 'many']);
    expect(names(sortedRuns(held, 'test'))).toEqual(['few', 'many']);
  });

  it('tell the settings that are not alike, and no others', () => {
    const shuffled = run('s', 0.5, {
      options: { width: 0.5 },
      experiment: { ...USUAL_EXPERIMENT, pixelShuffle: true, dropout: null },
    });
    const plain = run('p', 0.6, { experiment: USUAL_EXPERIMENT });
    expect(differingSettings([plain, shuffled])).toEqual([
      { pixelShuffle: 'false' },
      { width: '0.5', pixelShuffle: 'true' },
    ]);
    expect(differingSettings([plain, plain])).toEqual([{}, {}]);
  });

  it('become a table with the recall of every class', () => {
    const [heading, ...rows] = comparisonRows(runs);
    expect(heading.slice(0, 3)).toEqual(['run', 'network', 'oa']);
    expect(rows.every((row) => row.length === heading.length)).toBe(true);
    expect(rows.map((row) => row[heading.indexOf('oa')])).toEqual([0.7, 0.9, 0.8]);
    const recall = heading.indexOf('recall Class 2');
    expect(rows[0][recall]).toBeCloseTo(runs[0].report.classes[1].recall, 12);
  });
});
