import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Report } from '@shared/report';
import { runCommand } from '../support/command-line';
import { decodeNpy } from '../support/decode-npy';

const fixture = (name: string) => join('tests/fixtures/cli', name);

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandscape-special-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const out = () => join(folder, 'out');
const classifying = (...more: string[]) => [
  ...['classify', '--patch', '9', '--components', '15', '--epochs', '2', '--train', '0.2', '--json'],
  ...['--out', out(), ...more],
];

async function convertedTruth(): Promise<Buffer> {
  const file = join(folder, 'truth.npy');
  await runCommand(['convert', fixture('truth.mat'), file]);
  return readFile(file);
}

describe('classify', () => {
  it('finds the truth in the file of the cube', async () => {
    const { stdout } = await runCommand(classifying('--cube', fixture('scene.mat')));
    const { config } = JSON.parse(stdout) as Report;
    expect(config.cube).toMatch(/scene\.mat:scene$/);
    expect(config.truth).toMatch(/scene\.mat:scene_gt$/);
  });

  it('takes a cube by name from a file with several', async () => {
    const cube = `${fixture('two_cubes.mat')}:second`;
    const { stdout } = await runCommand(classifying('--cube', cube, '--truth', fixture('truth.mat')));
    expect((JSON.parse(stdout) as Report).config.cube).toMatch(/two_cubes\.mat:second$/);
  });

  it('leaves pixels without values out of training and figures, and unclassified in the map', async () => {
    // make.py: NaN at row 3, column 5, infinite at row 4, column 6.
    const gaps = [3 * 20 + 5, 4 * 20 + 6];
    const truth = decodeNpy(await convertedTruth()).values;
    const labelled = gaps.filter((pixel) => truth[pixel] > 0).length;
    const { stdout } = await runCommand(
      classifying('--cube', fixture('nan.mat'), '--truth', fixture('truth.mat')),
    );
    const { split, warnings } = JSON.parse(stdout) as Report;
    expect(warnings).toMatchObject([{ code: 'pixels-without-values', details: { pixels: 2, labelled } }]);
    expect(split.train + split.test).toBe(truth.filter((label) => label > 0).length - labelled);
    const map = Array.from(decodeNpy(await readFile(join(out(), 'map.npy'))).values);
    expect(map.flatMap((label, pixel) => (label === 0 ? [pixel] : []))).toEqual(gaps);
    const again = join(folder, 'again');
    await runCommand([
      ...['predict', '--model', join(out(), 'model'), '--cube', fixture('nan.mat'), '--out', again],
    ]);
    expect(Array.from(decodeNpy(await readFile(join(again, 'map.npy'))).values)).toEqual(map);
  });

  it('splits by masks', async () => {
    const masks = fixture('masks.mat');
    const { stdout } = await runCommand(
      classifying(
        ...['--cube', fixture('scene.mat'), '--split', 'masks'],
        ...['--train-mask', `${masks}:TR`, '--test-mask', `${masks}:TE`],
      ),
    );
    const { split } = JSON.parse(stdout) as Report;
    expect(split).toMatchObject({ kind: 'masks', train: 170, test: 170, overlap: 1 });
    const sides = decodeNpy(await readFile(join(out(), 'split.npy'))).values;
    expect(sides[1 * 20 + 1]).toBe(1);
    expect(sides[1 * 20 + 2]).toBe(3);
  });

  it('splits by areas that share nothing, and says what was left out', async () => {
    const { stdout } = await runCommand(classifying('--cube', fixture('scene.mat'), '--split', 'disjoint'));
    const { split, warnings } = JSON.parse(stdout) as Report;
    expect(split).toMatchObject({ kind: 'disjoint', overlap: 0 });
    expect(warnings.map(({ code }) => code)).toContain('pixels-between-areas-left-out');
  });

  it('trains on a class of one pixel and says that it cannot be tested', async () => {
    const truth = fixture('lonely.mat');
    const { stdout } = await runCommand(classifying('--cube', fixture('scene.mat'), '--truth', truth));
    const { classes, warnings } = JSON.parse(stdout) as Report;
    expect(classes[3]).toMatchObject({ label: 4, train: 1, test: 0 });
    expect(warnings.map(({ code }) => code)).toContain('classes-without-test-pixels');
  });

  it('accepts a constant band', async () => {
    const cube = fixture('constant.mat');
    const { exitCode, stderr } = await runCommand(
      classifying('--cube', cube, '--truth', fixture('truth.mat')),
    );
    expect([exitCode, stderr.includes('rror')]).toEqual([0, false]);
  });
});

describe('Ctrl-C', () => {
  const long = () => classifying('--cube', fixture('scene.mat'), '--epochs', '100000');
  const isTraining = (text: string) => /Training .*epoch/.test(text);

  it('stops training and keeps what was learnt', async () => {
    let pressed = false;
    const { exitCode, stdout, stderr } = await runCommand(long(), {
      onStderr: (text, signal) => {
        if (!pressed && isTraining(text)) {
          pressed = true;
          signal('SIGINT');
        }
      },
    });
    expect(stderr).toContain('keeping what was learnt');
    expect(exitCode).toBe(0);
    const { training, oa } = JSON.parse(stdout) as Report;
    expect(training.stopped).toBe(true);
    expect(training.epochs_run).toBeLessThan(100_000);
    expect(oa).toBeGreaterThan(0);
    expect(await readdir(out())).toContain('report.json');
  });

  it('gives up when the job is asked to end, and leaves nothing', async () => {
    let asked = false;
    const { exitCode, stdout } = await runCommand(long(), {
      onStderr: (text, signal) => {
        if (!asked && isTraining(text)) {
          asked = true;
          signal('SIGTERM');
        }
      },
    });
    expect([exitCode, stdout]).toEqual([130, '']);
    expect(await readdir(folder)).toEqual([]);
  });
});
