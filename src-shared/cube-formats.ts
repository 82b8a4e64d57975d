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
}

const EVERYTHING: readonly KeptMetadata[] = [
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
  { id: 'hdr', title: 'ENVI images', extensions: ['hdr'], keeps: EVERYTHING },
  { id: 'tif', title: 'GeoTIFF images', extensions: ['tif', 'tiff'], keeps: EVERYTHING },
  {
    id: 'mat',
    title: 'MAT files of version 5',
    extensions: ['mat'],
    keeps: ['wavelengths', 'fwhm', 'bad-bands'],
  },
  { id: 'npy', title: 'NumPy arrays', extensions: ['npy'], keeps: [] },
];
