import type { AxisOrder } from '@shared/axes';
import type { KeptMetadata } from '@shared/cube-formats';
import type {
  AxesFrom,
  Dtype,
  ErrorReportLike,
  FileInfo,
  Georeferencing,
  NumericArray,
  Rgb,
} from '@shared/scene';
import type { CarriedMetadata } from './carried';

/** Half-open range of indices along one axis. */
export type Range = readonly [start: number, stop: number];

/** What a file says of one value of its labels. */
export interface SourceClass {
  /** 0 is unlabelled. */
  label: number;
  name?: string;
  color?: Rgb;
}

export interface TakenAxes {
  /** What each axis is, in the file's order. */
  axes: AxisOrder;
  from: AxesFrom;
  /** Whether only the shape speaks for it, and not clearly. */
  uncertain: boolean;
}

/**
 * One numeric variable of a file, readable by windows. Dimensions are those of the data as a person means them:
 * (rows, columns, bands) for a cube, (rows, columns) for labels.
 */
export interface ArraySource {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  /** What its axes in the file were taken for, and why, where the format leaves that open or a person said it. */
  readonly taken?: TakenAxes;
  readonly wavelengths?: readonly number[];
  readonly georeferencing?: Georeferencing;
  /** What the file calls its bands, one name a band. */
  readonly bandNames?: readonly string[];
  /** Names and colours that the file gives to labels. */
  readonly classes?: readonly SourceClass[];
  /** 0-based bands that the file wants to be shown as red, green and blue. */
  readonly defaultRgb?: readonly [number, number, number];
  /** The value that stands for "no value". */
  readonly nodata?: number;
  /** Full widths at half maximum, nanometres, one a band. */
  readonly fwhm?: readonly number[];
  /** 0-based bands that the file marks as bad. */
  readonly badBands?: readonly number[];
  readonly carried?: CarriedMetadata;
  /** All files that the array is read from, where they are more than the one that was opened. */
  readonly files?: readonly string[];
  /**
   * All axes, first the one along which windows are cheapest to cut when all other axes are read whole, because the
   * data of one index lie together in the file.
   */
  readonly tileAxes: readonly number[];
  /** What a person should know about the data although they could be read, such as a wrong checksum. */
  readonly warnings: readonly ErrorReportLike[];
  /**
   * Values of a window, in C order over `ranges` (last axis fastest), in the variable's own dtype
   * (64-bit integers as float64). `ranges` has one entry an axis.
   * @throws UnreadableFileError where the file ends early or is damaged
   * @throws CancelledError when the signal is aborted
   */
  read(ranges: readonly Range[], signal?: AbortSignal): Promise<NumericArray>;
  /**
   * Does at once, and tells how far it is, what the first window over all bands would have to do without a word; for
   * whoever is about to read everything. Sources that read each window for itself have no need of it.
   */
  unpack?(options: UnpackOptions): Promise<void>;
  /** Frees handles and scratch files; reading afterwards is an error. */
  close(): Promise<void>;
}

/** Of rows and columns the one that is cheaper to cut: bands may lie anywhere, since a tile takes in all of them. */
export function tileAxisOf({ tileAxes }: Pick<ArraySource, 'tileAxes'>): 0 | 1 {
  return tileAxes.find((axis) => axis < 2) === 1 ? 1 : 0;
}

export interface UnpackOptions {
  signal?: AbortSignal;
  onProgress?: (fraction: number) => void;
}

export interface OpenOptions {
  signal?: AbortSignal;
  /** Fraction done of work that precedes the first read, such as inflating the `bytes` of a compressed variable. */
  onProgress?: (fraction: number, bytes: number) => void;
  /** Inflated variables of more bytes than this go into a scratch file instead of memory. */
  memoryLimit?: number;
  /** Which axis is which, in the file's order, instead of what is known or guessed of it. */
  axes?: AxisOrder;
  /** Rows and columns of the scene that labels belong to, for a list of pixels, which does not know its own. */
  size?: readonly [rows: number, columns: number];
}

/** Reads one format. */
export interface Reader {
  /** Lists the numeric variables without reading their values. */
  inspect(file: string, signal?: AbortSignal): Promise<FileInfo>;
  open(file: string, variable: string, options?: OpenOptions): Promise<ArraySource>;
}

/** A format in the registry; its reader is loaded only when a file needs it. */
export interface Format {
  readonly id: string;
  /** As a person calls it, in the middle of a sentence. */
  readonly title: string;
  /** Without the dot. */
  readonly extensions: readonly string[];
  /** Which of its files are read, as a phrase. */
  readonly reads: string;
  /** What is read besides values, types and shapes, where a file says it. */
  readonly tells: readonly KeptMetadata[];
  /** Whether the first bytes (up to 4 KiB) look like this format. */
  recognises(head: Uint8Array, file: string): boolean;
  load(): Promise<Reader>;
}
