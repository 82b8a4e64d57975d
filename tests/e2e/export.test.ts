import { appendFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '@shared/report';
import { convertVariable } from '../../src-main/engine/export/cube/convert';
import { openVariable } from '../../src-main/engine/files/registry';
import { readAll } from '../engine/files/fixtures';
import { decodeNpy } from '../support/decode-npy';
import { decodePng } from '../support/decode-png';
import { answerSaveDialog, dropFiles, launchApp, waitForScene, type RunningApp } from './app';
import { SMALL, exportAs, trainSmall } from './controls';

const PLACE = 'map info = {UTM, 1, 1, 500000, 4650020, 20, 20, 16, North, WGS-84}\n';

let folder: string;
let running: RunningApp;

/** A run on the small scene, whose file says where it lies. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-export-'));
  const cube = join(folder, 'placed.hdr');
  await convertVariable({ file: SMALL.cube, variable: 'small_scene' }, cube);
  appendFileSync(cube, PLACE);
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
  await dropFiles(running, [cube, SMALL.truth]);
  await waitForScene(running, 'placed.hdr');
  await trainSmall(running.page, 12);
  await running.page.getByRole('table', { name: 'Per-class accuracy' }).waitFor({ timeout: 400_000 });
}, 600_000);
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true });
});

const exported = (kind: string, name: string) => exportAs(running, kind, join(folder, name));
const dialog = (name = 'Export') => running.page.getByRole('dialog', { name, exact: true });
const openDialog = () =>
  running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('export-map')?.click());
const preview = (name = 'Preview') => dialog().or(dialog('导出')).getByRole('img', { name });

test('a picture of one pixel a pixel is the map, in the colours of the legend', async () => {
  const { page } = running;
  await openDialog();
  await dialog().getByLabel('Scale').fill('1');
  for (const option of ['Legend', 'Accuracy figures']) await dialog().getByLabel(option).uncheck();
  await dialog().getByLabel('Title').fill('');
  await dialog().getByText('32 × 32 pixels').waitFor();
  await preview().waitFor();
  await running.screenshot('export-plain');
  await page.keyboard.press('Escape');
  const map = decodeNpy(await exported('npy', 'map.npy'));
  const png = decodePng(await exported('png', 'map.png'));
  const report = JSON.parse((await exported('json', 'report.json')).toString()) as Report;
  expect([map.shape, png.width, png.height]).toEqual([[32, 32], 32, 32]);
  map.values.forEach((label, pixel) => {
    expect(label).toBeGreaterThanOrEqual(1);
    const entry = png.pixels[pixel] * 3;
    expect([...png.palette!.subarray(entry, entry + 3)]).toEqual(report.classes[label - 1].color);
  });
  expect(readFileSync(join(folder, 'map.pgw'), 'utf8').split('\n').map(Number).slice(0, 6)).toEqual([
    20, 0, 0, -20, 500010, 4650010,
  ]);
});

test('a picture with title and legend is as large as the dialog says', async () => {
  await openDialog();
  await dialog().getByLabel('Scale').fill('8');
  for (const option of ['Legend', 'Accuracy figures']) await dialog().getByLabel(option).check();
  await dialog().getByLabel('Title').fill('A small scene – 小场景');
  await dialog().getByLabel('World file (.pgw)').uncheck();
  const size = dialog().getByText(/^\d+ × \d+ pixels$/);
  await expect.poll(() => size.innerText()).toBe('381 × 348 pixels');
  await preview().waitFor();
  await running.screenshot('export-legend');
  const [width, height] = (await size.innerText()).match(/\d+/g)!.map(Number);
  const file = join(folder, 'legend.png');
  await answerSaveDialog(running, file);
  await dialog().getByRole('button', { name: 'Export…' }).click();
  await dialog().waitFor({ state: 'hidden' });
  const png = decodePng(readFileSync(file));
  expect([png.width, png.height]).toEqual([width, height]);
  expect(width).toBeGreaterThan(256);
  expect(existsSync(join(folder, 'legend.pgw'))).toBe(false);
});

test('other formats say where the scene lies, and what they hold', async () => {
  await openDialog();
  await dialog().getByLabel('What to export').selectOption('tif');
  await dialog().getByText('The file says where the scene lies (EPSG:32616).').waitFor();
  await running.screenshot('export-geotiff');
  await running.page.keyboard.press('Escape');
  expect((await exported('tif', 'map.tif')).subarray(0, 2).toString()).toBe('II');
  expect((await exported('hdr', 'classes.hdr')).toString()).toMatch(
    /file type = ENVI Classification[^]*map info/,
  );
  expect((await exported('mat', 'map.mat')).toString('latin1', 0, 6)).toBe('MATLAB');
  expect((await exported('confusion', 'confusion.csv')).toString()).toMatch(/^truth \\ prediction,/);
});

test('the probabilities add up to one and say what the map says', async () => {
  await openDialog();
  await dialog().getByLabel('What to export').selectOption('probabilities');
  await running.screenshot('export-probabilities');
  await running.page.keyboard.press('Escape');
  await exported('probabilities', 'p.tif');
  const map = decodeNpy(await exported('npy', 'p.npy'));
  const source = await openVariable({ file: join(folder, 'p.tif'), variable: 'p' });
  const values = await readAll(source);
  await source.close();
  expect([source.shape, source.dtype, source.georeferencing?.crs]).toEqual([
    [32, 32, 4],
    'float32',
    'EPSG:32616',
  ]);
  expect(source.bandNames).toEqual(['Class 1', 'Class 2', 'Class 3', 'Class 4']);
  map.values.forEach((label, pixel) => {
    const each = [...values.subarray(4 * pixel, 4 * pixel + 4)];
    expect(each.reduce((sum, value) => sum + value)).toBeCloseTo(1, 5);
    expect(each.indexOf(Math.max(...each)) + 1).toBe(label);
  });
  expect(await running.page.getByRole('progressbar').count()).toBe(0);
});

test('what was written can be shown in its folder, and nothing else', async () => {
  const { page, app } = running;
  const file = join(folder, 'shown.csv');
  await app.evaluate(({ shell }) => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    Object.assign(shell, { showItemInFolder: (path: string) => void shown.push(path) });
  });
  await exported('csv', 'shown.csv');
  await page.getByRole('button', { name: 'Show in folder' }).click();
  await running.screenshot('exported');
  const shown = () => app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
  await expect.poll(shown).toEqual([file]);
  const answer = await page.evaluate(() => window.api.call('showInFolder', { file: '/etc/passwd' }));
  expect(answer).toMatchObject({ ok: false, error: { code: 'not-written-here' } });
  expect(await shown()).toEqual([file]);
});

test('an export that cannot be written says so in the dialog and leaves nothing', async () => {
  const { page } = running;
  const before = readdirSync(folder);
  await answerSaveDialog(running, join(folder, 'missing', 'map.png'));
  await openDialog();
  await dialog().getByRole('button', { name: 'Export…' }).click();
  await dialog().getByRole('alert').getByText('map.png does not exist').waitFor();
  await running.screenshot('export-failed');
  await answerSaveDialog(running, null);
  await dialog().getByRole('button', { name: 'Export…' }).click();
  await dialog().getByRole('alert').waitFor({ state: 'hidden' });
  await page.keyboard.press('Escape');
  expect(readdirSync(folder)).toEqual(before);
});

test('the dialog is whole in Chinese, in the dark and in a small window', async () => {
  const { page, app } = running;
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByLabel('Language').selectOption('zh-CN');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setSize(900, 600));
  await openDialog();
  await preview('预览').waitFor();
  await dialog('导出').getByLabel('标题').fill('小场景的分类图 ☃');
  await dialog('导出').getByText('无法写出').waitFor();
  await page.waitForTimeout(300);
  await running.screenshot('export-chinese-dark-small');
  const button = await dialog('导出').getByRole('button', { name: '导出…' }).boundingBox();
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  expect(button!.y + button!.height).toBeLessThan(size.height);
  expect(button!.x + button!.width).toBeLessThan(size.width);
  await page.keyboard.press('Escape');
  await dialog('导出').waitFor({ state: 'hidden' });
});
