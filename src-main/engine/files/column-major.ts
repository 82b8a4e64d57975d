import type { Dtype, ErrorReportLike, NumericArray } from '@shared/scene';
import { EngineError, throwIfCancelled } from '../errors';
import type { ByteSource } from './bytes';
import type { ArraySource, Range } from './source';
import { nextTurn } from './turn';
import { allocate, valueCount } from './values';

/** What lies where: `shape` values of `itemSize` bytes from `offset` on, first axis fastest. */
export interface ColumnMajorLayout {
  bytes: ByteSource;
  offset: number;
  shape: readonly number[];
  dtype: Dtype;
  itemSize: number;
  /** Turns stored bytes into values of `dtype`. */
  decode(bytes: Uint8Array): NumericArray;
  wavelengths?: readonly number[];
  warnings?: readonly ErrorReportLike[];
}

/** Reading through a gap of up to this many bytes is cheaper than a second read. */
const LARGEST_GAP = 64 * 1024;
/** What one read may take, so that memory stays small and a cancellation is noticed soon. */
const LARGEST_SPAN = 8 * 1024 * 1024;

/** Data in memory are read without waiting, so other work gets a turn after this much. */
const BYTES_A_TURN = 2 * LARGEST_SPAN;

/** An array stored with its first axis fastest, as MATLAB and Fortran do; reads give C order. */
export class ColumnMajorSource implements ArraySource {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly wavelengths?: readonly number[];
  readonly warnings: readonly ErrorReportLike[];
  /** Values between neighbouring indices of each axis in the file. */
  private readonly strides: readonly number[];

  constructor(private readonly layout: ColumnMajorLayout) {
    this.shape = layout.shape;
    this.dtype = layout.dtype;
    this.wavelengths = layout.wavelengths;
    this.warnings = layout.warnings ?? [];
    this.strides = layout.shape.map((_, axis) => valueCount(layout.shape.slice(0, axis)));
  }

  /** Columns of a cube: all rows of one column of a band lie together. */
  get tileAxis(): number {
    return Math.min(1, this.shape.length - 1);
  }

  async read(ranges: readonly Range[], signal?: AbortSignal): Promise<NumericArray> {
    throwIfCancelled(signal);
    checkRanges(ranges, this.shape);
    const lengths = ranges.map(([start, stop]) => stop - start);
    const values = allocate(this.dtype, valueCount(lengths));
    if (values.length === 0) return values;
    const first = ranges.reduce((sum, [start], axis) => sum + start * this.strides[axis], 0);
    const inner = this.axesOfOneRead(lengths);
    const span = this.spanOf(lengths, inner);
    // Strides of the result in C order.
    const outStrides = lengths.map((_, axis) => valueCount(lengths.slice(axis + 1)));
    let sinceTurn = 0;
    for (const outer of indices(lengths.slice(inner))) {
      if ((sinceTurn += span * this.layout.itemSize) > BYTES_A_TURN) {
        sinceTurn = 0;
        await nextTurn();
      }
      const place = dot(outer, this.strides.slice(inner));
      const stored = await this.readSpan(first + place, span, signal);
      scatter(stored, values, dot(outer, outStrides.slice(inner)), {
        lengths: lengths.slice(0, inner),
        from: this.strides,
        to: outStrides,
      });
    }
    return values;
  }

  close(): Promise<void> {
    return this.layout.bytes.close();
  }

  /** How many leading axes of the window one read takes in, gaps included. */
  private axesOfOneRead(lengths: readonly number[]): number {
    let axes = 1;
    while (axes < lengths.length) {
      const gap = (this.strides[axes] - this.spanOf(lengths, axes)) * this.layout.itemSize;
      const larger = this.spanOf(lengths, axes + 1) * this.layout.itemSize;
      if ((gap > LARGEST_GAP && lengths[axes] > 1) || larger > LARGEST_SPAN) break;
      axes++;
    }
    return axes;
  }

  /** Values from the first to the last one of the window's part along the first `axes` axes. */
  private spanOf(lengths: readonly number[], axes: number): number {
    return (
      1 + lengths.slice(0, axes).reduce((sum, length, axis) => sum + (length - 1) * this.strides[axis], 0)
    );
  }

  private async readSpan(first: number, count: number, signal?: AbortSignal): Promise<NumericArray> {
    const { bytes, offset, itemSize, decode } = this.layout;
    return decode(await bytes.read(offset + first * itemSize, count * itemSize, signal));
  }
}

function checkRanges(ranges: readonly Range[], shape: readonly number[]): void {
  const fits =
    ranges.length === shape.length &&
    ranges.every(
      ([start, stop], axis) =>
        Number.isInteger(start) &&
        Number.isInteger(stop) &&
        start >= 0 &&
        start <= stop &&
        stop <= shape[axis],
    );
  if (fits) return;
  const asked = ranges.map(([start, stop]) => `${start}:${stop}`).join(', ');
  throw new EngineError(
    'window-outside-array',
    `The window ${asked} is not within an array of ${shape.join(' x ')}.`,
    { window: asked, shape: shape.join(' x ') },
  );
}

/** Every index of an array of these lengths, first axis fastest; one empty index where there is no axis. */
function* indices(lengths: readonly number[]): Generator<readonly number[]> {
  const total = valueCount(lengths);
  const index = lengths.map(() => 0);
  for (let n = 0; n < total; n++) {
    yield index;
    for (let axis = 0; axis < index.length && ++index[axis] === lengths[axis]; axis++) index[axis] = 0;
  }
}

interface ScatterPlan {
  lengths: readonly number[];
  from: readonly number[];
  to: readonly number[];
}

/** Copies the window's values out of a span, which begins with the first of them, to their places in C order. */
function scatter(stored: NumericArray, values: NumericArray, start: number, plan: ScatterPlan): void {
  const { lengths, from, to } = plan;
  const outerFrom = from.slice(1);
  const outerTo = to.slice(1);
  const run = lengths[0];
  const step = to[0];
  for (const outer of indices(lengths.slice(1))) {
    const source = dot(outer, outerFrom);
    let target = start + dot(outer, outerTo);
    for (let i = 0; i < run; i++, target += step) values[target] = stored[source + i];
  }
}

function dot(index: readonly number[], strides: readonly number[]): number {
  let sum = 0;
  for (let axis = 0; axis < index.length; axis++) sum += index[axis] * strides[axis];
  return sum;
}
