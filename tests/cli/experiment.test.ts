import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '@shared/report';
import { runCommand } from '../support/command-line';
import { decodeNpy } from '../support/decode-npy';

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
  folder = await mkdtemp(join(tmpdir(), 'bandscape-experiment-'));
  await classify('plain');
}, 120_000);
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('classify --vary each', () => {
  it('varies one seed at a time and says what each decides', async () => {
    const { exitCode, stdout } = await classify('varied', '--runs', '2', '--vary', 'each');
    expect(exitCode).toBe(0);
    const { runs } = await reportOf('varied');
    expect(runs.each.map(({ seeds }) => [seeds.split, seeds.weights, seeds.order])).toEqual([
      [4, 4, 4],
      [5, 4, 4],
      [4, 5, 4],
      [4, 4, 5],
    ]);
    runs.sources.forEach(({ source, std }, index) => {
      const difference = runs.each[0].oa - runs.each[index + 1].oa;
      expect([source, std.oa]).toEqual([
        ['split', 'weights', 'order'][index],
        expect.closeTo(Math.abs(difference) / Math.SQRT2, 10),
      ]);
    });
    expect(stdout).toMatch(/varied {6}runs {8}OA/);
    const squares = runs.sources.reduce((sum, { std }) => sum + std.oa ** 2, 0);
    expect(runs.std.oa).toBeCloseTo(Math.sqrt(squares), 12);
    const together = (100 * Math.sqrt(squares)).toFixed(2);
    expect(stdout).toMatch(new RegExp(`\n +std +${together} .*\n`));
    expect(stdout).toMatch(new RegExp(`\n +all together +${together} .*\nAll together is the root of`));
    expect(String(await bytes('varied', 'report.txt'))).toContain('All together is the root of the sum');
    expect(runs.classes.map(({ runs: tested }) => tested)).toEqual([4, 4, 4]);
  });

  it('is told beside other runs, and put right in a report of an earlier version', async () => {
    const { runs, ...rest } = await reportOf('varied');
    const earlier = { ...runs, std: { oa: 0.5, aa: 0.5, kappa: 0.5 } };
    await writeFile(join(folder, 'varied', 'report.json'), JSON.stringify({ ...rest, runs: earlier }));
    const chart = join(folder, 'runs.svg');
    const compare = ['compare', join(folder, 'plain'), join(folder, 'varied'), '--sort', 'run'];
    const { stdout } = await runCommand([...compare, '--chart', chart, '--mcnemar']);
    expect(stdout).toContain('Of varied, which was repeated, the map of the first run is tested.');
    expect(stdout).toContain('The std of varied is the root of the sum of the squares');
    expect(String(await readFile(chart))).toContain('>Whiskers: one standard deviation; where each seed');
    const document = JSON.parse((await runCommand([...compare, '--json'])).stdout);
    expect(document.runs.map((run: { oa_std: number }) => run.oa_std)).toEqual([
      0,
      expect.closeTo(runs.std.oa, 12),
    ]);
  });

  it('needs several runs', async () => {
    const { exitCode, stderr } = await classify('refused', '--vary', 'split');
    expect(exitCode).toBe(2);
    expect(stderr).toContain('ask for 2 runs or more');
  });

  it('gives the split of one seed with the weights of another', async () => {
    await classify('others', '--seed', '9', '--split-seed', '4');
    await classify('same', '--seed', '9', '--split-seed', '4', '--weight-seed', '4', '--order-seed', '4');
    const alike = async (one: string, other: string, file: string) =>
      (await bytes(one, file)).equals(await bytes(other, file));
    expect(await alike('plain', 'others', 'split.npy')).toBe(true);
    expect(await alike('plain', 'others', 'model/weights.bin')).toBe(false);
    expect(await alike('plain', 'same', 'model/weights.bin')).toBe(true);
  });
});

describe('classify --validation', () => {
  it('holds training pixels back, watches them and keeps the best epoch', async () => {
    const { exitCode, stdout } = await classify('watched', '--validation', '0.25', '--patience', '50');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('51 pixels for training, 17 for validation and 272 for testing');
    const [plain, report] = [await reportOf('plain'), await reportOf('watched')];
    expect(report.config.experiment).toMatchObject({ validation: 0.25, patience: 50, keep: 'auto' });
    expect(report.split).toMatchObject({ train: 51, validation: 17, test: plain.split.test });
    expect(report.training).toMatchObject({ kept_by: 'validation', stopped: false, stopped_early: false });

    const split = decodeNpy(await bytes('watched', 'split.npy')).values;
    const before = decodeNpy(await bytes('plain', 'split.npy')).values;
    expect(split.filter((side) => side === 2)).toHaveLength(17);
    split.forEach((side, pixel) => expect(side === 2 ? 1 : side).toBe(before[pixel]));

    const lines = String(await bytes('watched', 'history.csv'))
      .trimEnd()
      .split('\r\n');
    expect(lines[0]).toBe(
      'run,epoch,loss,accuracy,learning_rate,seconds,validation_loss,validation_accuracy',
    );
    const accuracies = lines.slice(1).map((line) => Number(line.split(',')[7]));
    expect(accuracies[report.training.kept_epoch! - 1]).toBe(Math.max(...accuracies));
    expect(report.training.final?.validation?.accuracy).toBe(Math.max(...accuracies));
    expect(String(await bytes('watched', 'report.txt'))).toMatch(
      /Validation {5}25 % of the training pixels, held back: accuracy .*patience 50 epochs/,
    );
  });

  it('refuses to end early by anything but validation', async () => {
    const { exitCode, stderr } = await classify('refused', '--patience', '5');
    expect(exitCode).toBe(2);
    expect(stderr.trim()).toBe(
      'Ending training early needs validation pixels, because the test pixels must not decide: give a validation share.',
    );
  });
});
