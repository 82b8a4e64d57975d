import type { RunsReport } from '@shared/report';

type RunFigures = RunsReport['each'][number];

/** Mean and sample standard deviation (n - 1; 0 for a single run) over runs of the same settings. */
export function summariseRuns(each: readonly RunFigures[]): RunsReport {
  const over = (figure: (values: number[]) => number) => ({
    oa: figure(each.map((run) => run.oa)),
    aa: figure(each.map((run) => run.aa)),
    kappa: figure(each.map((run) => run.kappa)),
  });
  return { each: [...each], mean: over(mean), std: over(standardDeviation) };
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
