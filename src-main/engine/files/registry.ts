import { EVERYTHING } from '@shared/cube-formats';
import type { FileInfo, VariableRef } from '@shared/scene';
import { throwIfCancelled } from '../errors';
import { openFileBytes } from './bytes';
import { EXTENSIONS as TABLE_EXTENSIONS, isCsv } from './csv/signature';
import { DATA_EXTENSIONS } from './envi/pair';
import { isEnvi } from './envi/signature';
import { isErdas } from './erdas/signature';
import { foreignFormatError } from './foreign-formats';
import { isHdf5, isMat73, isNetcdf4 } from './hdf5/signature';
import { isTiff } from './geotiff/signature';
import { isMat4 } from './mat4/signature';
import { isMat5 } from './mat5/signature';
import { isNpy, isNpz } from './npy/signature';
import { isPng } from './png/signature';
import type { ArraySource, Format, OpenOptions, Reader } from './source';

const HEAD_LENGTH = 4096;

/** Every format that can be opened. To add one, write its `Reader` and list it here. */
export const formats: readonly Format[] = [
  {
    id: 'mat5',
    title: 'MAT files of versions 5 to 7',
    extensions: ['mat'],
    reads:
      'every numeric class and logical, packed or not, both byte orders; arrays inside structs and cells',
    tells: ['wavelengths'],
    recognises: isMat5,
    load: async () => (await import('./mat5/reader')).mat5Reader,
  },
  {
    id: 'mat73',
    title: 'MAT files of version 7.3',
    extensions: ['mat'],
    reads: 'the same; chunks with deflate, shuffle, checksums',
    tells: ['wavelengths'],
    recognises: isMat73,
    load: async () => (await import('./mat73/reader')).mat73Reader,
  },
  {
    id: 'netcdf4',
    title: 'NetCDF-4 files',
    extensions: ['nc', 'nc4'],
    reads:
      'integers and floats of any size and byte order; whole or in chunks with deflate, LZF, Zstandard, shuffle, checksums',
    tells: ['wavelengths', 'fwhm', 'bad-bands', 'nodata', 'place'],
    recognises: isNetcdf4,
    load: async () => (await import('./hdf5/reader')).netcdf4Reader,
  },
  {
    id: 'hdf5',
    title: 'HDF5 files',
    extensions: ['h5', 'hdf5', 'he5'],
    reads: 'the same',
    tells: ['wavelengths', 'fwhm', 'bad-bands', 'nodata', 'place'],
    recognises: isHdf5,
    load: async () => (await import('./hdf5/reader')).hdf5Reader,
  },
  {
    id: 'geotiff',
    title: 'TIFF and GeoTIFF images',
    extensions: ['tif', 'tiff'],
    reads:
      'classic and BigTIFF, both byte orders; strips, tiles or a page a band, by pixel or by band; 8 to 64 bits; DEFLATE, LZW, PackBits, Zstandard, LERC; predictors 2 and 3',
    tells: EVERYTHING,
    recognises: isTiff,
    load: async () => (await import('./geotiff/reader')).geoTiffReader,
  },
  {
    id: 'npy',
    title: 'NumPy arrays',
    extensions: ['npy'],
    reads: '8 to 64 bits, half floats and booleans, both byte orders, C and Fortran order',
    tells: [],
    recognises: isNpy,
    load: async () => (await import('./npy/npy-reader')).npyReader,
  },
  {
    id: 'npz',
    title: 'archives of NumPy arrays',
    extensions: ['npz'],
    reads: 'the same, stored or deflated',
    tells: ['wavelengths'],
    recognises: isNpz,
    load: async () => (await import('./npy/npz-reader')).npzReader,
  },
  {
    id: 'erdas',
    title: 'ERDAS LAN and GIS images',
    extensions: ['lan', 'gis'],
    reads: '8 and 16 bits, both byte orders, versions 7.4 and before',
    tells: ['place'],
    recognises: isErdas,
    load: async () => (await import('./erdas/reader')).erdasReader,
  },
  {
    id: 'mat4',
    title: 'MAT files of version 4',
    extensions: ['mat'],
    reads: 'every numeric type, both byte orders',
    tells: [],
    recognises: isMat4,
    load: async () => (await import('./mat4/reader')).mat4Reader,
  },
  {
    id: 'png',
    title: 'PNG images of ground truth',
    extensions: ['png'],
    reads: '1 to 16 bits; gray, palette or colours, with or without opacity, interlaced or not',
    tells: ['classes'],
    recognises: isPng,
    load: async () => (await import('./png/reader')).pngReader,
  },
  {
    id: 'csv',
    title: 'text tables of ground truth',
    extensions: TABLE_EXTENSIONS,
    reads: 'a matrix, or a list of pixels, with commas, semicolons, tabs or spaces; a list of wavelengths',
    tells: ['wavelengths', 'classes'],
    recognises: isCsv,
    load: async () => (await import('./csv/reader')).csvReader,
  },
  {
    // Raw data are told by the header beside them, so every format with a signature of its own comes before.
    id: 'envi',
    title: 'ENVI images',
    extensions: ['hdr', ...DATA_EXTENSIONS],
    reads:
      'every data type but complex; BSQ, BIL and BIP, both byte orders, header offset; classification files; opened from either file',
    tells: EVERYTHING,
    recognises: isEnvi,
    load: async () => (await import('./envi/reader')).enviReader,
  },
];

/**
 * What a file holds, without reading its values.
 *
 * @throws UnreadableFileError where the file is missing, a folder, empty, damaged or not readable by this user
 * @throws UnsupportedFormatError where no reader knows the format
 * @throws CancelledError when the signal is aborted
 */
export async function inspectFile(file: string, signal?: AbortSignal): Promise<FileInfo> {
  const reader = await readerOf(file, signal);
  return reader.inspect(file, signal);
}

/**
 * One variable of a file, ready for reading by windows; the caller closes it.
 *
 * @throws as `inspectFile`, and UnusableDataError where the file has no such numeric variable
 */
export async function openVariable(ref: VariableRef, options: OpenOptions = {}): Promise<ArraySource> {
  const reader = await readerOf(ref.file, options.signal);
  const { axes } = ref;
  const size =
    options.size && axes?.[0] === 'columns' ? ([options.size[1], options.size[0]] as const) : options.size;
  return reader.open(ref.file, ref.variable, { ...options, axes, size });
}

async function readerOf(file: string, signal?: AbortSignal): Promise<Reader> {
  throwIfCancelled(signal);
  const bytes = await openFileBytes(file);
  try {
    const head = await bytes.read(0, Math.min(HEAD_LENGTH, bytes.length), signal);
    const format = formats.find(({ recognises }) => recognises(head, file));
    if (!format) throw foreignFormatError(file, head, formats);
    return await format.load();
  } finally {
    await bytes.close();
  }
}
