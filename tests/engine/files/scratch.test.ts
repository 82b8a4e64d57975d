import { mkdirSync, readdirSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openVariable } from '../../../src-main/engine/files/registry';
import { ScratchFile } from '../../../src-main/engine/files/scratch';
import { compressedElement, matFile, matHeader, matrixElement } from '../../support/mat-file';
import { temporaryFolder } from '../../support/temporary-folder';

const folder = temporaryFolder();
const values = Float32Array.from({ length: 60 * 50 * 40 }, (_, i) => Math.cos(i) * 1000);
const shape = [60, 50, 40];
const scratchFolder = join(folder.path, 'scratch');
const before = process.env.TMPDIR;

beforeEach(() => {
  mkdirSync(scratchFolder, { recursive: true });
  process.env.TMPDIR = scratchFolder;
});
afterEach(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
});

describe('a large compressed variable', () => {
  const file = folder.write('large.mat', matFile({ name: 'cube', shape, values, compressed: true }));
  const ref = { file, variable: 'cube' };

  it('is unpacked into a scratch file and reads as it would from memory', async () => {
    const source = await openVariable(ref, { memoryLimit: 1000 });
    const inMemory = await openVariable(ref);
    for (const ranges of [
      [
        [0, 60],
        [0, 50],
        [0, 40],
      ],
      [
        [7, 9],
        [3, 50],
        [39, 40],
      ],
      [
        [59, 60],
        [0, 1],
        [0, 40],
      ],
    ] as [number, number][][]) {
      expect(await source.read(ranges)).toEqual(await inMemory.read(ranges));
    }
    expect(
      await source.read([
        [0, 60],
        [0, 50],
        [0, 40],
      ]),
    ).toEqual(values);
    await Promise.all([source.close(), inMemory.close()]);
    expect(readdirSync(scratchFolder)).toEqual([]);
  });

  it('leaves nothing behind when unpacking is cancelled or fails', async () => {
    const cancel = new AbortController();
    const cancelled = openVariable(ref, {
      memoryLimit: 1000,
      signal: cancel.signal,
      onProgress: () => cancel.abort(),
    });
    await expect(cancelled).rejects.toMatchObject({ kind: 'cancelled' });
    const contents = new Uint8Array(values.buffer);
    const matrix = matrixElement({ name: 'cube', dims: shape, classNumber: 7, storage: 7, contents });
    const half = compressedElement(matrix.subarray(0, matrix.length / 2));
    const damaged = folder.write('damaged.mat', Buffer.concat([matHeader(), half]));
    const fractions: number[] = [];
    const opened = openVariable(
      { file: damaged, variable: 'cube' },
      { memoryLimit: 1000, onProgress: (fraction) => fractions.push(fraction) },
    );
    await expect(opened).rejects.toMatchObject({ code: 'mat-damaged' });
    expect(fractions.length).toBeGreaterThan(0);
    expect(readdirSync(scratchFolder)).toEqual([]);
  });

  it('says what to do where the scratch folder cannot be written to', async () => {
    process.env.TMPDIR = join(folder.path, 'no-such-folder');
    await expect(openVariable(ref, { memoryLimit: 1000 })).rejects.toMatchObject({
      kind: 'not-writable',
      code: 'scratch-not-writable',
    });
  });
});

describe('a scratch file', () => {
  it('gives back what was put into it until it is closed', async () => {
    const scratch = await ScratchFile.create();
    await scratch.append(Uint8Array.of(1, 2, 3));
    await scratch.append(Uint8Array.of(4));
    const bytes = scratch.bytes('somewhere.mat');
    expect(bytes.length).toBe(4);
    expect(await bytes.read(1, 3)).toEqual(Uint8Array.of(2, 3, 4));
    await bytes.close();
    await expect(bytes.read(0, 1)).rejects.toMatchObject({ code: 'source-closed' });
  });

  it('says so when the disk is full', async () => {
    const Scratch = ScratchFile as unknown as new (...parts: unknown[]) => ScratchFile;
    const scratch = new Scratch(scratchFolder, await open('/dev/full', 'w'), undefined);
    await expect(scratch.append(Uint8Array.of(1))).rejects.toMatchObject({
      kind: 'not-writable',
      code: 'scratch-disk-full',
    });
    await scratch.discard();
  });

  it('has no name while it is open, so that nothing is left however the process ends', async () => {
    const scratch = await ScratchFile.create();
    expect(readdirSync(scratchFolder)).toEqual([]);
    await scratch.append(Uint8Array.of(1));
    await scratch.discard();
  });
});
