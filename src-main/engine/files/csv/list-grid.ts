import type { ErrorReportLike } from '@shared/scene';
import { fileName } from '../file-errors';
import { noPixel, outsideScene, twoLabels } from './errors';
import type { PixelList } from './list';

/** Labels of every pixel, row by row, and what a person should know of how their places were understood. */
export interface ListGrid {
  rows: number;
  columns: number;
  labels: Uint16Array;
  warnings: ErrorReportLike[];
}

/** A list that needs a larger picture names coordinates, not pixels. */
const MOST_PIXELS = 64 * 1024 * 1024;

/**
 * Puts a list into a picture: that of the scene where its size is known, else the smallest that holds all pixels.
 * Rows and columns count from 0 where one of them is 0 and else from 1, which is only sure where one of them is the
 * scene's last: otherwise a warning says so.
 *
 * @param size rows and columns of the scene
 * @throws UnusableDataError where a pixel lies outside the scene or has two labels
 */
export function gridOf(list: PixelList, file: string, size?: readonly [number, number]): ListGrid {
  const { lines, rows: rowOf, columns: columnOf } = list;
  const base = rowOf.includes(0) || columnOf.includes(0) ? 0 : 1;
  const [lastRow, lastColumn] = [largest(rowOf), largest(columnOf)];
  const [rows, columns] = size ?? [lastRow + 1 - base, lastColumn + 1 - base];
  if (!size && rows * columns > MOST_PIXELS) {
    const at = rowOf.indexOf(lastRow);
    throw noPixel(file, lines[at], String(rowOf[at]), String(columnOf[at]));
  }
  const labels = new Uint16Array(rows * columns);
  const set = new Uint8Array(rows * columns);
  list.labels.forEach((label, at) => {
    const [row, column] = [rowOf[at], columnOf[at]];
    if (row - base >= rows || column - base >= columns)
      throw outsideScene(file, lines[at], [row, column], [rows, columns]);
    const pixel = (row - base) * columns + column - base;
    if (set[pixel] && labels[pixel] !== label) throw twoLabels(file, lines[at], row, column);
    set[pixel] = 1;
    labels[pixel] = label;
  });
  const sure = base === 0 || lastRow === rows || lastColumn === columns;
  return { rows, columns, labels, warnings: size && !sure ? [countedFromOne(file)] : [] };
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function countedFromOne(file: string): ErrorReportLike {
  return {
    code: 'list-counted-from-one',
    message:
      `"${fileName(file)}" names no row or column 0, so its pixels were taken to count from 1: if they count from 0, ` +
      'every label lies one pixel too far up and to the left.',
    details: { file },
  };
}
