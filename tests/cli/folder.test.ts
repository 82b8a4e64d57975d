import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FileInfo } from '@shared/scene';
import { runCommand } from '../support/command-line';
import { writeLargeMat } from '../support/large-mat';
import { npy, npyHeader } from '../support/npy-file';

const SCENE = 'tests/fixtures/cli/scene.mat';
const TRUTH = 'tests/fixtures/cli/truth.mat';
const TWO_CUBES = 'tests/fixtures/cli/two_cubes.mat';
const QUICK = ['--network', 'fc', '--patch', '1', '--components', '5', '--epochs', '1', '--train', '0.2'];

let base: string;
beforeAll(() => {
  base = mkdtempSync(join(tmpdir(), 'bandscape-cli-folder-'));
});
afterAll(() => rmSync(base, { recursive: true }));

function folderOf(name: string, files: Record<string, string | Buffer>): string {
  const folder = join(base, name);
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    if (typeof contents === 'string') copyFileSync(contents, join(folder, path));
    else writeFileSync(join(folder, path), contents);
  }
  return folder;
}

/** 24 x 20 labels, set in some columns. */
const mask = (from: number, to: number) =>
  npy(
    npyHeader("'|u1'", '24, 20'),
    Buffer.from(Array.from({ length: 480 }, (_, at) => Number(at % 20 >= from && at % 20 < to))),
  );
const cubeNpy = (bands: number) =>
  npy(npyHeader("'<u2'", `24, 20, ${bands}`), Buffer.alloc(24 * 20 * bands * 2, 7));
const wavelengths = (count: number) =>
  Buffer.from(Array.from({ length: count }, (_, band) => 400 + 10 * band).join('\n'));

describe('info', () => {
  it('lists every file of a folder with its variables', async () => {
    const folder = folderOf('listed', {
      'b.npy': cubeNpy(6),
      'a/truth.mat': TRUTH,
      'readme.txt': Buffer.from('Hi.'),
    });
    const { stdout, exitCode } = await runCommand(['info', folder, '--json']);
    expect(exitCode).toBe(0);
    const infos = JSON.parse(stdout) as FileInfo[];
    expect(infos.map(({ file }) => file)).toEqual([join(folder, 'b.npy'), join(folder, 'a/truth.mat')]);
    expect(infos[0].variables).toMatchObject([{ role: 'cube', shape: [24, 20, 6] }]);
    const { stdout: text } = await runCommand(['info', folder]);
    expect(text).toMatch(/b\.npy {2}\(npy\)\n\nName[^]*24 x 20 x 6[^]*truth\.mat {2}\(mat5\)[^]*labels/);
  });

  it('lists several files; one that cannot be read is told, and the others are listed all the same', async () => {
    const missing = join(base, 'missing.mat');
    const { stdout, stderr, exitCode } = await runCommand(['info', SCENE, missing, `${TRUTH}`, '--json']);
    expect(exitCode).toBe(2);
    expect(stderr).toBe(`There is no file "${missing}"; check its name and folder.\n`);
    expect((JSON.parse(stdout) as FileInfo[]).map(({ file }) => file)).toEqual([SCENE, TRUTH]);
  });

  it('takes what is said of a cube only where one file is named', async () => {
    for (const files of [[base], [SCENE, TRUTH]]) {
      const { stdout, stderr, exitCode } = await runCommand([
        'info',
        ...files,
        '--axes',
        'bands,rows,columns',
      ]);
      expect([stdout, exitCode]).toEqual(['', 2]);
      expect(stderr).toBe('--wavelengths and --axes say something of one cube: name its file alone.\n');
    }
  });

  it('says in one line that there is nothing in a folder', async () => {
    const folder = folderOf('nothing', { 'readme.txt': Buffer.from('Hi.') });
    const { stdout, stderr, exitCode } = await runCommand(['info', folder]);
    expect([stdout, exitCode]).toEqual(['', 2]);
    expect(stderr).toMatch(/There is nothing to open in ".*nothing": looked for were [^\n]*\n$/);
  });
});

describe('classify', () => {
  it('takes cube, truth, masks and wavelengths from a folder, and says which', async () => {
    const folder = folderOf('whole', {
      'scene.mat': TWO_CUBES,
      'scene_gt.mat': TRUTH,
      'bands.txt': wavelengths(18),
      'scene_train.npy': mask(0, 9),
      'scene_test.npy': mask(9, 20),
      'map.npy': mask(3, 4),
    });
    const out = join(base, 'whole-out');
    const { stdout, stderr, exitCode } = await runCommand([
      ...['classify', '--cube', `${folder}:first`, ...QUICK, '--split', 'masks', '--out', out, '--json'],
    ]);
    const told = stderr.split('\n').filter((line) => line.includes(folder));
    expect(told).toEqual([
      `Cube: ${folder}/scene.mat:first`,
      `Ground truth: ${folder}/scene_gt.mat:truth`,
      `Wavelengths: ${folder}/bands.txt:bands`,
      `Training mask: ${folder}/scene_train.npy:scene_train`,
      `Test mask: ${folder}/scene_test.npy:scene_test`,
    ]);
    expect(exitCode).toBe(0);
    const report = JSON.parse(stdout) as { config: { cube: string; truth: string }; split: { kind: string } };
    expect(report.config).toMatchObject({
      cube: `${folder}/scene.mat:first`,
      truth: `${folder}/scene_gt.mat:truth`,
    });
    expect(report.split.kind).toBe('masks');
  });

  it('asks for names where several could be meant', async () => {
    const folder = folderOf('several', { 'a.npy': cubeNpy(6), 'b.npy': cubeNpy(7), 'one.npy': mask(0, 3) });
    const several = await runCommand(['classify', '--cube', folder, '--out', join(base, 'out')]);
    expect([several.exitCode, several.stdout]).toEqual([2, '']);
    expect(several.stderr).toContain(
      `${folder} holds several arrays that can be the cube: name one of ${folder}/a.npy:a, ${folder}/b.npy:b.\n`,
    );
    writeFileSync(join(folder, 'two.npy'), mask(0, 2));
    const truths = await runCommand([
      'classify',
      '--cube',
      join(folder, 'a.npy'),
      '--truth',
      folder,
      '--out',
      'x',
    ]);
    expect(truths.stderr).toContain(
      `can be the ground truth: name one of ${folder}/one.npy:one, ${folder}/two.npy:two.`,
    );
    expect(existsSync(join(base, 'out'))).toBe(false);
  });

  it('does not take a map, or labels of another size, for the truth', async () => {
    const folder = folderOf('no-truth', { 'cube.npy': cubeNpy(6), 'map.npy': mask(0, 3) });
    const { exitCode, stderr } = await runCommand(['classify', '--cube', folder, '--out', join(base, 'out')]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain(
      `${folder} holds no ground truth of 24 x 20 pixels for ${folder}/cube.npy:cube: name it with --truth.`,
    );
  });
});

describe('convert', () => {
  it('takes the cube of a folder, but no folder for a mask or a ground truth by mistake', async () => {
    const folder = folderOf('converted', {
      'cube.npy': cubeNpy(6),
      'bands.txt': wavelengths(6),
      'gt.mat': TRUTH,
    });
    const out = join(base, 'cube.tif');
    const { stdout, stderr, exitCode } = await runCommand(['convert', folder, out]);
    expect([exitCode, stderr]).toMatchObject([0, expect.stringContaining('cube.npy:cube')]);
    expect(stdout).toContain('24 x 20 x 6, uint16');
    const written = JSON.parse((await runCommand(['info', out, '--json'])).stdout) as FileInfo;
    expect(written.variables[0].wavelengths).toEqual([400, 410, 420, 430, 440, 450]);
    const masks = ['--split', 'masks', '--train-mask', folder, '--test-mask', TRUTH, '--truth', TRUTH];
    const refused = await runCommand(['classify', '--cube', SCENE, ...masks, '--out', join(base, 'out')]);
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('is a folder') });
  });
});

describe('a large compressed file', () => {
  it('tells how far it is unpacked, and Ctrl-C leaves nothing behind', async () => {
    const large = join(base, 'large.mat');
    await writeLargeMat(large, [1000, 1500, 200]);
    const scratch = () => readdirSync(tmpdir()).filter((name) => /^bandscape-\w{6}$/.test(name));
    const before = scratch();
    let pressed = false;
    const { exitCode, stderr } = await runCommand(['convert', large, join(base, 'large.npy')], {
      onStderr: (text, signal) => {
        if (pressed || !/\d %/.test(text)) return;
        pressed = true;
        signal('SIGINT');
      },
    });
    expect(stderr).toContain('Giving up.');
    expect(exitCode).toBe(130);
    expect(existsSync(join(base, 'large.npy'))).toBe(false);
    expect(scratch()).toEqual(before);
  });
});
