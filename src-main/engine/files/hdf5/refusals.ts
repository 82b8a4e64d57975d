import { UnsupportedFormatError, type BandscapeError } from '../../errors';
import { fileName } from '../file-errors';

/** An array that is not read: what it is, and what its user should do about it. */
export interface Refusal {
  kind: string;
  problem: BandscapeError;
}

/** Other files are never opened for the values of this one. */
export function elsewhere(file: string, variable: string): Refusal {
  return {
    kind: 'link to another file',
    problem: new UnsupportedFormatError(
      'values-elsewhere',
      `Variable "${variable}" of "${fileName(file)}" stands for values in another file, which Bandscape does not ` +
        'follow; open that file, or copy the values into one with h5repack.',
      { file, variable },
    ),
  };
}

export function packedUnknown(file: string, variable: string, packing: string): Refusal {
  return {
    kind: `array packed with ${packing}`,
    problem: new UnsupportedFormatError(
      'packing-unknown',
      `Variable "${variable}" of "${fileName(file)}" is packed with ${packing}, which Bandscape does not read; ` +
        'unpack it, for instance with h5repack -f NONE.',
      { file, variable, packing },
    ),
  };
}

export function chunkTooLarge(file: string, variable: string, length: number): Refusal {
  const megabytes = Math.round(length / 1024 ** 2);
  return {
    kind: `array packed in pieces of ${megabytes} MB`,
    problem: new UnsupportedFormatError(
      'chunk-too-large',
      `Variable "${variable}" of "${fileName(file)}" is packed in pieces of ${megabytes} MB, more than Bandscape ` +
        'unpacks at once; save it with smaller chunks, for instance with h5repack.',
      { file, variable, megabytes },
    ),
  };
}
