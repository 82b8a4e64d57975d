import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '@shared/report';
import { temporaryFolder } from '../support/temporary-folder';
import { colorsIn, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { exportAs, openSmallScene, setSettings, tableRows } from './controls';

const METHODS = [
  ['svm', 'Support vector machine', '支持向量机'],
  ['random-forest', 'Random forest', '随机森林'],
  ['knn', 'k-nearest neighbours', 'k 近邻'],
] as const;

const { path: folder } = temporaryFolder();
let running: RunningApp;

beforeAll(async () => {
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
  await openSmallScene(running);
});
afterAll(() => running?.close());

const choose = (title: string, name = 'Network') =>
  running.page.getByRole('combobox', { name, exact: true }).selectOption({ label: title });
const shown = (label: string) => running.page.getByLabel(label, { exact: true }).count();

test('classical methods stand together in the list, and show only what they have', async () => {
  const { page } = running;
  expect(
    await page.locator('optgroup').evaluateAll((groups) => groups.map((each) => each.getAttribute('label'))),
  ).toEqual(['Networks', 'Classical methods']);
  await choose('Support vector machine');
  await setSettings(page, { 'Training share': '20' });
  for (const label of ['Epochs', 'Learning rate', 'Batch size', 'Execution', 'Window', 'Components'])
    expect([label, await shown(label)]).toEqual([label, 0]);
  await running.screenshot('classical-settings');
  await page.getByLabel('Channels', { exact: true }).first().selectOption('pca');
  await page.getByLabel('Split', { exact: true }).selectOption('disjoint');
  expect([await shown('Components'), await shown('Window')]).toEqual([1, 1]);
  await running.screenshot('classical-disjoint');
  await page.getByLabel('Split', { exact: true }).selectOption('random');
  await page.getByLabel('Channels', { exact: true }).first().selectOption('none');
  await choose('HybridSN');
  expect([await shown('Epochs'), await shown('Components')]).toEqual([1, 1]);
});

test.each(METHODS)('%s trains, maps and reports', async (id, title) => {
  const { page } = running;
  await choose(title);
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect
    .poll(async () => page.getByRole('button', { name: 'Train', exact: true }).isEnabled(), {
      timeout: 120_000,
    })
    .toBe(true);
  await page.getByRole('table', { name: 'Per-class accuracy' }).waitFor();
  expect(await page.getByRole('alert').count()).toBe(0);
  await expect.poll(() => colorsIn(page, 'Classification map')).toBeGreaterThan(2);
  const report = JSON.parse(String(await exportAs(running, 'json', join(folder, `${id}.json`)))) as Report;
  expect(report.network.id).toBe(id);
  expect(report.oa).toBeGreaterThan(0.7);
  expect(report.training.learnt).toBeDefined();
  expect(report.config.epochs).toBeUndefined();
  expect(await tableRows(page, 'Per-class accuracy')).toHaveLength(1 + report.classes.length);
  await page
    .getByText(/^Learnt|Learnt:/)
    .first()
    .waitFor();
  await running.screenshot(`classical-${id}`);
});

test('in Chinese and in the dark', async () => {
  const { page } = running;
  await page.getByRole('combobox', { name: 'Theme' }).selectOption({ label: 'Dark' });
  await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: '简体中文' });
  for (const [id, , title] of METHODS) {
    await choose(title, '网络');
    await page.getByRole('button', { name: '设置', exact: true }).scrollIntoViewIfNeeded();
    await running.screenshot(`classical-zh-${id}`);
  }
});
