import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '@shared/report';
import type { FileInfo } from '@shared/scene';
import { runCommand } from '../support/command-line';
import { decodeNpy } from '../support/decode-npy';
import { npy, npyHeader } from '../support/npy-file';
import { temporaryFolder } from '../support/temporary-folder';

const SCENE = 'tests/fixtures/cli/scene.mat';
const TRUTH = 'tests/fixtures/cli/truth.mat';
const TRANSPOSED = 'tests/fixtures/cli/transposed.mat';
const [rows, columns, bands] = [24, 20, 18];
const folder = temporaryFolder();

/** The scene of the fixtures with its axes in the order of columns, bands, rows. */
let turned: string;
let values: Uint16Array;
beforeAll(async () => {
  const plain = join(folder.path, 'plain.npy');
  await runCommand(['convert', SCENE, plain]);
  values = decodeNpy(readFileSync(plain)).values as Uint16Array;
  const data = new Uint16Array(values.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let band = 0; band < bands; band++)
        data[(column * bands + band) * rows + row] = values[(row * columns + column) * bands + band];
  const header = npyHeader("'<u2'", `${columns}, ${bands}, ${rows}`);
  turned = folder.write('turned.npy', npy(header, Buffer.from(data.buffer)));
});

const AXES = ['--axes', 'columns,bands,rows'];

describe('--axes', () => {
  it('shows the order that a file is read in', async () => {
    const { stdout } = await runCommand(['info', turned, ...AXES, '--json']);
    const [cube] = (JSON.parse(stdout) as FileInfo).variables;
    expect(cube).toMatchObject({ shape: [rows, columns, bands], axes: ['columns', 'bands', 'rows'] });
    const text = await runCommand(['info', turned, ...AXES]);
    expect(text.stdout).toMatch(/24 x 20 x 18 .*in the file columns x bands x rows/);
  });

  it('writes the values in the order of rows, columns and bands', async () => {
    const out = join(folder.path, 'back.npy');
    const { exitCode, stdout } = await runCommand(['convert', turned, out, ...AXES, '--json']);
    expect([exitCode, (JSON.parse(stdout) as { shape: number[] }).shape]).toEqual([
      0,
      [rows, columns, bands],
    ]);
    expect(decodeNpy(readFileSync(out))).toMatchObject({ shape: [rows, columns, bands], values });
  });

  it('classifies and predicts as if the file had the usual order', async () => {
    const quick = ['--patch', '9', '--components', '15', '--epochs', '2', '--train', '0.2'];
    const out = (name: string) => join(folder.path, name);
    const run = (name: string, ...more: string[]) =>
      runCommand(['classify', ...quick, '--out', out(name), ...more]);
    const plain = await run('plain', '--cube', SCENE, '--truth', TRUTH);
    const other = await run(
      ...(['other', '--cube', turned, ...AXES] as const),
      ...['--truth', TRANSPOSED, '--truth-axes', 'columns,rows'],
    );
    expect([plain.exitCode, other.exitCode, other.stderr.includes('rror')]).toEqual([0, 0, false]);
    const map = (name: string) => readFileSync(join(out(name), 'map.npy'));
    expect(map('other')).toEqual(map('plain'));
    const { config } = JSON.parse(readFileSync(join(out('other'), 'report.json'), 'utf8')) as Report;
    expect(config).toMatchObject({ axes: 'columns,bands,rows', truthAxes: 'columns,rows' });
    const model = join(out('plain'), 'model');
    const mapped = ['predict', '--model', model, '--cube', turned, ...AXES, '--out', out('mapped')];
    expect((await runCommand(mapped)).exitCode).toBe(0);
    expect(map('mapped')).toEqual(map('plain'));
  });

  it('is found by the truth in another file', async () => {
    const quick = ['--patch', '9', '--components', '15', '--epochs', '1', '--train', '0.2', '--json'];
    const args = ['classify', '--cube', turned, '--truth', TRUTH, ...quick, '--out'];
    const { exitCode, stdout } = await runCommand([...args, join(folder.path, 'found')]);
    expect([exitCode, (JSON.parse(stdout) as Report).config.axes]).toEqual([0, 'columns,bands,rows']);
  });

  it('is found by the truth in the same folder, and in a folder of its own', async () => {
    const quick = ['--network', 'knn', '--patch', '1', '--train', '0.2', '--json'];
    const found = async (...args: string[]) => {
      const out = join(folder.path, `found-${args.length}`);
      const { exitCode, stdout, stderr } = await runCommand(['classify', ...quick, ...args, '--out', out]);
      expect([exitCode, stderr]).toEqual([0, expect.stringContaining('Ground truth: ')]);
      return (JSON.parse(stdout) as Report).config;
    };
    const scene = join(folder.path, 'scene');
    const truths = join(folder.path, 'truths');
    for (const path of [scene, truths]) mkdirSync(path);
    copyFileSync(turned, join(scene, 'turned.npy'));
    copyFileSync(TRUTH, join(truths, 'turned_gt.mat'));
    const order = { axes: 'columns,bands,rows' };
    expect(await found('--cube', turned, '--truth', truths)).toMatchObject(order);
    copyFileSync(TRANSPOSED, join(scene, 'turned_gt.mat'));
    const transposed = ['--cube', scene, '--truth-axes', 'columns,rows', '--seed', '0'];
    expect(await found(...transposed)).toMatchObject({ ...order, truthAxes: 'columns,rows' });
    copyFileSync(TRUTH, join(scene, 'turned_gt.mat'));
    expect(await found('--cube', scene, '--force')).toMatchObject(order);
  });

  it('is what the truth in its folder says for other commands too', async () => {
    const out = join(folder.path, 'of-folder.npy');
    const { stdout } = await runCommand(['convert', join(folder.path, 'scene'), out, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ shape: [rows, columns, bands] });
    expect(decodeNpy(readFileSync(out)).values).toEqual(values);
  });

  it('is guessed otherwise, and said to be', async () => {
    const lines = folder.write('lines.npy', npy(npyHeader("'<u2'", '60, 20, 80'), Buffer.alloc(192_000)));
    const { stdout } = await runCommand(['info', lines]);
    expect(stdout).toMatch(/60 x 80 x 20 .*rows x bands x columns, guessed from the lengths.*--axes/);
    const { variables } = JSON.parse((await runCommand(['info', lines, '--json'])).stdout) as FileInfo;
    expect(variables[0]).toMatchObject({
      shape: [60, 80, 20],
      ...{ axes: ['rows', 'bands', 'columns'], axesFrom: 'shape', axesUncertain: true },
    });
    const known = JSON.parse((await runCommand(['info', SCENE, '--json'])).stdout) as FileInfo;
    expect(known.variables[0].axes).toEqual(['rows', 'columns', 'bands']);
  });

  it.each([
    [
      'rows,columns',
      /--axes rows,columns does not fit turned, which is 20 x 18 x 24 in its file.*name each of rows, columns, bands once/,
    ],
    ['rows,rows,bands', /name each of rows, columns, bands once/],
    ['bsq', /such as bands,rows,columns/],
  ])('%s is refused in one sentence', async (axes, message) => {
    const { exitCode, stdout, stderr } = await runCommand(['info', turned, '--axes', axes]);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });

  it('a transposed truth is refused with what to do about it', async () => {
    const out = join(folder.path, 'refused');
    const args = ['classify', '--cube', SCENE, '--truth', TRANSPOSED, '--out', out];
    const { exitCode, stderr } = await runCommand(args);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(
      /20 x 24 .* 24 x 20: its rows and columns are exchanged.*--truth-axes columns,rows/,
    );
    expect(existsSync(out)).toBe(false);
    const wrong = await runCommand([...args, '--truth-axes', 'turned']);
    expect([wrong.exitCode, wrong.stderr.includes('rows,columns or columns,rows')]).toEqual([2, true]);
  });
});
