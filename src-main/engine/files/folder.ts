import { readdir, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { throwIfCancelled } from '../errors';
import { asFileError } from './file-errors';

/** Deeper folders, and more than this, belong to a disk and not to a scene. */
const MOST_LEVELS = 4;
const MOST_ENTRIES = 10_000;
const MOST_FILES = 256;

export interface FolderListing {
  files: string[];
  /** Whether there was more than may be looked at. */
  cutOff: boolean;
}

/**
 * The files of a folder, and of the folders in it, whose names end in one of `extensions`: the nearest first, in the
 * order in which a person counts. Hidden files and folders are passed over, and links to folders are not followed, so
 * that none leads back to itself.
 *
 * @param extensions without the dot
 * @throws UnreadableFileError where the folder itself cannot be read
 */
export async function listFolder(
  folder: string,
  extensions: readonly string[],
  signal?: AbortSignal,
): Promise<FolderListing> {
  const wanted = new Set(extensions.map((extension) => `.${extension}`));
  const files: string[] = [];
  let entries = 0;
  let level = [folder];
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MOST_LEVELS) return { files, cutOff: true };
    const next: string[] = [];
    for (const place of level) {
      throwIfCancelled(signal);
      for (const entry of await entriesOf(place, place === folder)) {
        if (++entries > MOST_ENTRIES) return { files, cutOff: true };
        const path = join(place, entry.name);
        if (entry.isDirectory()) next.push(path);
        else if (wanted.has(extname(entry.name).toLowerCase()) && (await isFile(path))) {
          if (files.length === MOST_FILES) return { files, cutOff: true };
          files.push(path);
        }
      }
    }
    level = next;
  }
  return { files, cutOff: false };
}

/** Of a folder within the one that was asked for, nothing where it may not be read. */
async function entriesOf(folder: string, mustBeThere: boolean) {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    const order = new Intl.Collator('en', { numeric: true });
    return entries
      .filter(({ name }) => !name.startsWith('.'))
      .sort((a, b) => order.compare(a.name, b.name) || (a.name < b.name ? -1 : 1));
  } catch (error) {
    if (mustBeThere) throw asFileError(error, folder);
    return [];
  }
}

/** Links to files are followed; one that leads nowhere is no file. */
async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
