import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '@shared/report';
import { runCommand } from '../support/command-line';

const fixture = (name: string) => join('tests/fixtures/cli', name);
const QUICK = ['--network', 'cnn', '--patch', '9', '--components', '8', '--epochs', '2', '--train', '0.2'];
const BANDS = 18;

let folder: string;
let wavelengths: string;
const inFolder = (...path: string[]) => join(folder, ...path);
const classify = (out: string, ...more: string[]) =>
  runCommand([
    ...['classify', '--cube', fixture('scene.mat'), '--truth', fixture('truth.mat'), ...QUICK],
    ...['--out', inFolder(out), ...more],
  ]);
const predict = (model: string, ...more: string[]) =>
  runCommand([
    ...['predict', '--model', inFolder(model, 'model'), '--cube', fixture('scene.mat')],
    ...['--out', inFolder(`${model}-again`), ...more],
  ]);
const reportOf = async (out: string): Promise<Report> =>
  JSON.parse(await readFile(inFolder(out, 'report.json'), 'utf8'));
const same = async (one: string, other: string) => (await readFile(one)).equals(await readFile(other));

async function writeWavelengths(name: string, shift: number): Promise<string> {
  const lines = Array.from({ length: BANDS }, (_, band) => String(500 + 10 * band + shift));
  await writeFile(inFolder(name), lines.join('\n'));
  return inFolder(name);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandscape-preprocessing-'));
  wavelengths = await writeWavelengths('wavelengths.txt', 0);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a model remembers what was done to the scene', () => {
  it.each<[string, string[], RegExp]>([
    ['bands', ['--reduction', 'none', '--scaling', 'standard'], /Channels +18 bands as they are/],
    [
      'removed',
      ['--remove-bands', '1-3, 7', '--scaling', 'minmax', '--reduction', 'pca'],
      /PCA not whitened/,
    ],
    ['fitted', ['--fit', 'training'], /PCA fitted on the training pixels only/],
    ['shuffled', ['--pixel-shuffle', '--no-shuffle', '--dropout', '0'], /in one random order/],
    [
      'turned',
      ['--augmentation', 'flips', '--spectral-noise', '0.1', '--labelling', 'symmetries'],
      /augmentation: flips; spectral noise 0.1; labelling: symmetries/,
    ],
  ])('%s: predicting the same scene gives the same map', async (name, options, told) => {
    const run = await classify(name, ...options);
    expect(run.stderr).not.toContain('rror');
    expect(run.exitCode).toBe(0);
    expect(await readFile(inFolder(name, 'report.txt'), 'utf8')).toMatch(told);
    expect((await predict(name)).exitCode).toBe(0);
    expect(await same(inFolder(name, 'map.npy'), inFolder(`${name}-again`, 'map.npy'))).toBe(true);
  });

  it('fits anew in every run whose training pixels are others', async () => {
    await classify('first', '--fit', 'training', '--runs', '2', '--seed', '3');
    await classify('second', '--fit', 'training', '--seed', '4');
    const [both, alone] = [await reportOf('first'), await reportOf('second')];
    expect(both.runs.each[1].oa).toBe(alone.oa);
    expect(both.runs.each[1].kappa).toBe(alone.kappa);
  });

  it('and refuses a scene whose bands lie elsewhere', async () => {
    await classify('placed', '--wavelengths', wavelengths, '--remove-bands', '600-640 nm');
    expect((await reportOf('placed')).config.experiment?.removedBands).toBe('600-640 nm');
    const near = await writeWavelengths('near.txt', 4);
    expect((await predict('placed', '--wavelengths', near)).exitCode).toBe(0);
    const far = await writeWavelengths('far.txt', 40);
    const { exitCode, stderr } = await predict('placed', '--wavelengths', far, '--force');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('Band 1 is at 500 nm in the model, but at 540 nm in');
  });
});

it.each([
  [['--remove-bands', 'some'], 'The list of removed bands is "some"'],
  [['--remove-bands', '19'], 'Band 19 is to be removed, but the cube has 18 bands.'],
  [['--remove-bands', '600-650nm'], 'the cube has no wavelengths'],
  [['--remove-bands', '4-18'], '8 components were asked for, but the cube has only 3 bands'],
  [['--dropout', '2'], 'The dropout rate is 2'],
])('%j is refused in one sentence', async (options, sentence) => {
  const { exitCode, stderr } = await classify('refused', ...options);
  expect(exitCode).toBe(2);
  expect(stderr.trim().split('\n').at(-1)).toContain(sentence);
});
