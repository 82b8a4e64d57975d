import { BandscapeError } from '../engine/errors';
import type { Dialogs } from './dialogs';

/**
 * Writes files, asking before each existing one that the person was not asked about yet.
 * @param chosen the file that the save dialog asked about
 * @param write is given the files that may be replaced; refuses with `output-file-exists` where another one exists
 * @returns null where the person would rather keep a file
 */
export async function writeAsking<T>(
  dialogs: Pick<Dialogs, 'confirmReplace'>,
  chosen: string,
  write: (replaceable: string[]) => Promise<T>,
): Promise<T | null> {
  const replaceable = [chosen];
  for (;;) {
    try {
      return await write([...replaceable]);
    } catch (error) {
      const existing = existingFile(error);
      if (existing === undefined || replaceable.includes(existing)) throw error;
      if (!(await dialogs.confirmReplace(existing))) return null;
      replaceable.push(existing);
    }
  }
}

function existingFile(error: unknown): string | undefined {
  if (!(error instanceof BandscapeError) || error.code !== 'output-file-exists') return undefined;
  return String(error.details.place);
}
