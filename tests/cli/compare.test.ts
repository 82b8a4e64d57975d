import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from '../support/command-line';
import { decodeNpy } from '../support/decode-npy';

const fixture = (name: string) => join('tests/fixtures/cli', name);
let folder: string;
const inFolder = (...path: string[]) => join(folder, ...path);
const classify = (out: string, ...more: string[]) =>
  runCommand([
    ...['classify', '--cube', fixture('scene.mat'), '--truth', fixture('truth.mat'), '--patch', '9'],
    ...['--components', '8', '--train', '0.1', '--out', inFolder(out), ...more],
  ]);
const compare = (...more: string[]) =>
  runCommand(['compare', inFolder('weak'), inFolder('good'), inFolder('other'), ...more]);

/** Rows x columns of 24 x 20, as the fixture's truth is described in the tests of `classify`. */
async function truthFrom(out: string, map: string) {
  return decodeNpy(await readFile(inFolder(out, map))).values;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bandscape-compare-'));
  await classify('weak', '--network', 'fc', '--epochs', '1');
  await classify('good', '--network', 'fc', '--epochs', '30');
  await classify('other', '--network', 'fc', '--epochs', '1', '--seed', '1', '--pixel-shuffle');
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('compare', () => {
  it('lists runs from the best, with the settings that differ', async () => {
    const { stdout, exitCode } = await compare();
    expect(exitCode).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^run +network +oa +aa +kappa +split .* differing settings$/);
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^good /);
    expect(lines.find((line) => line.startsWith('other'))).toContain('pixelShuffle true');
  });

  it('gives the same as one document, and McNemar’s test of every two', async () => {
    const { stdout } = await compare('--json', '--sort', 'run');
    const { runs, mcnemar } = JSON.parse(stdout);
    expect(runs.map(({ run }: { run: string }) => run)).toEqual(['good', 'other', 'weak']);
    const report = JSON.parse(await readFile(inFolder('good', 'report.json'), 'utf8'));
    expect(runs[0].oa).toBe(report.oa);
    expect(mcnemar.map((pair: { sameTestPixels: boolean }) => pair.sameTestPixels)).toEqual([
      true,
      false,
      false,
    ]);
    const [{ pixels, bothRight, onlyFirst, onlySecond, bothWrong, z }] = mcnemar;
    expect(pixels).toBe(report.split.test);
    expect(bothRight + onlyFirst + onlySecond + bothWrong).toBe(pixels);
    expect((bothRight + onlySecond) / pixels).toBeCloseTo(report.oa, 12);
    expect(z).toBeCloseTo((onlyFirst - onlySecond) / Math.sqrt(onlyFirst + onlySecond), 12);
    const split = await Promise.all(['weak', 'other'].map((out) => truthFrom(out, 'split.npy')));
    const common = split[0].filter((side, pixel) => side === 3 && split[1][pixel] === 3).length;
    expect(mcnemar[1].pixels).toBe(common);
  });

  it('says which map is better, and whether chance would make the difference', async () => {
    const { stdout } = await compare('--mcnemar');
    expect(stdout).toMatch(
      /weak and good: \d+ pixels; right in the first only \d+, .*p [\d.e-]+: good is better\./,
    );
    expect(stdout).toContain('pixels that test in both');
  });

  it('writes the table and the chart, and replaces neither unasked', async () => {
    const files = ['--csv', inFolder('runs.csv'), '--chart', inFolder('runs.svg')];
    expect((await compare(...files)).exitCode).toBe(0);
    const lines = (await readFile(inFolder('runs.csv'), 'utf8')).trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^run,network,oa,.*,recall /);
    expect(lines.slice(1).map((line) => line.split(',')[0])[0]).toBe('good');
    const svg = await readFile(inFolder('runs.svg'), 'utf8');
    expect(svg.match(/<rect [^>]*fill="#0b5d7a"/g)).toHaveLength(1 + 3);
    expect((await compare(...files)).exitCode).toBe(2);
    expect((await compare(...files, '--force')).exitCode).toBe(0);
  });

  it('refuses what is no finished run or no column, in one sentence', async () => {
    const nowhere = await runCommand(['compare', inFolder('nowhere')]);
    expect(nowhere.exitCode).toBe(2);
    expect(nowhere.stderr).toContain('is no finished run: report.json cannot be read');
    await writeFile(inFolder('good', 'model', 'report.json'), '{"oa": 1}');
    const other = await runCommand(['compare', inFolder('good', 'model')]);
    expect([other.exitCode, other.stderr]).toEqual([
      2,
      expect.stringContaining('is not that of a finished run'),
    ]);
    const column = await compare('--sort', 'beauty');
    expect([column.exitCode, column.stderr]).toEqual([
      2,
      expect.stringContaining('the columns are run, network'),
    ]);
  });

  it('says so where the ground truth is gone', async () => {
    const file = inFolder('weak', 'report.json');
    const report = JSON.parse(await readFile(file, 'utf8'));
    report.config.truth = `${inFolder('moved.mat')}:gt`;
    await writeFile(file, JSON.stringify(report));
    const { stdout, exitCode } = await compare('--mcnemar');
    expect(exitCode).toBe(0);
    expect(stdout).toContain('moved.mat:gt cannot be read; name it with --truth');
    const given = await compare('--mcnemar', '--truth', fixture('truth.mat'));
    expect(given.stdout).not.toContain('cannot be read');
  });
});
