import { UnreadableFileError, UnsupportedFormatError, UnusableDataError } from '../errors';
import { fileName } from './file-errors';

/** @param kind what the variable is, as a person calls it */
export function notNumeric(file: string, variable: string, kind: string): UnsupportedFormatError {
  return new UnsupportedFormatError(
    'variable-not-numeric',
    `Variable "${variable}" of "${fileName(file)}" is ${aOrAn(kind)}, which Bandscape does not read; save the ` +
      'numbers in it as a variable of its own.',
    { file, variable, kind },
  );
}

function aOrAn(kind: string): string {
  return `${/^[aeiou]/i.test(kind) ? 'an' : 'a'} ${kind}`;
}

const MOST_NAMES = 20;

function listed(names: readonly string[]): string {
  const rest = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** For a name inside a struct or cell array that holds too many. */
export function moreThanListed(file: string, variable: string, kind: string): UnsupportedFormatError {
  return new UnsupportedFormatError(
    'too-many-arrays-inside',
    `Variable "${variable}" of "${fileName(file)}" is a ${kind} that holds more arrays than Bandscape lists, and only ` +
      'those can be opened; save the others as variables of their own.',
    { file, variable, kind },
  );
}

/** @param names of the arrays inside the struct or cell array `variable` */
export function notOneArray(
  file: string,
  variable: string,
  kind: string,
  names: readonly string[],
): UnsupportedFormatError {
  return new UnsupportedFormatError(
    'variable-not-numeric',
    `Variable "${variable}" of "${fileName(file)}" is a ${kind}; open one of the arrays in it: ${listed(names)}.`,
    { file, variable, kind, names: names.join(', ') },
  );
}

/** @param names of the variables that the file has */
export function noSuchVariable(file: string, variable: string, names: readonly string[]): UnusableDataError {
  const holds =
    names.length > 0 ? `its numeric variables are ${listed(names)}` : 'it holds no numeric variable';
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
