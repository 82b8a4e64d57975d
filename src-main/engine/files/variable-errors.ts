import { UnreadableFileError, UnsupportedFormatError, UnusableDataError } from '../errors';
import { fileName } from './file-errors';

/** @param kind what the variable is, as a person calls it */
export function notNumeric(file: string, variable: string, kind: string): UnsupportedFormatError {
  return new UnsupportedFormatError(
    'variable-not-numeric',
    `Variable "${variable}" of "${fileName(file)}" is a ${kind}, which Bandscape does not read; save the ` +
      'numbers in it as a variable of its own.',
    { file, variable, kind },
  );
}

/** @param names of the variables that the file has */
export function noSuchVariable(file: string, variable: string, names: readonly string[]): UnusableDataError {
  const holds =
    names.length > 0 ? `its numeric variables are ${names.join(', ')}` : 'it holds no numeric variable';
  return new UnusableDataError(
    'variable-missing',
    `"${fileName(file)}" has no variable "${variable}"; ${holds}.`,
    { file, variable, names: names.join(', ') },
  );
}

/** @param problem what is wrong, as the end of "... is damaged:" */
export function damagedFile(file: string, problem: string, byte?: number): UnreadableFileError {
  const where = byte === undefined ? '' : ` at byte ${byte}`;
  return new UnreadableFileError(
    'file-damaged',
    `"${fileName(file)}" is damaged${where}: ${problem}; download or save the file again.`,
    { file, problem, ...(byte !== undefined && { byte }) },
  );
}

/**
 * Compares what a header declares with what there is, before any memory is taken for it.
 * @param stop the byte behind the last declared one
 * @param length of the file that holds the data
 * @throws UnreadableFileError where the data cannot be all there, or no file could hold them
 */
export function checkDeclaredLength(
  file: string,
  shape: readonly number[],
  stop: number,
  length: number,
): void {
  if (Number.isSafeInteger(stop) && stop <= length) return;
  const size = shape.join(' x ');
  throw new UnreadableFileError(
    'data-too-short',
    `"${fileName(file)}" holds ${length} bytes, but its header declares ${size} values, which end at byte ${stop}: ` +
      'the file is incomplete or its header belongs to another one, so download or copy both again.',
    { file, length, size, stop },
  );
}
