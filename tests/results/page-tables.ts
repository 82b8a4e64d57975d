import { markdownTable } from '../bench/table';
import { BASELINE } from './plan';
import type { RunRecord } from './record';
import { baselineOn, spreadOf, type Spread, type Summary } from './summary';

/** Behind the name of a network whose recipe or layers have changed since. */
const OUTDATED = ' †';
/** So many of the best have their classes shown. */
const BEST = 6;

const percent = (runs: readonly RunRecord[], of: (run: RunRecord) => number) =>
  plusMinus(spreadOf(runs, of), 100, 2);
const seconds = (runs: readonly RunRecord[], of: (run: RunRecord) => number) => {
  const { mean } = spreadOf(runs, of);
  return mean < 10 ? mean.toFixed(1) : mean.toFixed(0);
};

/** A dash where there is none. */
const percentOf = (runs: readonly RunRecord[]) => (runs.length === 0 ? '–' : percent(runs, ({ oa }) => oa));

function plusMinus({ mean, std }: Spread, factor: number, digits: number): string {
  const value = (factor * mean).toFixed(digits);
  return std === undefined ? value : `${value} ± ${(factor * std).toFixed(digits)}`;
}

/**
 * One line a network, the best first.
 * @param against all runs, to have those of the baseline on the same pixels in a column of their own
 */
export function accuracyTable(summaries: readonly Summary[], against?: readonly RunRecord[]): string {
  const head = ['network', 'seeds', 'OA %', 'AA %', 'kappa × 100', 'window', 'has seen %'];
  if (against) head.push(`OA %, \`${BASELINE}\` there`);
  const rows = summaries.map((summary) => [
    nameOf(summary),
    String(summary.runs.length),
    percent(summary.runs, ({ oa }) => oa),
    percent(summary.runs, ({ aa }) => aa),
    percent(summary.runs, ({ kappa }) => kappa),
    sideOf(summary),
    (100 * spreadOf(summary.runs, ({ split }) => split.overlap).mean).toFixed(1),
    ...(against ? [percentOf(baselineOn(summary, against))] : []),
  ]);
  return markdownTable(head, rows, [1, 2, 3, 4, 5, 6, 7].slice(0, head.length - 1));
}

/** One line a network, the quickest training first. */
export function costTable(summaries: readonly Summary[]): string {
  const head = [
    ...['network', 'parameters', 'MACs a window', 'training s', 'of processors s'],
    ...['map s', 'of processors s', 'memory MB'],
  ];
  const work = ({ runs }: Summary) => spreadOf(runs, (run) => run.seconds.training.processor).mean;
  const rows = [...summaries]
    .sort((one, other) => work(one) - work(other))
    .map((summary) => {
      const { runs } = summary;
      const [{ network }] = runs;
      return [
        nameOf(summary),
        network.parameters.toLocaleString('en-US'),
        network.macs.toLocaleString('en-US'),
        seconds(runs, (run) => run.seconds.training.wall),
        seconds(runs, (run) => run.seconds.training.processor),
        seconds(runs, (run) => run.seconds.prediction.wall),
        seconds(runs, (run) => run.seconds.prediction.processor),
        (Math.max(...runs.map(({ peakBytes }) => peakBytes)) / 1e6).toFixed(0),
      ];
    });
  return markdownTable(head, rows, [1, 2, 3, 4, 5, 6, 7]);
}

/** Recall of every class for the best networks and those of `also`, means over the seeds in which it has test pixels. */
export function classTable(summaries: readonly Summary[], also: readonly string[]): string {
  const shown = summaries.filter(({ id }, index) => index < BEST || also.includes(id));
  const classes = [...new Set(shown.flatMap(({ runs }) => runs[0].classes.map(({ name }) => name)))];
  const head = ['class', ...shown.map(nameOf)];
  const rows = classes.map((name) => [name, ...shown.map(({ runs }) => recallOf(runs, name))]);
  return markdownTable(
    head,
    rows,
    shown.map((_, index) => index + 1),
  );
}

function recallOf(runs: readonly RunRecord[], name: string): string {
  const tested = runs.flatMap(({ classes }) => classes.filter((each) => each.name === name && each.test > 0));
  if (tested.length === 0) return '–';
  return ((100 * tested.reduce((sum, { recall }) => sum + recall, 0)) / tested.length).toFixed(1);
}

/** What every network was trained with: its recipe, as the window and the command line fill it in. */
export function recipeTable(summaries: readonly Summary[]): string {
  const head = [
    ...['network', 'window', 'components', 'epochs', 'batch', 'rate', 'schedule'],
    ...['weight decay', 'augmentation', 'execution'],
  ];
  const rows = [...summaries]
    .sort((one, other) => one.id.localeCompare(other.id))
    .map((summary) => {
      const [{ settings, method, execution }] = summary.runs;
      return [
        ...[nameOf(summary), sideOf(summary), String(settings.components), String(settings.epochs ?? '–')],
        ...[settings.batch ?? '–', settings.learningRate ?? '–', method?.schedule ?? '–'].map(String),
        ...[method?.weightDecay ?? '–', method?.augmentation ?? '–', execution ?? '–'].map(String),
      ];
    });
  return markdownTable(head, rows, [1, 2, 3, 4, 5, 7]);
}

function nameOf({ id, outdated }: Summary): string {
  return `\`${id}\`${outdated ? OUTDATED : ''}`;
}

function sideOf({ runs: [{ settings }] }: Summary): string {
  return `${settings.patch} x ${settings.patch}`;
}
