import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { FileInfo } from '@shared/scene';
import { runCommand } from '../support/command-line';
import { decodeNpy } from '../support/decode-npy';
import { temporaryFolder } from '../support/temporary-folder';

const SCENE = 'tests/fixtures/cli/scene.mat';
const folder = temporaryFolder();

it('converts the cube of a file, or the variable that is named, to every format and back', async () => {
  const out = (name: string) => join(folder.path, name);
  const steps = [
    [SCENE, out('scene.tif')],
    [out('scene.tif'), out('scene.hdr')],
    [out('scene.hdr'), out('scene.mat')],
    [out('scene.mat'), out('scene.npy')],
    [SCENE, out('direct.npy')],
    [`${SCENE}:scene_gt`, out('truth.npy')],
  ];
  for (const [from, to] of steps) {
    const { exitCode, stdout } = await runCommand(['convert', from, to, '--json']);
    expect(exitCode, `${from} to ${to}`).toBe(0);
    expect((JSON.parse(stdout) as { files: string[] }).files).toContain(to);
  }
  expect(readFileSync(out('scene.npy'))).toEqual(readFileSync(out('direct.npy')));
  expect(decodeNpy(readFileSync(out('truth.npy')))).toMatchObject({ shape: [24, 20] });
  const { stdout } = await runCommand(['info', out('scene.hdr'), '--json']);
  const [cube] = (JSON.parse(stdout) as FileInfo).variables;
  expect(cube).toMatchObject({ role: 'cube', shape: [24, 20, 18], dtype: 'uint16' });
});

it('replaces an existing file only with --force, and says so in one line', async () => {
  const file = folder.write('there.npy', 'mine');
  const refused = await runCommand(['convert', SCENE, file]);
  expect(refused.exitCode).toBe(2);
  expect(refused.stderr).toContain('--force');
  expect(readFileSync(file, 'utf8')).toBe('mine');
  expect((await runCommand(['convert', SCENE, file, '--force'])).exitCode).toBe(0);
});

it('names the endings that it knows', async () => {
  const { exitCode, stderr } = await runCommand(['convert', SCENE, join(folder.path, 'scene.jpg')]);
  expect(exitCode).toBe(2);
  expect(stderr).toMatch(/\.npy, \.mat, \.tif or \.hdr/);
});

it('leaves nothing behind after Ctrl-C', async () => {
  const [rows, columns, bands] = [1000, 1000, 300];
  const header = ['ENVI', `lines = ${rows}`, `samples = ${columns}`, `bands = ${bands}`];
  const rest = ['data type = 4', 'interleave = bip', 'byte order = 0', 'header offset = 0'];
  const cube = folder.write('large.hdr', [...header, ...rest].join('\n'));
  await truncate(folder.write('large.img', ''), rows * columns * bands * 4);
  const before = readdirSync(folder.path);
  const out = join(folder.path, 'large.tif');
  let pressed = false;
  const { exitCode } = await runCommand(['convert', cube, out], {
    onStderr: (_, signal) => {
      if (!pressed) signal('SIGINT');
      pressed = true;
    },
  });
  expect(exitCode).toBe(130);
  expect(existsSync(out)).toBe(false);
  expect(readdirSync(folder.path)).toEqual(before);
});
