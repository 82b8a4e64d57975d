import { mkdir, readdir, rename, rm, rmdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { NotWritableError } from '../errors';
import { asNotWritable } from './not-writable';
import { removeAbandoned, syncFolder, syncPath, temporaryName } from './temporary';

/** Files of which one lies in every folder that Bandscape wrote; only such a folder is ever replaced. */
const RESULT_MARKS = ['report.json', 'prediction.json'];

/**
 * Finds out before a long job whether `writeDirectoryWhole` could write here.
 * @throws NotWritableError as `writeDirectoryWhole` does
 */
export async function checkOutputDirectory(directory: string, overwrite = false): Promise<void> {
  const target = resolve(directory);
  await checkTarget(target, overwrite);
  await withTemporaryFolder(target, async () => undefined);
}

/**
 * Makes a folder so that it is whole or not there: `fill` writes into a temporary folder beside it, which takes the
 * place of `directory` once everything in it is flushed to the disk. An earlier result is kept until then.
 *
 * @param overwrite whether a folder that holds an earlier result may be replaced
 * @throws NotWritableError where the folder holds something else, holds a result and `overwrite` is not set, or the
 *   disk refuses; nothing is left behind
 */
export async function writeDirectoryWhole(
  directory: string,
  overwrite: boolean,
  fill: (temporaryDirectory: string) => Promise<void>,
): Promise<void> {
  const target = resolve(directory);
  await checkTarget(target, overwrite);
  await withTemporaryFolder(target, async (temporary) => {
    await fill(temporary);
    await syncTree(temporary);
    await takePlace(temporary, target, overwrite);
    await syncFolder(dirname(target));
  });
}

/**
 * Runs `work` with a new folder beside `directory`; whatever it leaves of that folder is removed.
 * @throws NotWritableError about `directory` where the disk refuses
 */
export async function withTemporaryFolder<T>(
  directory: string,
  work: (temporary: string) => Promise<T>,
): Promise<T> {
  const target = resolve(directory);
  const temporary = temporaryName(target);
  let created: string | undefined;
  try {
    created = await mkdir(dirname(target), { recursive: true });
    await removeAbandoned(target);
    await mkdir(temporary);
    return await work(temporary);
  } catch (error) {
    throw asNotWritable(error, target);
  } finally {
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined);
    if (created !== undefined) await removeEmptyFolders(dirname(target), created);
  }
}

async function checkTarget(target: string, overwrite: boolean): Promise<void> {
  const entries = await entriesOf(target);
  if (entries.length === 0) return;
  if (!RESULT_MARKS.some((mark) => entries.includes(mark))) {
    throw new NotWritableError(
      'output-holds-other-files',
      `${target} is not empty and holds no result of Bandscape, so it is left alone: choose another folder.`,
      { place: target },
    );
  }
  if (!overwrite) {
    throw new NotWritableError(
      'output-exists',
      `${target} already holds a result: choose another folder, or add --force to replace it.`,
      { place: target },
    );
  }
}

/** Names in the folder; none where it does not exist yet. */
async function entriesOf(target: string): Promise<string[]> {
  try {
    return await readdir(target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    if ((error as NodeJS.ErrnoException).code === 'ENOTDIR' && (await isFile(target))) {
      throw new NotWritableError(
        'not-a-folder',
        `${target} is a file: choose a folder to write the result to.`,
        { place: target },
      );
    }
    throw asNotWritable(error, target);
  }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** A folder cannot be renamed onto a full one, so an earlier result steps aside first, and back if that fails. */
async function takePlace(temporary: string, target: string, overwrite: boolean): Promise<void> {
  await checkTarget(target, overwrite);
  if ((await entriesOf(target)).length === 0) return rename(temporary, target);
  const earlier = `${temporaryName(target)}.earlier`;
  await rename(target, earlier);
  try {
    await rename(temporary, target);
  } catch (error) {
    await rename(earlier, target);
    throw error;
  }
  await rm(earlier, { recursive: true, force: true });
}

async function syncTree(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) await syncTree(path);
    else await syncPath(path, 'r+');
  }
  await syncFolder(folder);
}

/** Removes the parents that were made for a result that did not come to be; a folder in use stays. */
async function removeEmptyFolders(innermost: string, outermost: string): Promise<void> {
  for (let folder = innermost; folder.length >= outermost.length; folder = dirname(folder)) {
    const removed = await rmdir(folder).then(
      () => true,
      () => false,
    );
    if (!removed) return;
  }
}
