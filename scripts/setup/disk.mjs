/** Room on a disk, asked for before a long download rather than found missing after it. */
import { mkdirSync, statfsSync } from 'node:fs';
import { SetUpProblem } from './problem.mjs';
import { megabytes } from './say.mjs';

/** @returns {number} bytes that this user may still write there */
export function freeBytes(folder) {
  mkdirSync(folder, { recursive: true });
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize;
}

/** @throws {SetUpProblem} where a folder of the clone or the cache has not this many bytes free */
export function requireRoom(folder, bytes) {
  const free = freeBytes(folder);
  if (free >= bytes) return;
  throw new SetUpProblem(
    `The set-up needs ${megabytes(bytes)} of free disk in ${folder} and there are ${megabytes(free)}: make room (or name a cache folder on another disk in BANDSCAPE_CACHE) and run the command again.`,
  );
}
