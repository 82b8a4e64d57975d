import { BandscapeError, UnreadableFileError } from '../errors';

/** The last part of a path, whichever separator it uses: what a person calls the file. */
export function fileName(file: string): string {
  return file.split(/[\\/]/).pop() || file;
}

/** What the only array of a file is called: the file's name without its ending. */
export function stemOf(file: string): string {
  const name = fileName(file);
  const dot = name.lastIndexOf('.');
  return dot > 0 ? name.slice(0, dot) : name;
}

/** What the operating system said about a file, as an error a person can act on; other errors pass unchanged. */
export function asFileError(error: unknown, file: string): unknown {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  if (error instanceof BandscapeError || typeof code !== 'string') return error;
  const details = { file, reason: code };
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
    case 'ERR_INVALID_ARG_VALUE': // Node's word for a name that no file can have
      return new UnreadableFileError(
        'file-missing',
        `There is no file "${file}"; check its name and folder.`,
        details,
      );
    case 'EACCES':
    case 'EPERM':
      return new UnreadableFileError(
        'file-no-permission',
        `You have no permission to read "${file}"; change its permissions or copy it elsewhere.`,
        details,
      );
    case 'EISDIR':
      return folderError(file);
    case 'EMFILE':
    case 'ENFILE':
      return new UnreadableFileError(
        'too-many-open-files',
        `"${fileName(file)}" could not be opened because too many files are open; close some and try again.`,
        details,
      );
    default:
      // Errors of the stream and compression libraries carry codes too, but they are about bytes, not about files.
      if (!/^E[A-Z0-9]+$/.test(code)) return error;
      return new UnreadableFileError(
        'file-not-readable',
        `"${file}" could not be read (${code}); check the disk or the network drive it lies on.`,
        details,
      );
  }
}

export function folderError(file: string): UnreadableFileError {
  return new UnreadableFileError(
    'file-is-folder',
    `"${file}" is a folder; open the data file in it instead.`,
    { file },
  );
}
