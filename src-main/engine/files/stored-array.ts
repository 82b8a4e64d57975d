import type { Dtype, ErrorReportLike, NumericArray } from '@shared/scene';
import { throwIfCancelled } from '../errors';
import type { ByteSource } from './bytes';
import { checkRanges } from './check-ranges';
import { dot, indices, scatter } from './scatter';
import type { ArraySource, Range } from './source';
import { nextTurn } from './turn';
import { allocate, valueCount } from './values';

/** Everything that a format says of an array besides its values. */
type Description = Pick<
  ArraySource,
  | 'wavelengths'
  | 'fwhm'
  | 'badBands'
  | 'bandNames'
  | 'georeferencing'
  | 'classes'
  | 'defaultRgb'
  | 'nodata'
  | 'carried'
  | 'files'
>;

/** What lies where: the values of an array, `itemSize` bytes each, from `offset` on. */
export interface StoredLayout extends Description {
  bytes: ByteSource;
  offset: number;
  shape: readonly number[];
  /**
   * The axes of `shape` as they lie in the file, fastest first; [0, 1, 2 ...] (MATLAB's and Fortran's order) where
   * left out.
   */
  order?: readonly number[];
  dtype: Dtype;
  itemSize: number;
  /** Turns stored bytes into values of `dtype`. */
  decode(bytes: Uint8Array): NumericArray;
  warnings?: readonly ErrorReportLike[];
}

/** Reading through a gap of up to this many bytes is cheaper than a second read. */
const LARGEST_GAP = 64 * 1024;
/** What is read at once, so that memory stays small and a cancellation is noticed soon. */
const LARGEST_SPAN = 8 * 1024 * 1024;

/** Many short reads, as of one band of a cube by lines, take most of their time in waiting, so they wait together. */
const READS_AT_ONCE = 64;

/** Data in memory are read without waiting, so other work gets a turn after this much. */
const BYTES_A_TURN = 2 * LARGEST_SPAN;

/** Values as they are stored, and how far apart those of neighbouring indices are in them, by axis of the file. */
interface Span {
  stored: NumericArray;
  from: readonly number[];
}

/** An array whose values lie one behind the other in some order of its axes; reads give C order. */
export class StoredArray implements ArraySource {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly wavelengths: ArraySource['wavelengths'];
  readonly fwhm: ArraySource['fwhm'];
  readonly badBands: ArraySource['badBands'];
  readonly bandNames: ArraySource['bandNames'];
  readonly georeferencing: ArraySource['georeferencing'];
  readonly classes: ArraySource['classes'];
  readonly defaultRgb: ArraySource['defaultRgb'];
  readonly nodata: ArraySource['nodata'];
  readonly carried: ArraySource['carried'];
  readonly files: ArraySource['files'];
  readonly warnings: readonly ErrorReportLike[];
  /** Axes in the file's order, fastest first, as are lengths, strides and indices below. */
  private readonly order: readonly number[];
  /** Values between neighbouring indices of each axis in the file. */
  private readonly strides: readonly number[];

  constructor(private readonly layout: StoredLayout) {
    this.shape = layout.shape;
    this.dtype = layout.dtype;
    this.wavelengths = layout.wavelengths;
    this.fwhm = layout.fwhm;
    this.badBands = layout.badBands;
    this.bandNames = layout.bandNames;
    this.georeferencing = layout.georeferencing;
    this.classes = layout.classes;
    this.defaultRgb = layout.defaultRgb;
    this.nodata = layout.nodata;
    this.carried = layout.carried;
    this.files = layout.files;
    this.warnings = layout.warnings ?? [];
    this.order = layout.order ?? layout.shape.map((_, axis) => axis);
    const stored = this.inFileOrder(layout.shape);
    this.strides = stored.map((_, axis) => valueCount(stored.slice(0, axis)));
  }

  /** The slowest first. */
  get tileAxes(): readonly number[] {
    return [...this.order].reverse();
  }

  async read(ranges: readonly Range[], signal?: AbortSignal): Promise<NumericArray> {
    throwIfCancelled(signal);
    checkRanges(ranges, this.shape);
    const outLengths = ranges.map(([start, stop]) => stop - start);
    const values = allocate(this.dtype, valueCount(outLengths));
    if (values.length === 0) return values;
    const lengths = this.inFileOrder(outLengths);
    const to = this.inFileOrder(outLengths.map((_, axis) => valueCount(outLengths.slice(axis + 1))));
    const first = dot(this.inFileOrder(ranges.map(([start]) => start)), this.strides);
    const { axes, count, reads } = this.partAtOnce(lengths);
    const whole = lengths.slice(0, axes);
    const [along = 1, ...across] = lengths.slice(axes);
    let sinceTurn = 0;
    for (const [part, ...others] of indices([Math.ceil(along / count), ...across])) {
      const start = [part * count, ...others].slice(0, lengths.length - axes);
      const length = Math.min(count, along - part * count);
      const window = axes < lengths.length ? [...whole, length] : whole;
      const at = first + dot(start, this.strides.slice(axes));
      const { stored, from } =
        reads === 1 ? await this.readOnce(at, window, signal) : await this.readApart(at, window, signal);
      scatter(stored, values, dot(start, to.slice(axes)), { lengths: window, from, to });
      if ((sinceTurn += stored.byteLength) < BYTES_A_TURN) continue;
      sinceTurn = 0;
      await nextTurn();
    }
    return values;
  }

  close(): Promise<void> {
    return this.layout.bytes.close();
  }

  private inFileOrder(perAxis: readonly number[]): number[] {
    return this.order.map((axis) => perAxis[axis]);
  }

  /**
   * How many leading axes of the window are taken in whole at once, gaps included, how many indices of the axis
   * behind them, and in how many reads.
   */
  private partAtOnce(lengths: readonly number[]): { axes: number; count: number; reads: number } {
    const { itemSize } = this.layout;
    for (let axes = 0; axes < lengths.length; axes++) {
      const span = this.spanOf(lengths.slice(0, axes));
      const gap = (this.strides[axes] - span) * itemSize;
      if (gap > LARGEST_GAP && lengths[axes] > 1) {
        const reads = Math.max(1, Math.min(READS_AT_ONCE, Math.floor(LARGEST_SPAN / (span * itemSize))));
        return { axes, count: reads, reads };
      }
      const count = 1 + Math.floor((LARGEST_SPAN / itemSize - span) / this.strides[axes]);
      if (count < lengths[axes]) return { axes, count: Math.max(1, count), reads: 1 };
    }
    return { axes: lengths.length, count: 1, reads: 1 };
  }

  /** Values from the first to the last one of a window of these lengths along the first axes. */
  private spanOf(lengths: readonly number[]): number {
    return 1 + lengths.reduce((sum, length, axis) => sum + (length - 1) * this.strides[axis], 0);
  }

  /** A window with all gaps in it. */
  private async readOnce(first: number, lengths: readonly number[], signal?: AbortSignal): Promise<Span> {
    const { bytes, offset, itemSize, decode } = this.layout;
    const count = this.spanOf(lengths);
    const stored = decode(await bytes.read(offset + first * itemSize, count * itemSize, signal));
    return { stored, from: this.strides };
  }

  /** A window without the gaps along its last axis, which are left out. */
  private async readApart(first: number, lengths: readonly number[], signal?: AbortSignal): Promise<Span> {
    const { bytes, offset, itemSize, decode } = this.layout;
    const last = lengths.length - 1;
    const count = this.spanOf(lengths.slice(0, last));
    const size = count * itemSize;
    const parts = await Promise.all(
      Array.from({ length: lengths[last] }, (_, index) =>
        bytes.read(offset + (first + index * this.strides[last]) * itemSize, size, signal),
      ),
    );
    const joined = allocate('uint8', parts.length * size) as Uint8Array;
    parts.forEach((part, index) => joined.set(part, index * size));
    return { stored: decode(joined), from: [...this.strides.slice(0, last), count] };
  }
}
