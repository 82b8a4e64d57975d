import type { Dtype } from './scene';

/** The formats that cubes and labels are saved in; the engine has a writer for each. */
export type CubeFormatId = 'npy' | 'mat' | 'tif' | 'hdr';

/** What a format may have room for besides the values, their type and their shape, which all of them keep. */
export type KeptMetadata =
  'wavelengths' | 'fwhm' | 'bad-bands' | 'band-names' | 'nodata' | 'place' | 'classes' | 'other-fields';

export interface CubeFormat {
  id: CubeFormatId;
  /** As a person calls it, in the middle of a sentence. */
  title: string;
  /** Without the dot; the first is the usual one. */
  extensions: readonly string[];
  keeps: readonly KeptMetadata[];
  /** Types that it does not know. */
  lacks?: readonly Dtype[];
  largestBytes?: number;
  mostBands?: number;
}

export const EVERYTHING: readonly KeptMetadata[] = [
  'wavelengths',
  'fwhm',
  'bad-bands',
  'band-names',
  'nodata',
  'place',
  'classes',
  'other-fields',
];

export const CUBE_FORMATS: readonly CubeFormat[] = [
  { id: 'hdr', title: 'ENVI images', extensions: ['hdr'], keeps: EVERYTHING, lacks: ['int8'] },
  { id: 'tif', title: 'GeoTIFF images', extensions: ['tif', 'tiff'], keeps: EVERYTHING, mostBands: 65_535 },
  {
    id: 'mat',
    title: 'MAT files of version 5',
    extensions: ['mat'],
    keeps: ['wavelengths', 'fwhm', 'bad-bands'],
    // MATLAB reads no larger variable from a file of version 5.
    largestBytes: 2 ** 31 - 1 - 1024,
  },
  { id: 'npy', title: 'NumPy arrays', extensions: ['npy'], keeps: [] },
];

/** Why a format cannot hold an array; undefined where it can. */
export function obstacleOf(
  { lacks = [], largestBytes = Infinity, mostBands = Infinity }: CubeFormat,
  { dtype, shape }: { dtype: Dtype; shape: readonly number[] },
): 'type' | 'size' | 'bands' | undefined {
  if (lacks.includes(dtype)) return 'type';
  if (storedSize(dtype, shape) > largestBytes) return 'size';
  return (shape[2] ?? 1) > mostBands ? 'bands' : undefined;
}

/** Bytes of all values as a file stores them. */
export function storedSize(dtype: Dtype, shape: readonly number[]): number {
  return shape.reduce((product, length) => product * length, Number(/\d+$/.exec(dtype)) / 8);
}
