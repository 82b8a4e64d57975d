import type { RunSeeds, SeedSource } from '@shared/experiment';
import type { ClassReport, RunFigures, RunsReport } from '@shared/report';
import { SEED_SOURCES, variedSource } from '../samples/seeds';

/** What the summary needs to know of one run. */
export interface EvaluatedRun extends RunFigures {
  seeds: RunSeeds;
  classes: readonly ClassReport[];
}

const FIGURES = ['oa', 'aa', 'kappa'] as const;
const CLASS_FIGURES = ['precision', 'recall', 'f1'] as const;

/**
 * Mean and sample standard deviation (n - 1; 0 for a single run) over runs of the same settings: of all of them, of
 * every class, and of those that differ from the first in one seed only.
 */
export function summariseRuns(runs: readonly EvaluatedRun[]): RunsReport {
  const each = runs.map(({ seeds, oa, aa, kappa }) => ({ seed: seeds.split, seeds, oa, aa, kappa }));
  return {
    each,
    ...spread(runs, FIGURES),
    classes: runs[0].classes.map((_, index) => summariseClass(runs.map(({ classes }) => classes[index]))),
    sources: SEED_SOURCES.flatMap((source) => summariseSource(runs, source)),
  };
}

/** A run in which the class has no test pixels says nothing about it. */
function summariseClass(runs: readonly ClassReport[]): RunsReport['classes'][number] {
  const [{ label, name }] = runs;
  const tested = runs.filter(({ test }) => test > 0);
  const measured = tested.length > 0 ? tested : runs.slice(0, 1);
  return { label, name, runs: tested.length, ...spread(measured, CLASS_FIGURES) };
}

function summariseSource(runs: readonly EvaluatedRun[], source: SeedSource): RunsReport['sources'] {
  const [first, ...others] = runs;
  const varied = others.filter(({ seeds }) => variedSource(first.seeds, seeds) === source);
  if (varied.length === 0) return [];
  return [{ source, runs: varied.length + 1, ...spread([first, ...varied], FIGURES) }];
}

function spread<Key extends string>(runs: readonly Record<Key, number>[], keys: readonly Key[]) {
  const over = (figure: (values: number[]) => number) =>
    Object.fromEntries(keys.map((key) => [key, figure(runs.map((run) => run[key]))])) as Record<Key, number>;
  return { mean: over(mean), std: over(standardDeviation) };
}

/** Sums differences from the first value, so that equal values have exactly their value as mean. */
function mean(values: readonly number[]): number {
  const [first] = values;
  return first + values.reduce((total, value) => total + value - first, 0) / values.length;
}

function standardDeviation(values: readonly number[]): number {
  if (values.length < 2) return 0;
  const centre = mean(values);
  const squares = values.reduce((total, value) => total + (value - centre) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
