import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '@shared/report';
import { classicalMethods } from '../../src-main/engine/classical/registry';
import { runCommand } from '../support/command-line';

const fixture = (name: string) => join('tests/fixtures/cli', name);

/** Of 200 bands. */
const SAMPLE = 'assets/samples/indian-pines/Indian_pines_corrected.mat';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandscape-classical-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});
const classify = (id: string, out: string, ...more: string[]) =>
  runCommand([
    ...['classify', '--cube', fixture('scene.mat'), '--truth', fixture('truth.mat'), '--network', id],
    ...['--train', '0.2', '--seed', '4', '--out', join(folder, out), ...more],
  ]);
const bytes = (...path: string[]) => readFile(join(folder, ...path));
const reportOf = async (out: string): Promise<Report> => JSON.parse(String(await bytes(out, 'report.json')));

describe.each(classicalMethods.map(({ id, title }) => [id, title] as const))('%s', (id, title) => {
  beforeAll(async () => {
    const run = await classify(id, id);
    expect(run.stderr).not.toContain('rror');
    expect(run.exitCode).toBe(0);
  }, 120_000);

  it('is told of in the same report, without what belongs to networks', async () => {
    const report = await reportOf(id);
    expect(report.network).toMatchObject({ id, title });
    expect(report.oa).toBeGreaterThan(0.5);
    expect(report.config).toMatchObject({ patch: 1, components: 18, seed: 4 });
    expect(Object.keys(report.config)).not.toEqual(expect.arrayContaining(['epochs']));
    expect(report.training.learnt).toBeDefined();
    const text = String(await bytes(id, 'report.txt'));
    expect(text).toMatch(/^Learnt {9}\S/m);
    expect(text).not.toMatch(/undefined|NaN|^Epochs|^Optimisation/m);
  });

  it('maps the same scene the same with its saved model, and refuses one of other bands', async () => {
    const model = join(folder, id, 'model');
    const again = (cube: string, out: string) =>
      runCommand(['predict', '--model', model, '--cube', cube, '--out', join(folder, out)]);
    expect((await again(fixture('scene.mat'), `${id}-again`)).exitCode).toBe(0);
    expect(await bytes(`${id}-again`, 'map.npy')).toEqual(await bytes(id, 'map.npy'));
    const refused = await again(SAMPLE, `${id}-other`);
    expect(refused.exitCode).toBe(2);
    expect(refused.stderr).toMatch(/trained on 18 bands/);
  });

  it('trains several times on components, on a disjoint split', async () => {
    const more = [
      '--components',
      '5',
      '--split',
      'disjoint',
      '--patch',
      '3',
      '--runs',
      '2',
      '--vary',
      'split',
    ];
    const run = await classify(id, `${id}-runs`, ...more, '--probabilities');
    expect(run.exitCode).toBe(0);
    const { config, runs, split } = await reportOf(`${id}-runs`);
    expect(config).toMatchObject({ components: 5, patch: 3, experiment: { reduction: 'pca' } });
    expect(runs.each.map(({ seeds }) => seeds.split)).toEqual([4, 5]);
    expect(split.overlap).toBe(0);
  });

  it('is described without layers', async () => {
    const run = await runCommand(['networks', id]);
    expect(run.stdout).toContain(`${title} (${id})`);
    expect(run.stdout).toMatch(/^A model keeps/m);
    const list = await runCommand(['networks']);
    expect(list.stdout.split('\n').some((line) => line.startsWith(`${id} `))).toBe(true);
    expect((await runCommand(['networks', id, 'hybridsn'])).stderr).toMatch(/has no layers to compare/);
  });
});

describe('what belongs to windows and steps', () => {
  it.each([
    [['--epochs', '3'], /has no number of epochs.*leave it out/],
    [['--execution', 'dense'], /has no kind of execution/],
    [['--patch', '5'], /no window of 5/],
    [['--augmentation', 'flips'], /has no augmentation/],
    [['--components', '5', '--reduction', 'none'], /--components 5 has no meaning/],
  ])('is refused: %o', async (more, sentence) => {
    const run = await classify('knn', 'refused', ...more);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(sentence);
  });
});
