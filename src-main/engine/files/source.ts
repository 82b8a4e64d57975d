import type { Dtype, FileInfo, Georeferencing, NumericArray } from '@shared/scene';

/** Half-open range of indices along one axis. */
export type Range = readonly [start: number, stop: number];

/**
 * One numeric variable of a file, readable by windows. Dimensions are those of the data as a person means them:
 * (rows, columns, bands) for a cube, (rows, columns) for labels.
 */
export interface ArraySource {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly wavelengths?: readonly number[];
  readonly georeferencing?: Georeferencing;
  /**
   * Values of a window, in C order over `ranges` (last axis fastest), in the variable's own dtype
   * (64-bit integers as float64). `ranges` has one entry an axis.
   * @throws UnreadableFileError where the file ends early or is damaged
   * @throws CancelledError when the signal is aborted
   */
  read(ranges: readonly Range[], signal?: AbortSignal): Promise<NumericArray>;
  /** Frees handles and scratch files; reading afterwards is an error. */
  close(): Promise<void>;
}

export interface OpenOptions {
  signal?: AbortSignal;
  /** Fraction done of work that precedes the first read, such as inflating a compressed variable. */
  onProgress?: (fraction: number) => void;
}

/** One format. Readers are registered in `registry.ts` and loaded only when a file needs them. */
export interface Reader {
  readonly id: string;
  readonly title: string;
  readonly extensions: readonly string[];
  /** Whether the first bytes (up to 4 KiB) and the name look like this format. */
  recognises(head: Uint8Array, file: string): boolean;
  /** Lists the numeric variables without reading their values. */
  inspect(file: string, signal?: AbortSignal): Promise<FileInfo>;
  open(file: string, variable: string, options?: OpenOptions): Promise<ArraySource>;
}
