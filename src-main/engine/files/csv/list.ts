import { throwIfCancelled } from '../../errors';
import { cellNumber, type DelimitedLine } from '../delimited';
import { couldBeLabel } from '../roles';
import type { SourceClass } from '../source';
import { nextTurn } from '../turn';
import { LONGEST_AXIS } from './limits';
import { noNumber, noPixel, tooManyClasses } from './errors';

/** Which cell of a line is what. */
export interface ListColumns {
  row: number;
  column: number;
  label: number;
}

/** Labels of single pixels: as many lists as there are, since millions of objects would not fit into memory. */
export interface PixelList {
  /** 1-based lines of the file. */
  lines: number[];
  /** In the file's own counting, as are columns. */
  rows: number[];
  columns: number[];
  labels: number[];
  /** Where labels are names: what each number stands for. */
  classes?: SourceClass[];
}

const HEADINGS: Readonly<Record<keyof ListColumns, readonly string[]>> = {
  row: ['row', 'rows', 'row_index', 'line', 'y', 'r', 'i'],
  column: ['column', 'columns', 'column_index', 'col', 'cols', 'sample', 'x', 'c', 'j'],
  label: ['label', 'labels', 'class', 'class_id', 'class_name', 'category', 'gt', 'truth', 'value'],
};
const UNLABELLED = ['', '0', 'unlabelled', 'unlabeled', 'unclassified', 'background'];
/** Lines between two turns of the event loop. */
const LINES_A_TURN = 2000;

/** Where a line of headings names a row, a column and a label: their places. */
export function listColumnsOf(cells: readonly string[]): ListColumns | undefined {
  const names = cells.map((cell) => cell.toLowerCase().replace(/[ -]/g, '_'));
  const placeOf = (kind: keyof ListColumns) =>
    names.indexOf(HEADINGS[kind].find((candidate) => names.includes(candidate)) ?? '\0');
  const columns = { row: placeOf('row'), column: placeOf('column'), label: placeOf('label') };
  return Object.values(columns).every((place) => place >= 0) ? columns : undefined;
}

/**
 * Reads a list of labelled pixels, one a line. Labels may be names, which are numbered in alphabetical order.
 *
 * @throws UnusableDataError where a line names no pixel or has no label
 */
export async function readList(
  lines: Iterable<DelimitedLine>,
  places: ListColumns,
  file: string,
  signal?: AbortSignal,
): Promise<PixelList> {
  const list: PixelList = { lines: [], rows: [], columns: [], labels: [] };
  const names = new Map<string, number>();
  for (const { number, cells } of lines) {
    const [row, column, name] = [places.row, places.column, places.label].map((place) => cells[place] ?? '');
    list.lines.push(number);
    list.rows.push(pixelIndex(row) ?? refuse(noPixel(file, number, row, column)));
    list.columns.push(pixelIndex(column) ?? refuse(noPixel(file, number, row, column)));
    if (!names.has(name)) names.set(name, names.size);
    list.labels.push(names.get(name) as number);
    if (list.lines.length % LINES_A_TURN !== 0) continue;
    await nextTurn();
    throwIfCancelled(signal);
  }
  const written = [...names.keys()];
  const named = namedClasses(written, file);
  const labels = named ?? written.map(labelNumber);
  list.labels = list.labels.map(
    (place, at) => labels[place] ?? refuse(noNumber(file, list.lines[at], places.label + 1, written[place])),
  );
  return named ? { ...list, classes: classesOf(written, named) } : list;
}

function refuse(error: Error): never {
  throw error;
}

function pixelIndex(cell: string): number | undefined {
  const value = cellNumber(cell);
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= LONGEST_AXIS
    ? value
    : undefined;
}

function labelNumber(cell: string): number | undefined {
  const value = cell === '' ? 0 : cellNumber(cell);
  return value !== undefined && couldBeLabel(value) ? value : undefined;
}

/** The label of each name, or undefined where labels are numbers (a name among them is then wrong). */
function namedClasses(names: readonly string[], file: string): number[] | undefined {
  const isClass = (name: string) => !UNLABELLED.includes(name.toLowerCase());
  const classes = names.filter(isClass).sort();
  if (classes.length === 0 || classes.some((name) => cellNumber(name) !== undefined)) return undefined;
  if (!couldBeLabel(classes.length)) throw tooManyClasses(file, classes.length);
  const numbers = new Map(classes.map((name, index) => [name, index + 1]));
  return names.map((name) => numbers.get(name) ?? 0);
}

function classesOf(names: readonly string[], labels: readonly number[]): SourceClass[] {
  return names.map((name, index) => ({ label: labels[index], name })).filter(({ label }) => label > 0);
}
