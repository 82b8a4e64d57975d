import { UnreadableFileError } from '../../errors';
import { fileName } from '../file-errors';

/** Where in a file something is read: for messages. */
export interface Place {
  file: string;
  /** Offset of the element in the file. */
  byte: number;
  /** Once it is known. */
  variable?: string;
}

/** @param problem what is wrong, as the end of "... is damaged:" */
export function damaged({ file, byte, variable }: Place, problem: string): UnreadableFileError {
  const where = variable ? `, in variable "${variable}"` : '';
  return new UnreadableFileError(
    'mat-damaged',
    `"${fileName(file)}" is damaged at byte ${byte}${where}: ${problem}; download or save the file again.`,
    { file, byte, variable: variable ?? '', problem },
  );
}

export function truncated({ file, byte, variable }: Place, length: number): UnreadableFileError {
  const what = variable ? `variable "${variable}", which starts at byte ${byte}` : `the data at byte ${byte}`;
  return new UnreadableFileError(
    'mat-truncated',
    `"${fileName(file)}" is incomplete: it ends at byte ${length}, before the end of ${what}; download or save it again.`,
    { file, byte, variable: variable ?? '', length },
  );
}
