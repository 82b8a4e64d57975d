import { chmod, mkdir, mkdtemp, readFile, readdir, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkOutputDirectory, writeDirectoryWhole } from '../../../src-main/engine/export/atomic';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandscape-atomic-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const report = (text: string) => (directory: string) => writeFile(join(directory, 'report.json'), text);
const read = (...path: string[]) => readFile(join(folder, ...path), 'utf8');

/** What the disk says when it refuses, as Node hands it on. */
function refusal(code: string): Error {
  return Object.assign(new Error(`${code}: refused`), { code, errno: -1, syscall: 'write' });
}

/** The superuser may write everywhere, so such a process steps down for a moment. */
async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  const NOBODY = 65534;
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(NOBODY);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('writeDirectoryWhole', () => {
  const target = () => join(folder, 'deep', 'result');

  it('makes the folder with its parents', async () => {
    await writeDirectoryWhole(target(), false, report('1'));
    expect(await read('deep', 'result', 'report.json')).toBe('1');
    expect(await readdir(join(folder, 'deep'))).toEqual(['result']);
  });

  it('fills an empty folder', async () => {
    await mkdir(target(), { recursive: true });
    await writeDirectoryWhole(target(), false, report('1'));
    expect(await readdir(target())).toEqual(['report.json']);
  });

  it('replaces an earlier result only when told to, and then as a whole', async () => {
    await writeDirectoryWhole(target(), false, async (directory) => {
      await report('1')(directory);
      await mkdir(join(directory, 'model'));
    });
    await expect(writeDirectoryWhole(target(), false, report('2'))).rejects.toMatchObject({
      code: 'output-exists',
    });
    expect(await read('deep', 'result', 'report.json')).toBe('1');
    await writeDirectoryWhole(target(), true, report('2'));
    expect(await readdir(target())).toEqual(['report.json']);
    expect(await read('deep', 'result', 'report.json')).toBe('2');
    expect(await readdir(join(folder, 'deep'))).toEqual(['result']);
  });

  it('never replaces a folder that holds something else', async () => {
    await writeFile(join(folder, 'thesis.docx'), 'years of work');
    for (const overwrite of [false, true]) {
      await expect(writeDirectoryWhole(folder, overwrite, report('1'))).rejects.toMatchObject({
        kind: 'not-writable',
        code: 'output-holds-other-files',
      });
    }
    expect(await readdir(folder)).toEqual(['thesis.docx']);
  });

  it('never replaces a file', async () => {
    await writeFile(join(folder, 'out'), 'text');
    await expect(writeDirectoryWhole(join(folder, 'out'), true, report('1'))).rejects.toMatchObject({
      code: 'not-a-folder',
    });
    expect(await read('out')).toBe('text');
  });

  it('leaves nothing behind where the work fails, parents included', async () => {
    const failure = new Error('half-way');
    const failing = writeDirectoryWhole(target(), false, async (directory) => {
      await report('1')(directory);
      throw failure;
    });
    await expect(failing).rejects.toBe(failure);
    expect(await readdir(folder)).toEqual([]);
  });

  it('keeps an earlier result where the work fails', async () => {
    await writeDirectoryWhole(target(), false, report('1'));
    const failing = writeDirectoryWhole(target(), true, () => Promise.reject(refusal('ENOSPC')));
    await expect(failing).rejects.toMatchObject({ code: 'disk-full' });
    expect(await read('deep', 'result', 'report.json')).toBe('1');
    expect(await readdir(join(folder, 'deep'))).toEqual(['result']);
  });

  it('removes what a killed program left here long ago, and nothing else', async () => {
    const hour = 3_600_000;
    const names = ['.result.0123456789ab.part', '.result.ba9876543210.part', '.other.0123456789ab.part'];
    for (const name of names) await mkdir(join(folder, 'deep', name, 'model'), { recursive: true });
    const longAgo = new Date(Date.now() - 2 * hour);
    for (const name of [names[0], names[2]]) await utimes(join(folder, 'deep', name), longAgo, longAgo);
    await writeDirectoryWhole(target(), false, report('1'));
    expect((await readdir(join(folder, 'deep'))).sort()).toEqual([names[2], names[1], 'result']);
  });

  it.each([
    ['ENOSPC', 'disk-full', 'The disk is full'],
    ['EDQUOT', 'disk-full', 'Your share of the disk'],
    ['EACCES', 'no-permission', 'You may not write'],
    ['EROFS', 'read-only-disk', 'cannot be written to'],
    ['EIO', 'write-failed', 'could not be written (EIO)'],
  ])('says in one sentence what %s means, about the folder that was asked for', async (code, name, words) => {
    const failing = writeDirectoryWhole(target(), false, () => Promise.reject(refusal(code)));
    await expect(failing).rejects.toMatchObject({
      kind: 'not-writable',
      code: name,
      message: expect.stringContaining(words),
      details: { place: target(), reason: code },
    });
    expect(await readdir(folder)).toEqual([]);
  });

  it('meets a real device that is full', async () => {
    const failing = writeDirectoryWhole(target(), false, async (directory) => {
      await symlink('/dev/full', join(directory, 'map.npy'));
      await writeFile(join(directory, 'map.npy'), 'too much');
    });
    await expect(failing).rejects.toMatchObject({ code: 'disk-full' });
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('checkOutputDirectory', () => {
  it('accepts what can be written and leaves no trace', async () => {
    await checkOutputDirectory(join(folder, 'a', 'b'));
    expect(await readdir(folder)).toEqual([]);
  });

  it('finds out beforehand what writing would find out', async () => {
    await writeFile(join(folder, 'notes.txt'), '');
    await expect(checkOutputDirectory(folder)).rejects.toMatchObject({ code: 'output-holds-other-files' });
    const inFile = checkOutputDirectory(join(folder, 'notes.txt', 'result'));
    await expect(inFile).rejects.toMatchObject({ code: 'not-a-folder' });
  });

  it('refuses a folder without permission', async () => {
    await chmod(folder, 0o500);
    await asOrdinaryUser(async () => {
      await expect(checkOutputDirectory(join(folder, 'out'))).rejects.toMatchObject({
        code: 'no-permission',
      });
    });
    await chmod(folder, 0o700);
  });

  it('refuses the folders of the system itself', async () => {
    await expect(checkOutputDirectory('/proc/bandscape')).rejects.toMatchObject({ kind: 'not-writable' });
  });
});
