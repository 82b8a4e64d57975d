import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { replaceTogether } from '../../../src-main/engine/export/replace';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandscape-replace-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

it('brings every file back, old and new, where a later name cannot be given', async () => {
  const place = (name: string) => join(folder, name);
  for (const name of ['x.img', 'x.hdr', 'new.img']) await writeFile(place(name), name);
  const files = [
    { temporary: place('new.img'), target: place('x.img') },
    { temporary: place('gone.hdr'), target: place('x.hdr') },
  ];
  await expect(replaceTogether(files)).rejects.toMatchObject({
    kind: 'not-writable',
    details: { place: place('x.hdr') },
  });
  expect((await readdir(folder)).sort()).toEqual(['new.img', 'x.hdr', 'x.img']);
  for (const name of ['x.img', 'x.hdr', 'new.img']) expect(await readFile(place(name), 'utf8')).toBe(name);
});
