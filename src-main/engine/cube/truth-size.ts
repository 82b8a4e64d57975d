import type { ErrorReportLike, VariableRef } from '@shared/scene';
import { UnusableDataError } from '../errors';
import { fileName } from '../files/file-errors';

interface Sized {
  rows: number;
  columns: number;
}

/**
 * @param ref the truth, for the message
 * @throws UnusableDataError `truth-size-differs` where the truth does not have a label for each pixel of the cube
 */
export function checkTruthSize(cube: Sized, truth: Sized, { file, variable }: VariableRef): void {
  if (cube.rows === truth.rows && cube.columns === truth.columns) return;
  const transposed = truth.rows === cube.columns && truth.columns === cube.rows;
  const advice = transposed
    ? 'its rows and columns are exchanged, so read it as columns, rows (--truth-axes columns,rows) or transpose it'
    : 'choose the ground truth that belongs to this cube';
  throw new UnusableDataError(
    'truth-size-differs',
    `Ground truth "${variable}" of "${fileName(file)}" has ${truth.rows} x ${truth.columns} pixels, but the cube has ` +
      `${cube.rows} x ${cube.columns}: ${advice}.`,
    {
      file,
      variable,
      truthRows: truth.rows,
      truthColumns: truth.columns,
      rows: cube.rows,
      columns: cube.columns,
    },
  );
}

/** For a truth whose rows and columns are exchanged in its file. */
export function turnedWarning({ file, variable }: VariableRef): ErrorReportLike {
  return {
    code: 'truth-turned',
    message: `Ground truth "${variable}" of "${fileName(file)}" is transposed in its file and was turned to fit the cube.`,
    details: { file, variable },
  };
}
