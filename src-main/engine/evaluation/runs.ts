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
 * every class, and of those that differ from the first in one seed only. Where several seeds were varied by themselves,
 * the standard deviation of all and of every class is that of the sources together.
 */
export function summariseRuns(runs: readonly EvaluatedRun[]): RunsReport {
  const each = runs.map(({ seeds, oa, aa, kappa }) => ({ seed: seeds.split, seeds, oa, aa, kappa }));
  const bySource = SEED_SOURCES.flatMap((source) => runsOfSource(runs, source));
  const sources = bySource.map(({ source, runs: varied }) => ({
    source,
    runs: varied.length,
    ...spread(varied, FIGURES),
  }));
  const groups = bySource.map(({ runs: varied }) => varied);
  return {
    each,
    ...spreadOfAll(runs, groups, FIGURES),
    classes: runs[0].classes.map((_, index) => summariseClass(runs, groups, index)),
    sources,
  };
}

/**
 * The spread of what several independent sources bring: the root of the sum of the squares of their standard deviations.
 */
export function stdOfSources(sources: readonly Pick<RunsReport, 'std'>[]): RunFigures {
  return rootOfSquares(
    sources.map(({ std }) => std),
    FIGURES,
  );
}

/** A run in which the class has no test pixels says nothing about it. */
function summariseClass(
  runs: readonly EvaluatedRun[],
  groups: readonly (readonly EvaluatedRun[])[],
  index: number,
): RunsReport['classes'][number] {
  const { label, name } = runs[0].classes[index];
  const tested = (some: readonly EvaluatedRun[]) => {
    const reports = some.map(({ classes }) => classes[index]);
    const measured = reports.filter(({ test }) => test > 0);
    return { measured: measured.length > 0 ? measured : reports.slice(0, 1), count: measured.length };
  };
  const { measured, count } = tested(runs);
  const measuredGroups = groups.map((group) => tested(group).measured);
  return { label, name, runs: count, ...spreadOfAll(measured, measuredGroups, CLASS_FIGURES) };
}

/** The first run and those that differ from it in this seed only. */
function runsOfSource(
  runs: readonly EvaluatedRun[],
  source: SeedSource,
): { source: SeedSource; runs: EvaluatedRun[] }[] {
  const [first, ...others] = runs;
  const varied = others.filter(({ seeds }) => variedSource(first.seeds, seeds) === source);
  return varied.length === 0 ? [] : [{ source, runs: [first, ...varied] }];
}

/** Of several groups, each of one source, the standard deviations together instead of that of all runs. */
function spreadOfAll<Key extends string>(
  runs: readonly Record<Key, number>[],
  groups: readonly (readonly Record<Key, number>[])[],
  keys: readonly Key[],
) {
  const all = spread(runs, keys);
  if (groups.length < 2) return all;
  const each = groups.map((group) => spread(group, keys).std);
  return { ...all, std: rootOfSquares(each, keys) };
}

function rootOfSquares<Key extends string>(deviations: readonly Record<Key, number>[], keys: readonly Key[]) {
  const together = (key: Key) => Math.hypot(...deviations.map((each) => each[key]));
  return Object.fromEntries(keys.map((key) => [key, together(key)])) as Record<Key, number>;
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
