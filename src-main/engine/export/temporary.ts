import { randomBytes } from 'node:crypto';
import { open, readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What has not changed for so long belongs to nobody any more; writing takes minutes at most. */
const ABANDONED_AFTER_MS = 3_600_000;

/** A name beside `path` that nothing else has. */
export function temporaryName(path: string): string {
  return join(dirname(path), `${temporaryPrefix(path)}${randomBytes(6).toString('hex')}.part`);
}

function temporaryPrefix(path: string): string {
  return `.${basename(path).slice(0, 200)}.`;
}

/** Removes what a program that was killed while it wrote here left behind. */
export async function removeAbandoned(target: string): Promise<void> {
  for (const name of await readdir(dirname(target))) {
    const isTemporary = name.startsWith(temporaryPrefix(target)) && /\.[0-9a-f]{12}\.part$/.test(name);
    const path = join(dirname(target), name);
    if (isTemporary && (await lastChange(path)) < Date.now() - ABANDONED_AFTER_MS) {
      await rm(path, { recursive: true, force: true });
    }
  }
}

async function lastChange(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => Number.POSITIVE_INFINITY,
  );
}

/** Windows has no handles of folders to flush. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform !== 'win32') await syncPath(folder, 'r');
}

export async function syncPath(path: string, flags: string): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
