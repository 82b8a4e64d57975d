/**
 * A folder that is made elsewhere and appears under its name in one rename is whole or not there. `whole.json`
 * in it lists its files and their sizes (and hashes where asked), so that one which was damaged later is noticed.
 */
import { createHash, randomBytes } from 'node:crypto';
import {
  createReadStream,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const listName = 'whole.json';

/** A new, empty folder for work in progress; the next set-up removes what is left of it. */
export function temporaryFolder(places) {
  const folder = join(places.temporary, randomBytes(8).toString('hex'));
  mkdirSync(folder, { recursive: true });
  return folder;
}

export function clearTemporary(places) {
  rmSync(places.temporary, { recursive: true, force: true });
}

/**
 * Lists `folder`'s files in it and gives it its final name; what lay there before is replaced.
 * @param {string} folder
 * @param {string} destination
 * @param {{ hashes?: boolean }} [options] with `hashes`, SHA-256 of every file are kept too
 */
export async function publish(folder, destination, { hashes = false } = {}) {
  const files = {};
  for (const path of filesOf(folder)) {
    const file = join(folder, path);
    const status = lstatSync(file);
    const wantsHash = hashes && status.isFile();
    files[path] = { size: status.size, ...(wantsHash ? { sha256: await sha256(file) } : {}) };
  }
  writeFileSync(join(folder, listName), JSON.stringify({ files }));
  mkdirSync(dirname(destination), { recursive: true });
  // Moved aside first: a folder cannot be renamed over one that has files in it.
  const old = `${folder}.old`;
  if (exists(destination)) renameSync(destination, old);
  renameSync(folder, destination);
  rmSync(old, { recursive: true, force: true });
}

/** Are all its files there, with their sizes? Takes a few milliseconds. */
export function isWhole(folder) {
  const list = readList(folder);
  if (!list) return false;
  return Object.entries(list.files).every(([path, { size }]) => sizeOf(join(folder, path)) === size);
}

/** Are all its files there and unchanged, by their hashes? */
export async function isUnchanged(folder) {
  if (!isWhole(folder)) return false;
  for (const [path, { sha256: expected }] of Object.entries(readList(folder).files)) {
    if (expected && (await sha256(join(folder, path))) !== expected) return false;
  }
  return true;
}

/** @returns {Promise<string>} in lower-case hexadecimal */
export async function sha256(file) {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(chunk);
  return hash.digest('hex');
}

/** Paths of all files and links below a folder, relative to it, without the list itself. */
export function filesOf(folder, below = '') {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = join(below, entry.name);
    if (entry.isDirectory()) return filesOf(folder, path);
    return path === listName ? [] : [path];
  });
}

export function sizeOf(file) {
  try {
    return lstatSync(file).size;
  } catch {
    return undefined;
  }
}

/** How much a folder that is being filled holds by now. */
export function bytesBelow(folder) {
  try {
    return filesOf(folder).reduce((sum, path) => sum + (sizeOf(join(folder, path)) ?? 0), 0);
  } catch {
    // Its writer has just moved or removed something.
    return 0;
  }
}

function exists(file) {
  return sizeOf(file) !== undefined;
}

function readList(folder) {
  try {
    return JSON.parse(readFileSync(join(folder, listName), 'utf8'));
  } catch {
    return undefined;
  }
}
