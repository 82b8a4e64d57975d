import { BandscapeError } from '../engine/errors';
import type { Dialogs, Existing } from './dialogs';

/** What the engine says of something that is there already and may not be replaced. */
const EXISTS = { 'output-file-exists': 'file', 'output-exists': 'run' } as const satisfies Record<
  string,
  Existing
>;

/**
 * Writes files or a folder, asking before each existing one that the person was not asked about yet.
 * @param asked what the save dialog asked about
 * @param write is given what may be replaced; refuses with a code of `EXISTS` where something else exists
 * @returns null where the person would rather keep what is there
 */
export async function writeAsking<T>(
  dialogs: Pick<Dialogs, 'confirmReplace'>,
  asked: readonly string[],
  write: (replaceable: string[]) => Promise<T>,
): Promise<T | null> {
  const replaceable = [...asked];
  for (;;) {
    try {
      return await write([...replaceable]);
    } catch (error) {
      const existing = existingPlace(error);
      if (existing === undefined || replaceable.includes(existing.place)) throw error;
      if (!(await dialogs.confirmReplace(existing.place, existing.kind))) return null;
      replaceable.push(existing.place);
    }
  }
}

function existingPlace(error: unknown): { place: string; kind: Existing } | undefined {
  if (!(error instanceof BandscapeError) || !Object.hasOwn(EXISTS, error.code)) return undefined;
  return { place: String(error.details.place), kind: EXISTS[error.code as keyof typeof EXISTS] };
}
