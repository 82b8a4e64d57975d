import type { AxisName } from './axes';

export type Dtype =
  'int8' | 'uint8' | 'int16' | 'uint16' | 'int32' | 'uint32' | 'int64' | 'uint64' | 'float32' | 'float64';

/** Values as they lie in a file. 64-bit integers arrive as float64, and only where every value is exact. */
export type NumericArray =
  Int8Array | Uint8Array | Int16Array | Uint16Array | Int32Array | Uint32Array | Float32Array | Float64Array;

export type VariableRole = 'cube' | 'labels' | 'vector' | 'other';

export interface Georeferencing {
  /** Six coefficients in GDAL's order: x = g0 + column*g1 + row*g2, y = g3 + column*g4 + row*g5. */
  transform: [number, number, number, number, number, number];
  crs?: string;
}

/**
 * What tells the order of an array's axes: their names in the file, a list of wavelengths or a map of labels beside it,
 * the lengths of the axes alone, or a person.
 */
export type AxesFrom = 'names' | 'wavelengths' | 'labels' | 'shape' | 'given';

export interface VariableInfo {
  name: string;
  role: VariableRole;
  /** Rows, columns, bands for a cube; rows, columns for labels. */
  shape: number[];
  dtype: Dtype;
  /** What each axis is in the file, in its order; left out where the file has them as `shape` does. */
  axes?: AxisName[];
  /** How the order of the axes is known; left out where the format itself knows it. */
  axesFrom?: AxesFrom;
  /** The order is the likeliest one, but another is hardly less so. */
  axesUncertain?: boolean;
  /** Of a list of labelled pixels, which belongs to any scene that is at least as large. */
  leastShape?: true;
  /** Of a cube's bands; of a vector where it is a list of wavelengths. */
  wavelengths?: number[];
  georeferencing?: Georeferencing;
  /** Full width at half maximum of every band, nanometres. */
  fwhm?: number[];
  /** 0-based bands that the file marks as bad. */
  badBands?: number[];
  /** The value that stands for "no value". */
  nodata?: number;
}

export interface FileInfo {
  file: string;
  /** Id of the reader that opened it, e.g. `mat5`. */
  format: string;
  variables: VariableInfo[];
  /** The file whose other half this one is: for raw data, their header. */
  partOf?: string;
  /** What the file holds besides and Bandscape does not read, and what each is, e.g. `struct`. */
  skipped?: { name: string; kind: string }[];
  /** Names under which pictures would be labels if they were; opening one says why it is not. */
  noLabels?: string[];
  /** Why it could not be read, where it is one of several; it has no variables then. */
  problem?: ErrorReportLike;
}

/** One variable in one file: what `FILE:NAME` means on the command line. */
export interface VariableRef {
  file: string;
  variable: string;
  /** Band centres in nanometres that a person gave; they take the place of those that the file has. */
  wavelengths?: number[];
  /** Which axis is which, in the file's order, instead of what is known or guessed of it. */
  axes?: AxisName[];
}

export type Rgb = [red: number, green: number, blue: number];

export interface ClassInfo {
  /** 1-based; 0 is unlabelled and never listed. */
  label: number;
  name: string;
  color: Rgb;
  /** Labelled pixels of this class in the scene. */
  pixels: number;
}

/** Ground truth: rows x columns, row by row, 0 = unlabelled. */
export interface LabelMap {
  rows: number;
  columns: number;
  labels: Uint16Array;
  classes: ClassInfo[];
  /** What a person should know of how the file's labels were understood. */
  warnings?: ErrorReportLike[];
}

export interface Scene {
  sceneId: string;
  /** What the window's title shows: the sample's title or the file's name. */
  name: string;
  cube: VariableRef & {
    rows: number;
    columns: number;
    bands: number;
    dtype: Dtype;
    /** Band centres in nanometres, not always increasing; absent where the file has none. */
    wavelengths?: number[];
    /** How `axes`, or that they are rows, columns, bands, is known; left out where the format itself knows it. */
    axesFrom?: AxesFrom;
    /** 0-based bands of the default composite: red, green, blue. */
    defaultRgb: [number, number, number];
    georeferencing?: Georeferencing;
    /** The step of pictures that come quickly; above 1 where a band cannot be read without all others. */
    previewStep: number;
  };
  truth?: VariableRef & LabelMap;
  /** Constant bands, NaN or Inf found: shown once beside the scene, in plain words. */
  warnings: ErrorReportLike[];
}

/** The part of an `ErrorReport` that a warning needs. */
export interface ErrorReportLike {
  code: string;
  message: string;
  details: Record<string, string | number>;
}

/** How the values of a band become shades: 2nd to 98th percentile, minimum to maximum, or mean ± 2 deviations. */
export const STRETCH_KINDS = ['percentile', 'full', 'deviation'] as const;
export type StretchKind = (typeof STRETCH_KINDS)[number];

/** One band in shades of grey, of every `step`-th row and column of the scene. */
export interface BandPicture {
  /** 0-based. */
  band: number;
  step: number;
  /** Of the picture: those of the scene over `step`, rounded up. */
  rows: number;
  columns: number;
  /** rows x columns, row by row: 0 is black, 255 white. */
  grey: Uint8Array;
  /** rows x columns, 1 where the file has no value; absent where it has one everywhere. */
  missing?: Uint8Array;
}

/** A small picture of an array that may be opened. */
export interface VariablePreview {
  /** Rows, columns and, of a cube, bands of the whole array. */
  shape: number[];
  /** Of some of its pixels, evenly spread. */
  picture: SmallPicture;
}

export type SmallPicture = Omit<BandPicture, 'step'>;

/** Mean and standard deviation of every band over the labelled pixels of one class. */
export interface ClassSpectrum {
  label: number;
  mean: Float32Array;
  standardDeviation: Float32Array;
}
