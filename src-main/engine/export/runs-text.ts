import type { SeedSource } from '@shared/experiment';
import { variedInTurn, type Report, type RunFigures, type RunsReport } from '@shared/report';

const WIDTH = 10;
const SEEDS = ['split', 'weights', 'order'] as const;
const FIGURES = ['oa', 'aa', 'kappa'] as const;
const LONGEST_NAME = 40;

/** What was varied, in the words of a sentence. */
const SOURCES: Record<SeedSource, string> = {
  split: 'the split',
  weights: 'the first weights',
  order: 'order, dropout and augmentation',
};

/** One row a run, mean and sample standard deviation, the same for every class, and what each seed alone decides. */
export function runsText({ runs }: Report): string[] {
  return [
    ...runsTable(runs),
    'The map and the table above are those of the first run.',
    ...(runs.sources.length > 0 ? ['', ...sourcesTable(runs)] : []),
    '',
    ...classesTable(runs),
  ];
}

/** The seeds apart only where they are not the same. */
function runsTable(runs: RunsReport): string[] {
  const apart = runs.each.some(({ seeds }) => SEEDS.some((source) => seeds[source] !== seeds.split));
  const heading = apart ? SEEDS.map((source) => `${source} seed`) : ['seed'];
  const filler = heading.slice(1).map(() => '');
  const figures = (values: RunFigures) => FIGURES.map((key) => percent(values[key]));
  return [
    line([...heading, 'OA', 'AA', 'kappa']),
    ...runs.each.map(({ seeds, ...values }) =>
      line([
        ...(apart ? SEEDS.map((source) => String(seeds[source])) : [String(seeds.split)]),
        ...figures(values),
      ]),
    ),
    line([...filler, 'mean', ...figures(runs.mean)]),
    line([...filler, 'std', ...figures(runs.std)]),
  ];
}

function sourcesTable(runs: RunsReport): string[] {
  const { sources } = runs;
  const figures = (std: RunFigures) => FIGURES.map((key) => percent(std[key]));
  const longest = Math.max(...sources.map(({ source }) => SOURCES[source].length));
  const row = (name: string, cells: string[]) => `${name.padStart(longest)}${line(cells)}`;
  return [
    'Standard deviation where one seed is varied and the others stand still:',
    row('varied', ['runs', 'OA', 'AA', 'kappa']),
    ...sources.map((each) => row(SOURCES[each.source], [String(each.runs), ...figures(each.std)])),
    ...(variedInTurn(runs)
      ? [
          row('all together', ['', ...figures(runs.std)]),
          'All together is the root of the sum of the squares; std above and every ± below are put together so too.',
        ]
      : []),
  ];
}

function classesTable({ classes, each }: RunsReport): string[] {
  const shown = classes.map(({ name }) =>
    name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name,
  );
  const width = Math.max(...shown.map((name) => name.length));
  const cell = (mean: number, std: number) => `${percent(mean)} ± ${percent(std)}`.padStart(18);
  const row = (name: string, cells: string[]) => `${name.padStart(width)}${cells.join('')}`;
  return [
    row(
      '',
      ['recall', 'precision', 'f1-score'].map((title) => title.padStart(18)),
    ),
    ...classes.map(({ mean, std, runs }, index) => {
      if (runs === 0) return row(shown[index], Array<string>(3).fill('-'.padStart(18)));
      const cells = [
        cell(mean.recall, std.recall),
        cell(mean.precision, std.precision),
        cell(mean.f1, std.f1),
      ];
      return row(shown[index], runs < each.length ? [...cells, `  (${runs} runs)`] : cells);
    }),
  ];
}

function line(cells: readonly string[]): string {
  return cells.map((cell) => cell.padStart(Math.max(WIDTH, cell.length + 2))).join('');
}

function percent(value: number): string {
  return (100 * value).toFixed(2);
}
