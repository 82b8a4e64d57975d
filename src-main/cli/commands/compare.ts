import { resolve } from 'node:path';
import {
  cellOf,
  COMPARISON_COLUMNS,
  differingSettings,
  repeatedRuns,
  sortedRuns,
  type ColumnId,
  type ColumnKind,
  type ComparedRun,
  type Comparison,
} from '@shared/comparison';
import { variedInTurn } from '@shared/report';
import type { EngineHost } from '../../engine-host/host';
import { InvalidSettingsError } from '../../engine/errors';
import { inspect } from '../engine';
import { findVariable } from '../find-variable';
import { count, print, table } from '../output';
import { parseVariableName } from '../variable-name';

export interface CompareOptions {
  sort: string;
  reverse?: boolean;
  csv?: string;
  chart?: string;
  mcnemar?: boolean;
  truth?: string;
  force?: boolean;
  json?: boolean;
}

/** Finished runs in one table, and McNemar's test between each two of them. */
export async function compare(engine: EngineHost, folders: string[], options: CompareOptions): Promise<void> {
  const sort = columnOf(options.sort);
  const truth = options.truth === undefined ? undefined : await truthOf(engine, options.truth);
  const found = await engine.call('compareRuns', {
    runs: folders.map((folder) => ({ directory: resolve(folder) })),
    truth,
  });
  const runs = sortedRuns(namedApart(found.runs), sort, options.reverse);
  for (const [file, format] of [
    [options.csv, 'csv'],
    [options.chart, 'svg'],
  ] as const) {
    if (file === undefined) continue;
    await engine.call('exportComparison', {
      file: resolve(file),
      format,
      runs,
      overwrite: options.force ?? false,
    });
  }
  print(asDocument(runs, found), options.json ?? false, () => textOf(runs, found, options.mcnemar ?? false));
}

/** Runs of one name by their folders. */
function namedApart(runs: Comparison['runs']): Comparison['runs'] {
  const alike = (name: string) => runs.filter((run) => run.name === name).length > 1;
  return runs.map((run) => ({ ...run, name: alike(run.name) ? (run.directory ?? run.name) : run.name }));
}

function columnOf(text: string): ColumnId {
  const column = COMPARISON_COLUMNS.find(({ id }) => id === text);
  if (column) return column.id;
  const known = COMPARISON_COLUMNS.map(({ id }) => id).join(', ');
  throw new InvalidSettingsError(
    'compare-column-unknown',
    `There is no column ${text} to sort by; the columns are ${known}.`,
    { column: text, known },
  );
}

async function truthOf(engine: EngineHost, text: string) {
  const name = parseVariableName(text);
  return findVariable(await inspect(engine, name.file), name, 'labels');
}

function asDocument(runs: readonly ComparedRun[], { runs: unsorted, pairs }: Comparison) {
  const settings = differingSettings(runs);
  return {
    runs: runs.map((run, index) => ({
      ...Object.fromEntries(COMPARISON_COLUMNS.map(({ id }) => [id, cellOf(run, id)])),
      settings: settings[index],
    })),
    mcnemar: pairs.map(({ first, second, ...outcome }) => ({
      first: unsorted[first].directory,
      second: unsorted[second].directory,
      ...outcome,
    })),
  };
}

const SHOWN: Record<ColumnKind, (value: string | number) => string> = {
  text: String,
  percent: (value) => (100 * Number(value)).toFixed(2),
  count: (value) => count(Number(value)),
  seconds: (value) => Number(value).toFixed(1),
};

function textOf(runs: readonly ComparedRun[], comparison: Comparison, mcnemar: boolean): string {
  const several = runs.some(({ report }) => report.runs.each.length > 1);
  const validates = runs.some(({ report }) => report.split.validation > 0);
  const columns = COMPARISON_COLUMNS.filter(
    ({ id }) => (several || !(id.endsWith('_std') || id === 'runs')) && (validates || id !== 'validation'),
  );
  const settings = differingSettings(runs).map((each) =>
    Object.entries(each)
      .map(([key, value]) => `${key} ${value}`)
      .join(', '),
  );
  const told = settings.some((text) => text !== '');
  const rows = [
    [...columns.map(({ id }) => id), ...(told ? ['differing settings'] : [])],
    ...runs.map((run, index) => [
      ...columns.map(({ id, kind }) => SHOWN[kind](cellOf(run, id))),
      ...(told ? [settings[index]] : []),
    ]),
  ];
  const right = columns.flatMap(({ kind }, index) => (kind === 'text' ? [] : [index]));
  return [
    table(rows, right),
    ...spreadLines(runs),
    ...(mcnemar ? ['', ...mcnemarLines(comparison)] : []),
  ].join('\n');
}

/** What the spreads are where they are not those of the runs as a whole. */
function spreadLines(runs: readonly ComparedRun[]): string[] {
  const names = runs.filter(({ report }) => variedInTurn(report.runs)).map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    `The std of ${names.join(', ')} is the root of the sum of the squares of what each seed brings by itself.`,
  ];
}

const REASONS = {
  'other-scene': () => 'the maps are not of one size, so they are not of one scene',
  'no-common-pixels': () => 'no pixel tests in both runs',
  'truth-missing': (truth?: string) => `the ground truth ${truth} cannot be read; name it with --truth`,
};

function mcnemarLines({ runs: unnamed, pairs }: Comparison): string[] {
  const runs = namedApart(unnamed);
  const repeated = repeatedRuns(runs);
  return [
    "McNemar's test on the test pixels that two runs have in common:",
    ...(repeated.length > 0
      ? [`Of ${repeated.join(', ')}, which was repeated, the map of the first run is tested.`]
      : []),
    ...pairs.map((pair) => {
      const names = `${runs[pair.first].name} and ${runs[pair.second].name}`;
      if ('reason' in pair) return `${names}: ${REASONS[pair.reason](pair.truth)}.`;
      const better = pair.z > 0 ? runs[pair.first].name : runs[pair.second].name;
      const verdict = pair.p < 0.05 ? `${better} is better` : 'no difference that chance would not make';
      const common = pair.sameTestPixels
        ? `${pair.pixels} pixels`
        : `${pair.pixels} pixels that test in both`;
      return (
        `${names}: ${common}; right in the first only ${pair.onlyFirst}, in the second only ${pair.onlySecond}; ` +
        `z ${pair.z.toFixed(2)}, p ${pair.p < 0.001 ? pair.p.toExponential(1) : pair.p.toFixed(3)}: ${verdict}.`
      );
    }),
  ];
}
