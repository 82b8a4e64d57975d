import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '@shared/report';
import { openVariable } from '../../src-main/engine/files/registry';
import { readAll } from '../engine/files/fixtures';
import { runCommand, type CommandResult } from '../support/command-line';
import { decodeNpy } from '../support/decode-npy';
import { decodePng } from '../support/decode-png';
import { decodeTiff } from '../support/decode-tiff';

const fixture = (name: string) => join('tests/fixtures/cli', name);
const QUICK = ['--patch', '9', '--components', '15', '--epochs', '3', '--train', '0.2', '--seed', '4'];

let folder: string;
const classify = (out: string, ...more: string[]) =>
  runCommand([
    ...['classify', '--cube', fixture('scene.mat'), '--truth', fixture('truth.mat'), ...QUICK],
    ...['--out', join(folder, out), ...more],
  ]);
const bytes = (...path: string[]) => readFile(join(folder, ...path));
const reportOf = async (out: string): Promise<Report> => JSON.parse(String(await bytes(out, 'report.json')));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandscape-classify-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('classify', () => {
  let run: CommandResult;
  let report: Report;
  beforeAll(async () => {
    run = await classify('first');
    expect(run.stderr).not.toContain('rror');
    report = await reportOf('first');
  });

  it('ends well, prints the per-class table and where the map lies', async () => {
    expect(run.exitCode).toBe(0);
    for (const { name, precision, recall, f1 } of report.classes) {
      const line = run.stdout.split('\n').find((text) => text.trim().startsWith(`${name} `));
      expect(
        line
          ?.trim()
          .split(/\s{2,}/)
          .slice(-5, -2) ?? [],
      ).toEqual([precision.toFixed(4), recall.toFixed(4), f1.toFixed(4)]);
    }
    expect(run.stdout).toContain(`Overall accuracy (OA)    ${(100 * report.oa).toFixed(2)} %`);
    expect(run.stdout).toContain(join(folder, 'first', 'map.png'));
  });

  it('leaves a model whose folder says by itself what it learnt from', async () => {
    expect((await readdir(join(folder, 'first', 'model'))).sort()).toEqual([
      ...['model.json', 'split.npy', 'weights.bin'],
    ]);
    expect((await bytes('first', 'model', 'split.npy')).equals(await bytes('first', 'split.npy'))).toBe(true);
    const { userDefinedMetadata } = JSON.parse(String(await bytes('first', 'model', 'model.json')));
    const { trainedOn, settings } = userDefinedMetadata.bandscape;
    expect({ ...settings, ...trainedOn }).toEqual(report.config);
  });

  it('shows its progress on stderr', () => {
    expect(run.stderr).toContain('Training');
    expect(run.stderr).not.toContain('\r');
  });

  it('leaves the promised files and nothing beside them', async () => {
    expect((await readdir(join(folder, 'first'))).sort()).toEqual([
      ...['confusion.csv', 'history.csv', 'map.npy', 'map.png', 'map.tif', 'model', 'report.json'],
      ...['report.txt', 'split.npy'],
    ]);
    expect((await readdir(folder)).every((name) => !name.startsWith('.'))).toBe(true);
  });

  it('labels every pixel, alike in every format', async () => {
    const map = decodeNpy(await bytes('first', 'map.npy'));
    expect(map.description).toBe('|u1');
    expect(map.shape).toEqual([24, 20]);
    expect([...map.values].every((label) => label >= 1 && label <= 3)).toBe(true);
    expect(decodePng(await bytes('first', 'map.png')).pixels).toEqual(map.values);
    expect(decodeTiff(await bytes('first', 'map.tif')).pixels).toEqual(map.values);
  });

  it('reports what map and split say', async () => {
    const map = decodeNpy(await bytes('first', 'map.npy')).values;
    const split = decodeNpy(await bytes('first', 'split.npy')).values;
    const count = (side: number) => split.filter((value) => value === side).length;
    expect(report.split).toMatchObject({ kind: 'random', train: count(1), validation: 0, test: count(3) });
    expect(count(1) + count(3)).toBe(80 + 80 + 180);
    expect(count(1)).toBe(68);

    const truth = (pixel: number) => truthAt(Math.floor(pixel / 20), pixel % 20);
    const confusion = [0, 0, 0].map(() => [0, 0, 0]);
    split.forEach((side, pixel) => {
      if (side === 3) confusion[truth(pixel) - 1][map[pixel] - 1]++;
      expect(side === 0).toBe(truth(pixel) === 0);
    });
    expect(report.confusion).toEqual(confusion);
    const hits = confusion[0][0] + confusion[1][1] + confusion[2][2];
    expect(report.oa).toBeCloseTo(hits / count(3), 12);
  });

  it('records all settings and what it ran on', () => {
    expect(report.config).toMatchObject({
      network: 'hybridsn-bn',
      patch: 9,
      components: 15,
      training: 0.2,
      epochs: 3,
      seed: 4,
      runs: 1,
    });
    expect(report.environment.tensorflow).toMatch(/^\d+\.\d+/);
    expect(report.environment.backend).toBe('tensorflow');
    expect(report.network.parameters).toBeGreaterThan(0);
    expect(report.training).toMatchObject({ epochs_run: 3, stopped: false });
  });

  it('writes one line an epoch to history.csv', async () => {
    const lines = String(await bytes('first', 'history.csv'))
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toBe('run,epoch,loss,accuracy,learning_rate,seconds');
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 2).join())).toEqual(['1,1', '1,2', '1,3']);
  });

  it('gives the same again for the same seed, and another split for another', async () => {
    await classify('second');
    for (const name of ['map.npy', 'map.png', 'map.tif', 'split.npy', 'confusion.csv', 'model/weights.bin']) {
      expect((await bytes('second', name)).equals(await bytes('first', name)), name).toBe(true);
    }
    expect(timeless(await reportOf('second'))).toEqual(timeless(report));
    await classify('third', '--seed', '5');
    expect((await bytes('third', 'split.npy')).equals(await bytes('first', 'split.npy'))).toBe(false);
  });

  it('replaces an earlier result only with --force', async () => {
    const refused = await classify('first');
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr.trim()).toContain('already holds a result');
    expect(await reportOf('first')).toEqual(report);
    const forced = await classify('first', '--force', '--seed', '6');
    expect(forced.exitCode).toBe(0);
    expect((await reportOf('first')).config.seed).toBe(6);
  });

  it('prints one JSON document and nothing else with --json', async () => {
    const { stdout, exitCode } = await classify('json', '--json', '--runs', '2', '--epochs', '1');
    expect(exitCode).toBe(0);
    const { out, ...printed } = JSON.parse(stdout);
    expect(out).toBe(join(folder, 'json'));
    expect(printed).toEqual(await reportOf('json'));
    expect(printed.runs.each.map(({ seed }: { seed: number }) => seed)).toEqual([4, 5]);
    expect(printed.runs.each[0].oa).toBe(printed.oa);
  });
});

describe('predict', () => {
  it('gives the map of the classification again for the scene it was trained on', async () => {
    await classify('trained', '--probabilities');
    const run = await runCommand([
      ...['predict', '--model', join(folder, 'trained', 'model'), '--cube', fixture('scene.mat'), '--json'],
      ...['--out', join(folder, 'predicted'), '--probabilities'],
    ]);
    expect(run.stderr).not.toContain('rror');
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({ rows: 24, columns: 20, out: join(folder, 'predicted') });
    const [trained, predicted] = [await bytes('trained', 'map.npy'), await bytes('predicted', 'map.npy')];
    expect(predicted.equals(trained)).toBe(true);
  });

  it('measures the map by a ground truth, on the scene it was trained on by its test pixels only', async () => {
    const run = await runCommand([
      ...['predict', '--model', join(folder, 'trained'), '--cube', fixture('scene.mat'), '--json'],
      ...['--truth', fixture('truth.mat'), '--out', join(folder, 'measured')],
    ]);
    expect([run.exitCode, run.stderr.includes('rror')]).toEqual([0, false]);
    const { accuracy } = JSON.parse(run.stdout);
    const { oa, aa, kappa, confusion, split } = await reportOf('trained');
    expect(accuracy).toMatchObject({ oa, aa, kappa, confusion, pixels: split.test, testPixelsOnly: true });
    const written = JSON.parse(String(await bytes('measured', 'prediction.json')));
    expect(written.accuracy).toEqual(accuracy);
  });

  it('writes probabilities with both that add up to one and say what the map says', async () => {
    const [first, second] = [
      await bytes('trained', 'probabilities.tif'),
      await bytes('predicted', 'probabilities.tif'),
    ];
    expect(second.equals(first)).toBe(true);
    const file = join(folder, 'trained', 'probabilities.tif');
    const source = await openVariable({ file, variable: 'probabilities' });
    const values = await readAll(source);
    await source.close();
    const again = ['export', join(folder, 'trained'), join(folder, 'p.tif'), '--format', 'probabilities'];
    expect((await runCommand(again)).exitCode).toBe(0);
    expect((await bytes('p.tif')).equals(first)).toBe(true);
    const { classes } = await reportOf('trained');
    expect([source.shape, source.dtype]).toEqual([[24, 20, 3], 'float32']);
    expect(source.bandNames).toEqual(classes.map(({ name }) => name));
    decodeNpy(await bytes('trained', 'map.npy')).values.forEach((label, pixel) => {
      const each = [...values.subarray(3 * pixel, 3 * pixel + 3)];
      expect(each[0] + each[1] + each[2]).toBeCloseTo(1, 5);
      expect(classes[each.indexOf(Math.max(...each))].label).toBe(label);
    });
    expect((await readdir(folder)).every((name) => !name.startsWith('.'))).toBe(true);
  });

  it('refuses a scene with other bands and a folder that is no model', async () => {
    const predict = (model: string, cube: string) =>
      runCommand(['predict', '--model', model, '--cube', cube, '--out', join(folder, 'never')]);
    const otherBands = await predict(join(folder, 'trained', 'model'), `${fixture('two_cubes.mat')}:second`);
    expect([otherBands.exitCode, otherBands.stdout]).toEqual([2, '']);
    expect(otherBands.stderr).toContain('18 bands');
    const noModel = await predict(folder, fixture('scene.mat'));
    expect([noModel.exitCode, noModel.stdout]).toEqual([2, '']);
    expect(await readdir(folder)).not.toContain('never');
  });
});

/** The truth as tests/fixtures/cli/make.py draws it. */
function truthAt(row: number, column: number): number {
  if (row >= 1 && row < 11) return column >= 1 && column < 9 ? 1 : column >= 11 && column < 19 ? 2 : 0;
  return row >= 13 && row < 23 && column >= 1 && column < 19 ? 3 : 0;
}

function timeless({ timing: _timing, environment, ...report }: Report): object {
  return { ...report, environment: { ...environment, date: '' } };
}
