import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '@shared/report';
import { launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { exportAs, openSmallScene, setSettings, tableRows, trainSmall } from './controls';

let folder: string;
let running: RunningApp;
let report: Report;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-runs-'));
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true });
});

const FIGURES = ['oa', 'aa', 'kappa'] as const;
const hundredths = (fraction: number) => (100 * fraction).toFixed(2);

test('sixteen classes with long names keep their columns', async () => {
  const { page } = running;
  await page.getByRole('combobox', { name: 'Network' }).selectOption('knn');
  await page.getByText('Advanced', { exact: true }).click();
  // Areas so far apart leave some classes without test pixels, in some runs or in all.
  await page.getByLabel('Split', { exact: true }).selectOption('disjoint');
  await setSettings(page, { 'Training share': '5', Window: '25', Runs: '3' });
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  const table = page.getByRole('table', { name: 'Per-class accuracy' });
  await table.waitFor({ timeout: 180_000 });
  const rows = table.locator('tbody tr');
  expect(await rows.count()).toBe(16);
  const right = async (column: number) =>
    rows
      .locator(`td:nth-child(${column})`)
      .evaluateAll((cells) => [
        ...new Set(cells.map((cell) => Math.round(cell.getBoundingClientRect().right))),
      ]);
  for (const column of [2, 3, 4, 5, 6]) expect(await right(column)).toHaveLength(1);
  expect(await table.evaluate((each) => each.scrollWidth > each.clientWidth)).toBe(false);
  await page.getByText('of 3 runs; the map, the confusion matrix').waitFor();
  const cells = (await tableRows(page, 'Per-class accuracy')).slice(1);
  expect(cells[0].slice(2)).toEqual(['0', '–', '–', '–']);
  expect(cells.filter(([name]) => name.endsWith('in 2 of 3 runs')).length).toBeGreaterThan(0);
  expect(cells[1][4]).toMatch(/^\d+\.\d\d\s+± \d+\.\d\d$/);
  await rows.last().scrollIntoViewIfNeeded();
  await running.screenshot('runs-sixteen-classes');
});

test('each seed is varied in turn', async () => {
  const { page } = running;
  await openSmallScene(running);
  await page.getByRole('combobox', { name: 'Network' }).selectOption('fc');
  await setSettings(page, { Runs: '2' });
  await page.getByRole('button', { name: 'Experiment', exact: true }).click();
  await page.getByLabel('Varied from run to run').selectOption('each');
  await trainSmall(page, 2);
  await page.getByRole('table', { name: 'Per-class accuracy' }).waitFor({ timeout: 180_000 });
  report = JSON.parse(String(await exportAs(running, 'json', join(folder, 'runs.json'))));
  expect(report.config).toMatchObject({ runs: 2, experiment: { vary: 'each' } });
  expect(report.runs.each).toHaveLength(4);
});

test('every class has the mean of all runs with its spread', async () => {
  const [heading, ...rows] = await tableRows(running.page, 'Per-class accuracy');
  expect(heading.slice(3)).toEqual(['Precision', 'Recall', 'F1']);
  expect(rows.map((cells) => cells.slice(3).map((cell) => cell.split(/\s+/).join(' ')))).toEqual(
    report.runs.classes.map(({ mean, std }) =>
      (['precision', 'recall', 'f1'] as const).map(
        (key) => `${hundredths(mean[key])} ± ${hundredths(std[key])}`,
      ),
    ),
  );
  expect(report.runs.classes.some(({ mean }, index) => mean.f1 !== report.classes[index].f1)).toBe(true);
  await running.page.getByRole('table', { name: 'Per-class accuracy' }).scrollIntoViewIfNeeded();
  await running.screenshot('runs-classes');
});

test('a table tells what each seed brings', async () => {
  const [heading, ...rows] = await tableRows(running.page, 'Standard deviation that each seed brings');
  expect(heading).toEqual(['Varied alone', 'Runs', 'OA', 'AA', 'Kappa']);
  expect(report.runs.sources.map(({ source }) => source)).toEqual(['split', 'weights', 'order']);
  const squares = (key: (typeof FIGURES)[number]) =>
    report.runs.sources.reduce((sum, { std }) => sum + std[key] ** 2, 0);
  expect(rows).toEqual([
    ...['The split', 'The first weights', 'Order and dropout'].map((name, index) => [
      name,
      '2',
      ...FIGURES.map((key) => `± ${hundredths(report.runs.sources[index].std[key])}`),
    ]),
    ['All together', '', ...FIGURES.map((key) => `± ${hundredths(Math.sqrt(squares(key)))}`)],
  ]);
  await running.page.getByText('root of the sum of the squares').waitFor();
});
