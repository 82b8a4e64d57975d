import { lstat, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { asNotWritable, notWritable } from './not-writable';
import { syncFolder, temporaryName } from './temporary';

/** A whole, flushed file that waits for its name; without it, the name is to be free afterwards. */
export interface Finished {
  temporary?: string;
  target: string;
}

/**
 * Gives files that belong together their names, in this order: all of them or none. Earlier files of these names step
 * aside first, the last one first, so that a program that is killed in between never leaves a new file with an old
 * one that describes it; they come back where something fails.
 * @throws NotWritableError with the reason; every name is as it was before
 */
export async function replaceTogether(files: readonly Finished[]): Promise<void> {
  const [{ temporary: only, target: onlyTarget }] = files;
  if (files.length === 1 && only !== undefined) return replaceOne(only, onlyTarget);
  const aside: { temporary: string; target: string }[] = [];
  const named: typeof aside = [];
  let current = files[0];
  try {
    for (current of [...files].reverse()) {
      const temporary = await stepAside(current.target);
      if (temporary !== undefined) aside.unshift({ temporary, target: current.target });
    }
    for (current of files) {
      const { temporary, target } = current;
      if (temporary === undefined) continue;
      await rename(temporary, target);
      named.push({ temporary, target });
    }
  } catch (error) {
    for (const { temporary, target } of named.reverse())
      await rename(target, temporary).catch(() => undefined);
    for (const { temporary, target } of aside) await rename(temporary, target).catch(() => undefined);
    throw asNotWritable(error, current.target);
  }
  for (const { temporary } of aside) await rm(temporary, { force: true }).catch(() => undefined);
  await flushFolders(files);
}

async function replaceOne(temporary: string, target: string): Promise<void> {
  try {
    await rename(temporary, target);
  } catch (error) {
    throw asNotWritable(error, target);
  }
  await flushFolders([{ target }]);
}

/** Where an earlier file went; undefined where there was none. */
async function stepAside(target: string): Promise<string | undefined> {
  const found = await lstat(target).catch(() => undefined);
  if (!found) return undefined;
  if (found.isDirectory()) throw notWritable('EISDIR', target);
  const place = `${temporaryName(target)}.earlier`;
  await rename(target, place);
  return place;
}

async function flushFolders(files: readonly Finished[]): Promise<void> {
  for (const folder of new Set(files.map(({ target }) => dirname(target)))) {
    try {
      await syncFolder(folder);
    } catch (error) {
      throw asNotWritable(error, folder);
    }
  }
}
