import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Where no disk is under hundreds of small files that are made to last. */
const MEMORY_FOLDER = '/dev/shm';

/**
 * A folder for the tests of one file, gone afterwards.
 * @param inMemory for many files, each of which is waited for until it is on the disk
 */
export function temporaryFolder({ inMemory = false } = {}): {
  path: string;
  write(name: string, contents: Uint8Array | string): string;
} {
  const base = inMemory && existsSync(MEMORY_FOLDER) ? MEMORY_FOLDER : tmpdir();
  const path = mkdtempSync(join(base, 'tests-'));
  afterAll(() => rmSync(path, { recursive: true, force: true }));
  return {
    path,
    write(name, contents) {
      const file = join(path, name);
      writeFileSync(file, contents);
      return file;
    },
  };
}
