import { chmodSync, cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeEach, describe, expect, it, test } from 'vitest';
import { inspectPaths } from '../../../src-main/engine/files/inspect-paths';
import { listFolder } from '../../../src-main/engine/files/folder';
import { matFile } from '../../support/mat-file';
import { npy, npyHeader } from '../../support/npy-file';
import { temporaryFolder } from '../../support/temporary-folder';

const base = temporaryFolder();
let folder: string;
let count = 0;

beforeEach(() => {
  folder = join(base.path, `case ${++count}`);
  mkdirSync(folder);
});

function write(name: string, contents: Uint8Array | string): string {
  const file = join(folder, name);
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, contents);
  return file;
}

const cubeMat = () => matFile({ name: 'cube', shape: [4, 3, 6], values: new Float32Array(72) });
const labelsNpy = () => npy(npyHeader("'|u1'", '4, 3'), Buffer.alloc(12));
const names = (infos: { file: string }[]) => infos.map(({ file }) => relative(folder, file));
const inspectFolder = async () => names(await inspectPaths([folder]));

test('of a folder the readable files are listed, the nearest first, as a person counts', async () => {
  write('b/deep.npy', labelsNpy());
  write('scene 10.mat', cubeMat());
  write('scene 2.mat', cubeMat());
  write('b/c/deeper.npy', labelsNpy());
  expect(await inspectFolder()).toEqual(['scene 2.mat', 'scene 10.mat', 'b/deep.npy', 'b/c/deeper.npy']);
});

test('hidden files, files of other kinds, notes and photographs are passed over', async () => {
  write('scene.mat', cubeMat());
  write('.scene.mat', cubeMat());
  write('.cache/scene.mat', cubeMat());
  write('scene.prj', 'PROJCS["x"]');
  write('readme.txt', 'This scene was recorded in August.');
  write('notes.csv', 'when,what\nnoon,clouds\n');
  write('page.mat', '<!DOCTYPE html><html></html>');
  write('paper.pdf', '%PDF-1.4');
  expect(await inspectFolder()).toEqual(['scene.mat']);
});

test('an ENVI header and its data are one scene', async () => {
  cpSync('tests/fixtures/formats/envi', folder, { recursive: true });
  const infos = await inspectPaths([folder]);
  expect(infos.length).toBeGreaterThan(3);
  expect(infos.filter(({ partOf }) => partOf)).toEqual([]);
  expect(infos.filter(({ file }) => /\.hdr$/i.test(file)).length).toBe(
    infos.filter(({ format }) => format === 'envi').length,
  );
});

test('links to folders are not followed, links to files are, and one that leads nowhere is none', async () => {
  write('data/scene.mat', cubeMat());
  symlinkSync(folder, join(folder, 'data', 'loop'));
  symlinkSync(join(folder, 'data', 'scene.mat'), join(folder, 'linked.mat'));
  symlinkSync(join(folder, 'nowhere.mat'), join(folder, 'broken.mat'));
  expect(await inspectFolder()).toEqual(['linked.mat', 'data/scene.mat']);
});

test('a folder that is itself a link is looked into', async () => {
  write('data/scene.mat', cubeMat());
  symlinkSync(join(folder, 'data'), join(folder, 'link'));
  const infos = await inspectPaths([join(folder, 'link')]);
  expect(names(infos)).toEqual(['link/scene.mat']);
});

test('a damaged file is listed with its problem, and so is a table that is named like ground truth', async () => {
  write('scene.mat', cubeMat());
  write('scene_gt.mat', cubeMat().subarray(0, 200));
  write('labels.csv', '1,2,3\n1,2\n');
  const infos = await inspectPaths([folder]);
  const problems = Object.fromEntries(
    infos.map(({ file, problem }) => [relative(folder, file), problem?.code]),
  );
  expect(problems).toEqual({
    'labels.csv': 'table-line-length-differs',
    'scene.mat': undefined,
    'scene_gt.mat': 'mat-truncated',
  });
});

test('a folder with nothing to open says what was looked for', async () => {
  write('readme.txt', 'Nothing here.');
  await expect(inspectPaths([folder])).rejects.toMatchObject({
    code: 'nothing-in-folder',
    message: expect.stringMatching(
      /nothing to open in ".*case \d+": looked for were .*\.mat, .*\.tif, .*\.hdr/,
    ),
  });
  write('damaged.mat', cubeMat().subarray(0, 200));
  await expect(inspectPaths([folder])).rejects.toMatchObject({ code: 'mat-truncated' });
});

describe('files that a person named', () => {
  it('must be readable, alone and among others', async () => {
    const cube = write('scene.mat', cubeMat());
    const damaged = write('gt.mat', cubeMat().subarray(0, 200));
    await expect(inspectPaths([damaged])).rejects.toMatchObject({ code: 'mat-truncated' });
    await expect(inspectPaths([cube, damaged])).rejects.toMatchObject({ code: 'mat-truncated' });
    await expect(inspectPaths([cube, join(folder, 'missing.mat')])).rejects.toMatchObject({
      code: 'file-missing',
    });
  });

  it('may be of another kind among others, but not all of them', async () => {
    const cube = write('scene.mat', cubeMat());
    const notes = write('scene.md', 'Notes.');
    const infos = await inspectPaths([notes, cube]);
    expect(infos.map(({ problem }) => problem?.code)).toEqual(['text-file', undefined]);
    const projection = write('scene.prj', 'PROJCS["x"]');
    expect(names(await inspectPaths([projection, cube]))).toEqual(['scene.mat']);
    for (const none of [[notes], [projection], [projection, projection], [projection, notes]])
      await expect(inspectPaths(none)).rejects.toMatchObject({ code: 'text-file' });
  });

  it('are listed once, also beside their folder', async () => {
    const cube = write('scene.mat', cubeMat());
    expect(names(await inspectPaths([cube, folder, cube]))).toEqual(['scene.mat']);
  });
});

test('progress rises to the last file, and cancelling ends it', async () => {
  for (const name of ['a', 'b', 'c', 'd']) write(`${name}.mat`, cubeMat());
  const fractions: number[] = [];
  await inspectPaths([folder], { onProgress: (fraction) => fractions.push(fraction) });
  expect(fractions).toEqual([0.25, 0.5, 0.75, 1]);
  const cancel = new AbortController();
  const cancelled = inspectPaths([folder], { signal: cancel.signal, onProgress: () => cancel.abort() });
  await expect(cancelled).rejects.toMatchObject({ kind: 'cancelled' });
});

describe('a folder of a whole disk', () => {
  it('is looked into only so far, and says so', async () => {
    for (let at = 0; at < 260; at++) write(`scene ${at}.npy`, labelsNpy());
    const infos = await inspectPaths([folder]);
    expect(infos).toHaveLength(257);
    expect(infos[256]).toMatchObject({ file: folder, problem: { code: 'folder-too-large' } });
  });

  it('is not followed into its depths', async () => {
    write('1/2/3/seen.npy', labelsNpy());
    write('1/2/3/4/unseen.npy', labelsNpy());
    expect(await inspectFolder()).toEqual(['1/2/3/seen.npy', '']);
  });

  it.skipIf(process.getuid?.() === 0)('may hold folders that nobody may read', async () => {
    write('scene.mat', cubeMat());
    write('locked/scene.mat', cubeMat());
    chmodSync(join(folder, 'locked'), 0);
    expect((await listFolder(folder, ['mat'])).files).toHaveLength(1);
    chmodSync(join(folder, 'locked'), 0o700);
  });
});
