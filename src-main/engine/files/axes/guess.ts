import { CUBE_ORDERS, type AxisName, type AxisOrder } from '@shared/axes';
import type { AxesFrom } from '@shared/scene';
import type { TakenAxes } from '../source';

/** What a file says of the axes of an array with three. */
export interface AxesEvidence {
  /** What each axis is by its name, as far as it has one that tells. */
  names?: readonly (AxisName | undefined)[];
  /** Of each axis, whether a list of wavelengths has one entry for each of its indices. */
  wavelengths?: readonly boolean[];
  /** Rows and columns of the maps of labels in the same file. */
  labels?: readonly (readonly number[])[];
}

/**
 * What the axes of an array with three are: by their names, else the axis that wavelengths fit is the bands, else the
 * one that maps of labels beside it lack, else the one that looks most like bands. Rows come before columns unless
 * names, or labels of a cube whose bands are not last, say otherwise.
 */
export function guessAxes(shape: readonly number[], evidence: AxesEvidence): TakenAxes {
  let orders = CUBE_ORDERS;
  let from: AxesFrom | undefined;
  for (const [source, fits] of tests(shape, evidence)) {
    const fitting = orders.filter(fits);
    if (fitting.length === 0) continue;
    orders = fitting;
    if (new Set(orders.map(bandsAxis)).size === 1) from ??= source;
  }
  return from ? { axes: orders[0], from, uncertain: false } : byShape(shape, orders);
}

type Test = [source: AxesFrom, fits: (order: AxisOrder) => boolean];

function tests(
  shape: readonly number[],
  { names = [], wavelengths = [], labels = [] }: AxesEvidence,
): Test[] {
  const all: Test[] = [];
  if (names.some((name) => name !== undefined))
    all.push(['names', (order) => order.every((axis, at) => (names[at] ?? axis) === axis)]);
  if (wavelengths.includes(true)) all.push(['wavelengths', (order) => wavelengths[bandsAxis(order)]]);
  if (labels.length > 0)
    all.push(['labels', (order) => labels.some((size) => fitsLabels(shape, order, size))]);
  return all;
}

const bandsAxis = (order: AxisOrder) => order.indexOf('bands');

function fitsLabels(shape: readonly number[], order: AxisOrder, [rows, columns]: readonly number[]): boolean {
  const length = (name: AxisName) => shape[order.indexOf(name)];
  const fits = length('rows') === rows && length('columns') === columns;
  // With bands last, it may as well be the labels that are transposed: whoever opens them is told.
  if (bandsAxis(order) === 2)
    return order[0] === 'rows' && (fits || (length('rows') === columns && length('columns') === rows));
  return fits;
}

/** An array that is shorter than this on every side is no scene, and its shape tells nothing: what is usual is taken. */
const SMALLEST_TELLING = 16;
/** Pictures are rarely elongated, bands rarely more than rows or columns; these many are more than sensors have. */
const MOST_BANDS = 700;
const TOO_MANY = 3;
/** Two equal lengths are those of a picture. */
const SQUARE = 1;
/** How much must speak against it before an order other than rows, columns, bands is taken. */
const UNUSUAL = [0.9, 1.2, 0];
/** Less between two orders is not clear. */
const CLEAR = 1;

function byShape(shape: readonly number[], orders: readonly AxisOrder[]): TakenAxes {
  if (Math.max(...shape) < SMALLEST_TELLING) return { axes: orders[0], from: 'shape', uncertain: false };
  const candidates = [...new Set(orders.map(bandsAxis))].sort((a, b) => cost(shape, a) - cost(shape, b));
  const [bands, second] = candidates;
  const axes = orders.find((order) => bandsAxis(order) === bands) ?? CUBE_ORDERS[0];
  const isClear = second === undefined || cost(shape, second) - cost(shape, bands) >= CLEAR;
  const isShortest = shape.every((length, axis) => axis === bands || length > shape[bands]);
  return { axes, from: 'shape', uncertain: bands !== 2 || !(isShortest || isClear) };
}

/** How little an array looks as if this axis were its bands. */
function cost(shape: readonly number[], bands: number): number {
  const [first, second] = shape.filter((_, axis) => axis !== bands);
  const elongated = Math.abs(Math.log(first / second));
  const crowded = Math.max(0, Math.log(shape[bands] / Math.min(first, second)));
  const isSquare = first === second && first !== shape[bands];
  return (
    elongated +
    crowded +
    (shape[bands] > MOST_BANDS ? TOO_MANY : 0) +
    UNUSUAL[bands] -
    (isSquare ? SQUARE : 0)
  );
}
