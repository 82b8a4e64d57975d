import { UnusableDataError } from '../../errors';
import { fileName } from '../file-errors';

export function noNumber(file: string, line: number, column: number, cell: string): UnusableDataError {
  const shown = cell.length > 40 ? `${cell.slice(0, 40)}...` : cell;
  return new UnusableDataError(
    'table-cell-no-number',
    `Line ${line} of "${fileName(file)}" holds "${shown}" in column ${column}, where a number should be: labels come as a ` +
      'table of whole numbers, one line a row, or as a list with the headings row, column, label.',
    { file, line, column, cell: shown },
  );
}

export function raggedLine(file: string, line: number, cells: number, columns: number): UnusableDataError {
  return new UnusableDataError(
    'table-line-length-differs',
    `Line ${line} of "${fileName(file)}" has ${cells} columns, but the first line has ${columns}: every row of a table ` +
      'of labels has the same number, so correct or export it again.',
    { file, line, cells, columns },
  );
}

export function noLines(file: string): UnusableDataError {
  return new UnusableDataError(
    'table-empty',
    `"${fileName(file)}" holds no line with numbers: choose a table of labels.`,
    { file },
  );
}

export function tableTooLong(file: string, longest: number): UnusableDataError {
  return new UnusableDataError(
    'table-too-long',
    `"${fileName(file)}" is longer than ${longest / 1024 / 1024} MB, the most that Bandscape reads as text: save the ` +
      'labels as NPY, MAT or GeoTIFF.',
    { file, megabytes: longest / 1024 / 1024 },
  );
}

export function lineTooLong(file: string, line: number, longest: number): UnusableDataError {
  return new UnusableDataError(
    'table-line-too-long',
    `Line ${line} of "${fileName(file)}" is longer than ${longest / 1024 / 1024} MB, as no line of a table of labels is: ` +
      'choose another file, or save the labels as NPY, MAT or GeoTIFF.',
    { file, line, megabytes: longest / 1024 / 1024 },
  );
}

export function tooManyRows(file: string, most: number): UnusableDataError {
  return new UnusableDataError(
    'table-too-many-rows',
    `"${fileName(file)}" has more than ${most} lines of numbers, as no scene has rows: choose a table of labels, one line a ` +
      'row, or a list of pixels with the headings row, column, label.',
    { file, most },
  );
}

export function tooManyClasses(file: string, classes: number): UnusableDataError {
  return new UnusableDataError(
    'list-too-many-classes',
    `"${fileName(file)}" names ${classes} different classes, more than labels have numbers: choose the column of classes, ` +
      'not one that names every pixel.',
    { file, classes },
  );
}

export function noPixel(file: string, line: number, row: string, column: string): UnusableDataError {
  return new UnusableDataError(
    'list-no-pixel',
    `Line ${line} of "${fileName(file)}" names row ${row}, column ${column}, which is no pixel: rows and columns are ` +
      'whole numbers from 0 or from 1, not coordinates on the ground.',
    { file, line, row, column },
  );
}

export function outsideScene(
  file: string,
  line: number,
  [row, column]: readonly number[],
  [rows, columns]: readonly number[],
): UnusableDataError {
  return new UnusableDataError(
    'list-pixel-outside',
    `Line ${line} of "${fileName(file)}" names row ${row}, column ${column}, but the scene has ${rows} x ${columns} pixels: ` +
      'choose the list that belongs to this scene.',
    { file, line, row, column, rows, columns },
  );
}

export function twoLabels(file: string, line: number, row: number, column: number): UnusableDataError {
  return new UnusableDataError(
    'list-pixel-twice',
    `Line ${line} of "${fileName(file)}" gives row ${row}, column ${column} another label than a line before it: ` +
      'correct the list, a pixel has one label.',
    { file, line, row, column },
  );
}
