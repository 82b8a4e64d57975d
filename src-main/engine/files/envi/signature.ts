import { foreignFormatOf } from '../foreign-formats';
import { DATA_EXTENSIONS, headerBeside, isHeaderName } from './pair';

const DATA_NAME = new RegExp(`\\.(${DATA_EXTENSIONS.join('|')})$`, 'i');

/**
 * Whether a file is an ENVI header, or raw data with a header beside it, or is named like raw data and looks like
 * nothing else: then the reader can say that the header is missing.
 */
export function isEnvi(head: Uint8Array, file: string): boolean {
  if (String.fromCharCode(...head.subarray(0, 4)) === 'ENVI') return true;
  if (isHeaderName(file)) return false;
  return headerBeside(file) !== undefined || (DATA_NAME.test(file) && !foreignFormatOf(head));
}
