import { UnreadableFileError, UnsupportedFormatError } from '../../errors';
import { fileName } from '../file-errors';

/** @param problem what is wrong, as the end of "... is damaged at byte N:" */
export function damaged(file: string, byte: number, problem: string): UnreadableFileError {
  return new UnreadableFileError(
    'tiff-damaged',
    `"${fileName(file)}" is damaged at byte ${byte}: ${problem}; download or save the file again.`,
    { file, byte, problem },
  );
}

export function truncated(file: string, length: number, what: string): UnreadableFileError {
  return new UnreadableFileError(
    'tiff-truncated',
    `"${fileName(file)}" is incomplete: it ends at byte ${length}, before the end of ${what}; download or save it again.`,
    { file, length, what },
  );
}

/** @param what the property that is not read, as the end of "... has" */
export function unsupported(file: string, what: string): UnsupportedFormatError {
  return new UnsupportedFormatError(
    'tiff-unsupported',
    `"${fileName(file)}" has ${what}, which Bandscape does not read; save it again as a plain GeoTIFF, for instance ` +
      'with gdal_translate.',
    { file, what },
  );
}
