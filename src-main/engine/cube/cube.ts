import type { Dtype, ErrorReportLike, Georeferencing, NumericArray } from '@shared/scene';
import type { Range, TakenAxes, UnpackOptions } from '../files/source';

/** The part of a cube to read; an axis left out is read whole. Half-open. */
export interface CubeWindow {
  rows?: Range;
  columns?: Range;
  bands?: Range;
}

/** A hyperspectral image: rows x columns pixels, each with a spectrum of `bands` values. */
export interface Cube {
  readonly rows: number;
  readonly columns: number;
  readonly bands: number;
  readonly dtype: Dtype;
  /** What the axes of its file were taken for, where the format leaves that open or a person said it. */
  readonly taken?: TakenAxes;
  /** Band centres in nanometres, one a band, in file order (not always increasing). */
  readonly wavelengths?: readonly number[];
  readonly georeferencing?: Georeferencing;
  /** 0-based bands that the file wants to be shown as red, green and blue. */
  readonly defaultRgb?: readonly [number, number, number];
  /** The value that stands for "no value" in the file. */
  readonly nodata?: number;
  /** The axis to cut the scene along when every band of a part is needed: the other way costs many small reads. */
  readonly tileAxis: 'rows' | 'columns';
  /** Whether the bands of a pixel lie together in the file, so that one cannot be read without all others. */
  readonly bandsTogether: boolean;
  /** What a person should know about the file although it could be read. */
  readonly warnings: readonly ErrorReportLike[];
  /** Values in (row, column, band) order, band fastest. */
  read(window: CubeWindow, signal?: AbortSignal): Promise<NumericArray>;
  /** Before everything is read: see `ArraySource.unpack`. */
  unpack?(options: UnpackOptions): Promise<void>;
  close(): Promise<void>;
}
