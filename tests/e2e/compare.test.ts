import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCommand } from '../support/command-line';
import { answerOpenDialog, answerSaveDialog, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { openSmallScene, SMALL, tableRows, trainSmall } from './controls';

let folder: string;
let running: RunningApp;

const LONG = 'nearest neighbours in a folder whose name goes on and on';
const classify = (out: string, ...more: string[]) =>
  runCommand([
    ...['classify', '--cube', SMALL.cube, '--truth', SMALL.truth, '--train', '0.2'],
    ...['--out', join(folder, out), ...more],
  ]);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-compare-'));
  const quick = ['--network', 'fc', '--components', '15', '--epochs', '5'];
  await classify('shuffled windows', ...quick, '--pixel-shuffle', '--runs', '2', '--vary', 'each');
  await classify(LONG, '--network', 'knn');
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
  await openSmallScene(running);
}, 300_000);
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true });
});

test('runs of the window and of folders stand side by side', async () => {
  const { page } = running;
  await page.getByRole('combobox', { name: 'Network' }).selectOption('fc');
  await trainSmall(page, 4);
  await page.getByRole('table', { name: 'Per-class accuracy' }).waitFor({ timeout: 180_000 });
  await page.getByRole('button', { name: 'Compare runs…' }).click();
  const table = page.getByRole('table', { name: 'Compare runs' });
  await table.getByRole('row').nth(1).waitFor();
  expect(await table.getByRole('row').count()).toBe(2);
  await answerOpenDialog(running, [join(folder, 'shuffled windows'), join(folder, LONG)]);
  await page.getByRole('button', { name: 'Add folders…' }).click();
  await table.getByRole('row').nth(3).waitFor();
  const rows = await tableRows(page, 'Compare runs');
  expect(rows[0].slice(0, 3)).toEqual(['Run', 'Network', 'OA ▾']);
  expect(
    rows
      .slice(1)
      .map(([name]) => name)
      .sort(),
  ).toEqual([expect.stringMatching(/ #1$/), LONG, 'shuffled windows']);
  expect(Number(rows[1][2])).toBeGreaterThanOrEqual(Number(rows[2][2]));
  expect(rows.find(([name]) => name === 'shuffled windows')?.join(' ')).toContain('one random order: yes');
  const [, ...pairs] = await tableRows(page, 'McNemar’s test of every two runs');
  const [best, second, last] = rows.slice(1).map(([name]) => name);
  expect(pairs.map((cells) => cells.slice(0, 2))).toEqual([
    [best, second],
    [best, last],
    [second, last],
  ]);
  for (const [, , pixels, , , , , verdict] of pairs) {
    expect(Number(pixels)).toBeGreaterThan(0);
    expect(verdict).toMatch(/^The (first|second) is better\.|^Chance alone could make it\./);
  }
  await page.getByText('Of shuffled windows, which was repeated, the map of the first').waitFor();
  await page.getByText('± and whiskers of shuffled windows: the root of the sum').waitFor();
  await running.screenshot('compare');
  await page.getByRole('table', { name: 'McNemar' }).scrollIntoViewIfNeeded();
  await running.screenshot('compare-tests');
  await table.getByText('one random order').last().scrollIntoViewIfNeeded();
  await running.screenshot('compare-settings');
});

test('the table is sorted by a column and exported as it is shown', async () => {
  const { page } = running;
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  const [, ...rows] = await tableRows(page, 'Compare runs');
  const file = join(folder, 'runs.csv');
  await answerSaveDialog(running, file);
  await page.getByRole('button', { name: 'Export CSV…' }).click();
  await page.getByRole('status').getByText('runs.csv').waitFor();
  const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n');
  expect(lines.slice(1).map((line) => line.split(',')[0])).toEqual(rows.map(([name]) => name));
});

test('in Chinese and in the dark', async () => {
  const { page } = running;
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('dark');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await page.getByRole('button', { name: '比较运行…' }).click();
  await page.getByText('McNemar').first().waitFor();
  const told = (await tableRows(page, '比较运行')).join('\n');
  expect(told).toContain('所有窗口的像素按同一随机顺序排列：是');
  expect(told).not.toMatch(/true|false/);
  await page.getByText('按同一随机顺序排列').last().scrollIntoViewIfNeeded();
  await running.screenshot('compare-chinese');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '实验', exact: true }).click();
  await page.getByText('光谱噪声').first().scrollIntoViewIfNeeded();
  await running.screenshot('experiment-chinese');
});
