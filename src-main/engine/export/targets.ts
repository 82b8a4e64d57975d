import { stat } from 'node:fs/promises';
import type { Replaceable } from '@shared/engine-protocol';
import { NotWritableError } from '../errors';

/**
 * @param sources files that are read while these are written
 * @throws NotWritableError for a file that is read, and for one that exists where it may not be replaced
 */
export async function checkTargets(
  files: readonly string[],
  overwrite: Replaceable,
  sources: readonly string[] = [],
): Promise<void> {
  const read = new Set<string | undefined>();
  for (const source of sources) read.add(await identity(source));
  for (const file of files) {
    const found = await identity(file);
    if (found === undefined) continue;
    if (read.has(found)) {
      throw new NotWritableError(
        'output-is-input',
        `${file} is the file that is read, so it is left alone: choose another name.`,
        { place: file },
      );
    }
    if (!(typeof overwrite === 'boolean' ? overwrite : overwrite.includes(file))) {
      throw new NotWritableError(
        'output-file-exists',
        `${file} exists already: choose another name, or add --force to replace it.`,
        { place: file },
      );
    }
  }
}

/** The same for two names of one file; undefined where there is none. */
async function identity(file: string): Promise<string | undefined> {
  return stat(file).then(
    ({ dev, ino }) => `${dev}:${ino}`,
    () => undefined,
  );
}
