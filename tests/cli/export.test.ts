import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { writeClassification } from '../../src-main/engine/export/classification';
import { writePrediction } from '../../src-main/engine/export/prediction';
import { runCommand } from '../support/command-line';
import { decodeNpy } from '../support/decode-npy';
import { decodePng } from '../support/decode-png';
import { someResult } from '../support/some-result';
import { temporaryFolder } from '../support/temporary-folder';

const folder = temporaryFolder();
const georeferencing = { transform: [500000, 20, 0, 4650020, 0, -10] as never, crs: 'EPSG:32616' };
const { report, map, ...rest } = someResult(4);
report.classes.forEach(
  (each, index) => (each.name = ['Woods', 'Corn, no till', '草地', 'Stone-Steel-Towers'][index]),
);
const path = (name: string) => join(folder.path, name);
const exportRun = (out: string, ...more: string[]) => runCommand(['export', path('run'), path(out), ...more]);
const read = (name: string) => readFileSync(path(name));

beforeAll(async () => {
  await writeClassification(path('run'), { report, map, ...rest }, { georeferencing });
});

describe('export', () => {
  it('writes a picture of one pixel a pixel, and the same enlarged', async () => {
    const run = await exportRun('plain.png');
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toBe(`${map.columns} x ${map.rows} pixels\n${path('plain.png')}\n`);
    expect(decodePng(read('plain.png')).pixels).toEqual(Uint8Array.from(map.labels));
    expect((await exportRun('large.png', '--scale', '5')).exitCode).toBe(0);
    const large = decodePng(read('large.png'));
    expect([large.width, large.height]).toEqual([5 * map.columns, 5 * map.rows]);
    expect(existsSync(path('plain.pgw'))).toBe(false);
  });

  it('writes a picture with legend, title, figures and world file, and says what it could not draw', async () => {
    const drawn = ['--scale', '8', '--legend', '--title', 'Ein Titel: 标题 ☃', '--figures', '--world-file'];
    const run = await exportRun('drawn.png', ...drawn, '--json');
    expect(run.exitCode).toBe(0);
    const { files, width, height, missing } = JSON.parse(run.stdout);
    expect(files).toEqual([path('drawn.pgw'), path('drawn.png')]);
    expect(missing).toEqual(['☃']);
    expect(run.stderr).toContain('No sign for ☃');
    const png = decodePng(read('drawn.png'));
    expect([png.width, png.height]).toEqual([width, height]);
    expect(width).toBeGreaterThan(8 * map.columns + 50);
    expect(Number(String(read('drawn.pgw')).split('\n')[0])).toBe(20 / 8);
  });

  it.each([
    ['m.tif', [], 'II*'],
    ['m.hdr', [], 'ENVI\n'],
    ['m.npy', [], '\x93NUMPY'],
    ['m.mat', [], 'MATLAB 5.0'],
    ['r.txt', [], ''],
    ['r.json', [], '{'],
    ['r.csv', [], 'figure,value'],
    ['c.csv', ['--format', 'confusion'], 'truth \\ prediction,Woods,"Corn, no till"'],
  ])('writes %s', async (name, options, start) => {
    const run = await exportRun(name, ...options);
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain(path(name));
    expect(read(name).toString('latin1', 0, start.length)).toBe(start);
  });

  it('writes what classify wrote', async () => {
    for (const [name, original] of [
      ['m.npy', 'map.npy'],
      ['m.tif', 'map.tif'],
      ['r.json', 'report.json'],
      ['r.txt', 'report.txt'],
      ['c.csv', 'confusion.csv'],
    ])
      expect(read(name).equals(read(join('run', original))), name).toBe(true);
    expect(String(read('r.csv'))).toContain(String(read(join('run', 'history.csv'))));
    expect(decodeNpy(read('m.npy')).values).toEqual(Uint8Array.from(map.labels));
  });

  it('replaces a file only with --force', async () => {
    writeFileSync(path('mine.png'), 'mine');
    const refused = await exportRun('mine.png');
    expect([refused.exitCode, refused.stdout]).toEqual([2, '']);
    expect(refused.stderr).toContain('exists already: choose another name, or add --force');
    expect(String(read('mine.png'))).toBe('mine');
    expect((await exportRun('mine.png', '--force')).exitCode).toBe(0);
    expect(decodePng(read('mine.png')).width).toBe(map.columns);
  });

  it('that the disk has no room for leaves nothing under the name', async () => {
    const before = readdirSync(folder.path);
    const run = await runCommand(['export', path('run'), path('full.png'), '--scale', '16', '--legend'], {
      largestFileKb: 1,
    });
    expect([run.exitCode, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain('full.png');
    expect(readdirSync(folder.path)).toEqual(before);
  });
});

describe('an export that is refused', () => {
  it.each([
    ['an unknown ending', ['x.jpg'], 'does not end in the name of a format'],
    ['an unknown format', ['x.png', '--format', 'jpg'], 'There is no format jpg: choose png, tif'],
    [
      'an ending of another format',
      ['x.png', '--format', 'probabilities'],
      'x.png does not end as probabilities',
    ],
    ['a legend on what is no picture', ['x.tif', '--legend'], '--legend belongs to pictures'],
    ['a scale that is too large', ['x.png', '--scale', '17'], 'no whole number from 1 to 16'],
    ['a scale that is no number', ['x.png', '--scale', 'big'], '--scale big'],
    ['a folder that is not there', ['no/x.png'], 'The folder of'],
  ])('says so in one line: %s', async (_, [name, ...options], sentence) => {
    const run = await exportRun(name, ...options);
    expect([run.exitCode, run.stdout]).toEqual([2, '']);
    expect(run.stderr).toContain(sentence);
    expect(run.stderr.trimEnd().split('\n')).toHaveLength(1);
    expect(existsSync(path('x.png'))).toBe(false);
  });

  it('says so of a folder that is no run, and of a damaged one', async () => {
    const none = await runCommand(['export', folder.path, path('x.png')]);
    expect([none.exitCode, none.stderr]).toEqual([2, expect.stringContaining('holds no result')]);
    await writeClassification(path('broken'), { report, map, ...rest });
    writeFileSync(path('broken/report.json'), '{"classes": 7}');
    const broken = await runCommand(['export', path('broken'), path('x.png')]);
    expect([broken.exitCode, broken.stderr]).toEqual([
      2,
      expect.stringContaining('report.json: it is not as'),
    ]);
  });

  it('says so of figures that were not measured, and of a place that nobody knows', async () => {
    const { classes } = report;
    const source = { model: path('run/model'), cube: 'scene.mat:cube', network: 'hybridsn' };
    await writePrediction(path('applied'), { map, classes, source });
    const exportIt = (...more: string[]) => runCommand(['export', path('applied'), path('y.png'), ...more]);
    expect((await exportIt('--figures')).stderr).toContain('nothing was measured');
    expect((await exportIt('--world-file')).stderr).toContain('leave out --world-file');
    expect((await exportIt('--legend')).exitCode).toBe(0);
  });
});
