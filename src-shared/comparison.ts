import type { Report } from './report';

/** One finished run beside others. */
export interface ComparedRun {
  name: string;
  report: Report;
}

export type ColumnKind = 'text' | 'percent' | 'count' | 'seconds';
type Cell = string | number;

/** What a table of runs shows, in its order; figures of several runs are their means. */
export const COMPARISON_COLUMNS = [
  { id: 'run', kind: 'text', of: ({ name }) => name },
  { id: 'network', kind: 'text', of: ({ report }) => report.network.id },
  { id: 'oa', kind: 'percent', of: ({ report }) => report.runs.mean.oa },
  { id: 'oa_std', kind: 'percent', of: ({ report }) => report.runs.std.oa },
  { id: 'aa', kind: 'percent', of: ({ report }) => report.runs.mean.aa },
  { id: 'aa_std', kind: 'percent', of: ({ report }) => report.runs.std.aa },
  { id: 'kappa', kind: 'percent', of: ({ report }) => report.runs.mean.kappa },
  { id: 'kappa_std', kind: 'percent', of: ({ report }) => report.runs.std.kappa },
  { id: 'runs', kind: 'count', of: ({ report }) => report.runs.each.length },
  { id: 'split', kind: 'text', of: ({ report }) => report.split.kind },
  { id: 'train', kind: 'count', of: ({ report }) => report.split.train },
  { id: 'validation', kind: 'count', of: ({ report }) => report.split.validation },
  { id: 'test', kind: 'count', of: ({ report }) => report.split.test },
  { id: 'overlap', kind: 'percent', of: ({ report }) => report.split.overlap },
  { id: 'patch', kind: 'count', of: ({ report }) => report.config.patch },
  { id: 'components', kind: 'count', of: ({ report }) => report.config.components },
  { id: 'epochs', kind: 'count', of: ({ report }) => report.training.epochs_run ?? 0 },
  { id: 'seed', kind: 'count', of: ({ report }) => report.config.seed },
  { id: 'parameters', kind: 'count', of: ({ report }) => report.network.parameters },
  { id: 'macs', kind: 'count', of: ({ report }) => report.network.macs },
  { id: 'train_s', kind: 'seconds', of: ({ report }) => report.timing.train_s },
  { id: 'predict_s', kind: 'seconds', of: ({ report }) => report.timing.predict_s },
] as const satisfies readonly { id: string; kind: ColumnKind; of: (run: ComparedRun) => Cell }[];

export type ColumnId = (typeof COMPARISON_COLUMNS)[number]['id'];

/** Columns whose best value is the largest, as more pixels or runs make figures surer: they are sorted from there. */
const LARGEST_FIRST: readonly ColumnId[] = ['oa', 'aa', 'kappa', 'runs', 'validation', 'test'];

/** Whether a column is sorted from its largest value unless the other way round is asked for. */
export const largestFirst = (id: ColumnId): boolean => LARGEST_FIRST.includes(id);

export function cellOf(run: ComparedRun, id: ColumnId): Cell {
  return COMPARISON_COLUMNS.find((column) => column.id === id)!.of(run);
}

/** The runs in the order of a column, the best or smallest first; runs that are alike there stay as they were. */
export function sortedRuns<Run extends ComparedRun>(
  runs: readonly Run[],
  id: ColumnId,
  reverse = false,
): Run[] {
  const turned = largestFirst(id) !== reverse ? -1 : 1;
  return [...runs].sort((one, other) => {
    const [left, right] = [cellOf(one, id), cellOf(other, id)];
    const text = typeof left === 'string' || typeof right === 'string';
    return turned * (text ? String(left).localeCompare(String(right)) : left - right);
  });
}

/** Settings that have a column, or that only name files. */
const TOLD = ['network', 'patch', 'components', 'epochs', 'seed', 'runs', 'split', 'cube', 'truth'];

/** For each run those settings, of the network's options and the experiment too, in which the runs are not all alike. */
export function differingSettings(runs: readonly ComparedRun[]): Record<string, string>[] {
  const flat = runs.map(({ report: { config } }) => {
    const { options, experiment, ...plain } = config;
    return Object.fromEntries(
      Object.entries({ ...plain, ...options, ...experiment })
        .filter(([key]) => !TOLD.includes(key))
        .map(([key, value]) => [key, value === null ? 'none' : String(value)]),
    );
  });
  const keys = [...new Set(flat.flatMap((settings) => Object.keys(settings)))];
  const differing = keys.filter((key) => new Set(flat.map((settings) => settings[key])).size > 1);
  return flat.map((settings) =>
    Object.fromEntries(differing.filter((key) => key in settings).map((key) => [key, settings[key]])),
  );
}

/** The table for a spreadsheet: every column, the settings that differ, and the recall of every class. */
export function comparisonRows(runs: readonly ComparedRun[]): Cell[][] {
  const settings = differingSettings(runs);
  const keys = [...new Set(settings.flatMap((each) => Object.keys(each)))];
  const classes = [...new Set(runs.flatMap(({ report }) => report.classes.map(({ name }) => name)))];
  return [
    [...COMPARISON_COLUMNS.map(({ id }) => id), ...keys, ...classes.map((name) => `recall ${name}`)],
    ...runs.map((run, index) => [
      ...COMPARISON_COLUMNS.map(({ of }) => of(run)),
      ...keys.map((key) => settings[index][key] ?? ''),
      ...classes.map((name) => recallOf(run, name)),
    ]),
  ];
}

/** Empty where the class has no test pixels. */
function recallOf({ report }: ComparedRun, name: string): Cell {
  const summary = report.runs.classes?.find((each) => each.name === name);
  if (summary) return summary.runs > 0 ? summary.mean.recall : '';
  const figures = report.classes.find((each) => each.name === name);
  return figures && figures.test > 0 ? figures.recall : '';
}

/** Those that were repeated, by name: what is tested of them is the map of the first run. */
export function repeatedRuns(runs: readonly ComparedRun[]): string[] {
  return runs.filter(({ report }) => report.runs.each.length > 1).map(({ name }) => name);
}

/** Two runs on the test pixels that they have in common. */
export interface PairComparison {
  /** Positions in the list of runs. */
  first: number;
  second: number;
  pixels: number;
  sameTestPixels: boolean;
  bothRight: number;
  onlyFirst: number;
  onlySecond: number;
  bothWrong: number;
  z: number;
  p: number;
}

/** Why two runs cannot be tested against each other. */
export interface ImpossiblePair {
  first: number;
  second: number;
  reason: 'other-scene' | 'no-common-pixels' | 'truth-missing';
  /** The ground truth that cannot be read. */
  truth?: string;
}

export interface Comparison {
  runs: (ComparedRun & { directory?: string })[];
  pairs: (PairComparison | ImpossiblePair)[];
}
