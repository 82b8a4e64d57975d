import { throwIfCancelled } from '../../errors';
import { cellNumber, type DelimitedLine } from '../delimited';
import { nextTurn } from '../turn';
import { noLines, noNumber, raggedLine, tooManyRows } from './errors';
import { LONGEST_AXIS } from './limits';

/** Numbers in C order. */
export interface Matrix {
  rows: number;
  columns: number;
  values: Float64Array;
}

/** Lines between two turns of the event loop. */
const LINES_A_TURN = 500;

/**
 * Reads a table of numbers, one line a row. A line of headings is passed over, and so are the numbers of rows and
 * columns that pandas writes around a table (0, 1, 2 ... in the first line, and in a first column without heading).
 *
 * @param length of the text, which bounds the numbers in it
 * @throws UnusableDataError where a cell is no number or lines have different numbers of cells
 */
export async function readMatrix(
  lines: Iterable<DelimitedLine>,
  length: number,
  file: string,
  signal?: AbortSignal,
): Promise<Matrix> {
  let values = new Float64Array(1024);
  let rows = 0;
  let first: DelimitedLine | undefined;
  let skipped = 0;
  const add = ({ number, cells }: DelimitedLine) => {
    const columns = first?.cells.length ?? cells.length;
    if (cells.length !== columns) throw raggedLine(file, number, cells.length, columns);
    if (rows === LONGEST_AXIS) throw tooManyRows(file, LONGEST_AXIS);
    const at = rows++ * (columns - skipped);
    if (at + columns > values.length) values = grown(values, at + columns, length);
    for (let column = skipped; column < columns; column++) {
      const value = cellNumber(cells[column]);
      if (value === undefined) throw noNumber(file, number, column + 1, cells[column]);
      values[at + column - skipped] = value;
    }
  };
  for (const line of lines) {
    if (!first) {
      first = line;
      skipped = isCounted(line.cells) ? 1 : 0;
      if (skipped === 0 && !isHeading(line.cells)) add(line);
      continue;
    }
    add(line);
    if (rows % LINES_A_TURN !== 0) continue;
    await nextTurn();
    throwIfCancelled(signal);
  }
  // Numbers that only look like headings are a table of a single row.
  if (first && rows === 0 && first.cells.every((cell) => cellNumber(cell) !== undefined)) add(first);
  if (!first || rows === 0) throw noLines(file);
  const columns = first.cells.length - skipped;
  return { rows, columns, values: values.subarray(0, rows * columns) };
}

/** Headings above columns of which the first, without a heading, numbers the rows. */
function isCounted(cells: readonly string[]): boolean {
  return cells.length > 1 && cells[0] === '' && cells.slice(1).every((cell) => cell !== '');
}

/** Words, or the numbers of columns from 0 on. */
function isHeading(cells: readonly string[]): boolean {
  const isText = cells.every((cell) => cell !== '' && cellNumber(cell) === undefined);
  return isText || (cells.length > 2 && cells.every((cell, column) => cell === String(column)));
}

/** Twice as long, but never longer than a text of that length can fill: a number takes a character and a separator. */
function grown(values: Float64Array, needed: number, textLength: number): Float64Array<ArrayBuffer> {
  const longer = new Float64Array(Math.max(needed, Math.min(2 * values.length, textLength / 2 + 1)));
  longer.set(values);
  return longer;
}
