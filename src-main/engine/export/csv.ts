import type { ClassReport, Report } from '@shared/report';
import type { EpochRecord } from '@shared/training';

/** Rows as RFC 4180 writes them: commas, CRLF, quotes around what holds a comma, a quote or a line break. */
export function encodeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(quoted).join(',')}\r\n`).join('');
}

function quoted(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows = truth, columns = prediction; the first row and column name the classes. */
export function confusionRows({
  classes,
  confusion,
}: Pick<Report, 'classes' | 'confusion'>): (string | number)[][] {
  const names = classes.map(({ name }) => name);
  return [['truth \\ prediction', ...names], ...confusion.map((row, index) => [names[index], ...row])];
}

/** One row an epoch; with columns for validation where pixels were held back. */
export function historyRows(history: readonly EpochRecord[]): (string | number)[][] {
  const validates = history.some(({ validation }) => validation !== undefined);
  return [
    [
      ...['run', 'epoch', 'loss', 'accuracy', 'learning_rate', 'seconds'],
      ...(validates ? ['validation_loss', 'validation_accuracy'] : []),
    ],
    ...history.map(({ run, epoch, loss, accuracy, learningRate, seconds, validation }) => [
      ...[run, epoch, loss, accuracy, learningRate, seconds],
      ...(validates ? [validation?.loss ?? '', validation?.accuracy ?? ''] : []),
    ]),
  ];
}

/** The whole report for a spreadsheet: figures, classes, confusion and history below each other. */
export function reportRows(report: Report, history: readonly EpochRecord[]): (string | number)[][] {
  return [
    ['figure', 'value'],
    ['overall accuracy', report.oa],
    ['average accuracy', report.aa],
    ['kappa', report.kappa],
    ['training pixels', report.split.train],
    ['validation pixels', report.split.validation],
    ['test pixels', report.split.test],
    ['overlap', report.split.overlap],
    [],
    ['label', 'class', 'train', 'test', 'precision', 'recall', 'f1'],
    ...report.classes.map(classRow),
    [],
    ...confusionRows(report),
    [],
    ...historyRows(history),
  ];
}

function classRow({ label, name, train, test, precision, recall, f1 }: ClassReport): (string | number)[] {
  return [label, name, train, test, precision, recall, f1];
}
