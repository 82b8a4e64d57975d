import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFilesWhole, writeFileWhole } from '../../../src-main/engine/export/whole-files';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandscape-whole-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const place = (...names: string[]) => join(folder, ...names);
const read = (name: string) => readFile(place(name), 'utf8');

describe('writeFileWhole', () => {
  it('writes and replaces a file and leaves nothing beside it', async () => {
    await writeFileWhole(place('map.npy'), Uint8Array.of(1, 2));
    await writeFileWhole(place('map.npy'), 'three');
    expect(await read('map.npy')).toBe('three');
    expect(await readdir(folder)).toEqual(['map.npy']);
  });

  it('keeps the file as it was where the new one cannot take its place', async () => {
    await mkdir(place('map.npy', 'inside'), { recursive: true });
    const writing = writeFileWhole(place('map.npy'), 'new');
    await expect(writing).rejects.toMatchObject({ kind: 'not-writable', code: 'is-a-folder' });
    expect(await readdir(folder)).toEqual(['map.npy']);
    expect(await readdir(place('map.npy'))).toEqual(['inside']);
  });

  it('says that a folder is missing, or is a file', async () => {
    await writeFile(place('file'), '');
    await expect(writeFileWhole(place('none', 'a.png'), '')).rejects.toMatchObject({
      code: 'folder-missing',
      details: { place: place('none', 'a.png') },
    });
    await expect(writeFileWhole(place('file', 'a.png'), '')).rejects.toMatchObject({ code: 'not-a-folder' });
  });
});

describe('writeFilesWhole', () => {
  const pair = (data: string, header: string) => [
    { file: place('x.img'), data },
    { file: place('x.hdr'), data: header },
  ];

  it('writes and replaces files that belong together', async () => {
    await writeFilesWhole(pair('1', 'one'));
    await writeFilesWhole(pair('2', 'two'));
    expect([await read('x.img'), await read('x.hdr')]).toEqual(['2', 'two']);
    expect((await readdir(folder)).sort()).toEqual(['x.hdr', 'x.img']);
  });

  it('takes away what belonged to an earlier file', async () => {
    await writeFilesWhole([
      { file: place('map.pgw'), data: 'here' },
      { file: place('map.png'), data: 'old' },
    ]);
    await writeFilesWhole([
      { file: place('map.pgw'), data: null },
      { file: place('map.png'), data: 'new' },
    ]);
    expect(await readdir(folder)).toEqual(['map.png']);
    expect(await read('map.png')).toBe('new');
  });

  it('keeps all as it was where a folder is in the way', async () => {
    await writeFile(place('x.img'), 'old');
    await mkdir(place('x.hdr', 'inside'), { recursive: true });
    await expect(writeFilesWhole(pair('new', 'new'))).rejects.toMatchObject({ code: 'is-a-folder' });
    expect((await readdir(folder)).sort()).toEqual(['x.hdr', 'x.img']);
    expect(await read('x.img')).toBe('old');
    expect(await readdir(place('x.hdr'))).toEqual(['inside']);
  });

  it('keeps all as it was where the second file has no folder', async () => {
    await writeFilesWhole(pair('old', 'old'));
    const nowhere = { file: place('none', 'x.hdr'), data: 'new' };
    const writing = writeFilesWhole([pair('new', 'new')[0], nowhere]);
    await expect(writing).rejects.toMatchObject({ code: 'folder-missing' });
    expect([await read('x.img'), await read('x.hdr')]).toEqual(['old', 'old']);
    expect((await readdir(folder)).sort()).toEqual(['x.hdr', 'x.img']);
  });
});
