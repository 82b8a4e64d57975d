import { foreignFormatOf } from '../foreign-formats';
import { isUtf16 } from '../text';

export const EXTENSIONS = ['csv', 'tsv', 'txt'] as const;
const NAME = new RegExp(`\\.(${EXTENSIONS.join('|')})$`, 'i');

/** Text under a name that tables have; headers of ENVI images are text too, whatever they are called. */
export function isCsv(head: Uint8Array, file: string): boolean {
  if (!NAME.test(file) || String.fromCharCode(...head.subarray(0, 4)) === 'ENVI') return false;
  return isUtf16(head) || foreignFormatOf(head)?.code === 'text-file';
}
