import { NotWritableError } from '../errors';

const SENTENCES: Record<string, [code: string, say: (place: string) => string]> = {
  ENOSPC: [
    'disk-full',
    (place) => `The disk is full, so ${place} was not written: free some space or choose another place.`,
  ],
  EDQUOT: [
    'disk-full',
    (place) =>
      `Your share of the disk is used up, so ${place} was not written: free some space or choose another place.`,
  ],
  EACCES: ['no-permission', (place) => `You may not write ${place}: choose a folder that you can write to.`],
  EPERM: ['no-permission', (place) => `You may not write ${place}: choose a folder that you can write to.`],
  EROFS: [
    'read-only-disk',
    (place) => `${place} lies on a disk that cannot be written to: choose another place.`,
  ],
  ENOTDIR: [
    'not-a-folder',
    (place) => `A part of the path of ${place} is a file and not a folder: choose another place.`,
  ],
  EEXIST: [
    'not-a-folder',
    (place) => `A part of the path of ${place} is a file and not a folder: choose another place.`,
  ],
  EISDIR: ['is-a-folder', (place) => `${place} is a folder: choose the name of a file.`],
  ENOENT: [
    'folder-missing',
    (place) => `The folder of ${place} does not exist: choose another place or create it.`,
  ],
  ENAMETOOLONG: [
    'name-too-long',
    (place) => `The name of ${place} is too long for this disk: choose a shorter one.`,
  ],
  EFBIG: [
    'file-too-large',
    (place) => `${place} would need a larger file than this disk allows: choose another place.`,
  ],
};

/**
 * An error of the file system as a `NotWritableError` about `place`; anything else as it is.
 * @param place the file or folder that the person asked for, not a temporary name
 */
export function asNotWritable(error: unknown, place: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  const isFromFileSystem =
    error instanceof Error && typeof (error as NodeJS.ErrnoException).errno === 'number';
  return isFromFileSystem && code !== undefined ? notWritable(code, place) : error;
}

/** What the system's word for a refusal means for `place`. */
export function notWritable(code: string, place: string): NotWritableError {
  const [name, say] = SENTENCES[code] ?? [
    'write-failed',
    () => `${place} could not be written (${code}): choose another place or try again.`,
  ];
  return new NotWritableError(name, say(place), { place, reason: code });
}
