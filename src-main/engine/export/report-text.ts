import type { ClassicalTraining, ClassReport, NetworkTraining, Report } from '@shared/report';
import { macroAverage, weightedAverage, type ClassFigures } from '../evaluation/metrics';
import {
  keptWeights,
  preprocessingLines,
  runsSentence,
  unusualLines,
  validationLines,
  windowLines,
} from './experiment-text';
import { runsText } from './runs-text';

const FIGURE_WIDTH = 10;
const LONGEST_NAME = 40;

/**
 * The report as text: the table has the layout of scikit-learn's `classification_report`, with the training pixels
 * of each class beside its test pixels, followed by how the figures came about.
 */
export function reportText(report: Report): string {
  return [summaryText(report), '', ...settingLines(report), ''].join('\n');
}

/** The table, the figures and what to know before trusting them. */
export function summaryText(report: Report): string {
  return [
    headline(report),
    '',
    classTable(report),
    '',
    ...figureLines(report),
    ...(report.runs.each.length > 1 ? ['', ...runsText(report)] : []),
    '',
    splitSentence(report),
    overlapSentence(report),
    ...report.warnings.map(({ message }) => `Note: ${message}`),
  ].join('\n');
}

function headline({ network, training }: Report): string {
  const what = training.learnt ? 'numbers kept' : 'parameters';
  return `${network.title}, ${network.parameters.toLocaleString('en-US')} ${what}`;
}

/**
 * Per-class figures on test pixels, with the averages of scikit-learn's report: over the classes that occur in the
 * test pixels' truth or prediction. A class without test pixels has no figures.
 */
function classTable(report: Report): string {
  const longest = Math.max(...report.classes.map(({ name }) => name.length), 'weighted avg'.length);
  const width = Math.min(longest, LONGEST_NAME);
  const line = (name: string, cells: string[]) =>
    `${shortened(name, width).padStart(width)} ${cells.map((cell) => cell.padStart(FIGURE_WIDTH)).join('')}`;
  const trained = sum(report.classes.map(({ train }) => train));
  const occurring = report.classes.filter((_, index) => occurs(report.confusion, index)).map(asFigures);
  const averages = (name: string, { precision, recall, f1, support }: ClassFigures) =>
    line(name, [fraction(precision), fraction(recall), fraction(f1), String(trained), String(support)]);
  const tested = sum(occurring.map(({ support }) => support));
  return [
    line('', ['precision', 'recall', 'f1-score', 'train', 'test']),
    '',
    ...report.classes.map(({ name, precision, recall, f1, train, test }) => {
      const figures = [precision, recall, f1].map((value) => (test > 0 ? fraction(value) : '-'));
      return line(name, [...figures, String(train), String(test)]);
    }),
    '',
    line('accuracy', ['', '', fraction(report.oa), String(trained), String(tested)]),
    averages('macro avg', macroAverage(occurring)),
    averages('weighted avg', weightedAverage(occurring)),
  ].join('\n');
}

/** OA, AA and kappa in percent, as the field prints them. */
function figureLines({ oa, aa, kappa }: Pick<Report, 'oa' | 'aa' | 'kappa'>): string[] {
  return [
    `Overall accuracy (OA)    ${percent(oa)} %`,
    `Average accuracy (AA)    ${percent(aa)} %`,
    `Kappa x 100              ${percent(kappa)}`,
  ];
}

function splitSentence({ split, config, runs }: Report): string {
  const ways: Record<typeof split.kind, string> = {
    random: `drawn at random from each class (${shareText(config.training)})`,
    disjoint: `drawn from separate areas of the scene (${shareText(config.training)})`,
    masks: 'given by masks',
  };
  const validation = split.validation > 0 ? `, ${split.validation} for validation` : '';
  return (
    `Split: ${split.train} pixels for training${validation} and ${split.test} for testing, ` +
    `${ways[split.kind]}, seed ${runs.each[0].seeds.split}.`
  );
}

function shareText(training: number): string {
  return training < 1 ? `${Number((100 * training).toFixed(4))} %` : `${training} a class`;
}

/** In plain words what an overlap of windows means for the figures. */
function overlapSentence({ split, config, training }: Report): string {
  if (training.learnt)
    return 'Every pixel is classified by its own values alone: no window holds training pixels.';
  const window = `${config.patch} x ${config.patch} window`;
  if (split.overlap === 0) return `No test pixel has a training pixel in its ${window}.`;
  return (
    `${percent(split.overlap)} % of the test pixels have a training pixel in their ${window}, so the network has ` +
    'seen part of what it is tested on: the accuracy on ground that it has never seen may be lower.'
  );
}

function settingLines(report: Report): string[] {
  const { config, environment, timing, training, network } = report;
  return [
    `Cube           ${config.cube}`,
    `Ground truth   ${config.truth}`,
    `Network        ${network.id}${macsText(report)}`,
    ...optionLines(config),
    ...preprocessingLines(report),
    ...(training.learnt ? learntLines(training) : networkLines(report, training)),
    `Runs           ${runsSentence(report)}`,
    `Time           ${seconds(timing.train_s)} training, ${seconds(timing.predict_s)} prediction, ${seconds(timing.total_s)} in all`,
    `Made with      Bandscape ${environment.bandscape}, TensorFlow ${environment.tensorflow}, ` +
      `oneDNN ${environment.onednn ? 'on' : 'off'}, ${environment.threads} threads, ${environment.platform}`,
    `Date           ${environment.date}`,
  ];
}

function macsText({ network: { macs }, training }: Report): string {
  if (macs === 0) return '';
  return `, ${macs.toLocaleString('en-US')} multiply-accumulates a ${training.learnt ? 'pixel' : 'window'}`;
}

function networkLines(report: Report, training: NetworkTraining): string[] {
  const { config } = report;
  const ended = training.stopped_early ? ', ended early' : training.stopped ? ', stopped by hand' : '';
  const epochs = `${training.epochs_run} of ${config.epochs}${ended}`;
  return [
    `Window         ${config.patch} x ${config.patch}`,
    `Epochs         ${epochs}; the weights kept are ${keptWeights(training)}`,
    ...validationLines(report),
    ...windowLines(report),
    ...unusualLines(report),
    `Optimisation   learning rate ${config.learningRate}, batch ${config.batch}, ${training.execution} execution`,
  ];
}

function learntLines({ learnt, stopped }: ClassicalTraining): string[] {
  const figures = Object.entries(learnt).map(
    ([name, value]) =>
      `${name.replaceAll('_', ' ')} ${Number.isInteger(value) ? value.toLocaleString('en-US') : value.toPrecision(4)}`,
  );
  return [`Learnt         ${figures.join(', ')}${stopped ? '; stopped by hand' : ''}`];
}

function optionLines({ options }: Report['config']): string[] {
  const chosen = Object.entries(options).map(([id, value]) => `${id} ${value}`);
  return chosen.length > 0 ? [`Options        ${chosen.join(', ')}`] : [];
}

function occurs(confusion: number[][], index: number): boolean {
  return confusion.some((row, truth) => row[index] > 0 || (truth === index && sum(row) > 0));
}

function asFigures({ precision, recall, f1, test }: ClassReport): ClassFigures {
  return { precision, recall, f1, support: test };
}

function shortened(name: string, width: number): string {
  return name.length <= width ? name : `${name.slice(0, width - 1)}…`;
}

function fraction(value: number): string {
  return value.toFixed(4);
}

function percent(value: number): string {
  return (100 * value).toFixed(2);
}

function seconds(value: number): string {
  return `${value.toFixed(1)} s`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
