import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '@shared/report';
import { temporaryFolder } from '../support/temporary-folder';
import { colorsIn, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { SMALL, exportAs, openSmallScene, tableRows, trainSmall, waitForFirstEpoch } from './controls';

const TABLE = 'Per-class accuracy';
const COLUMNS = ['Class', 'Train', 'Test', 'Precision', 'Recall', 'F1'];

const { path: folder } = temporaryFolder();
let running: RunningApp;

beforeAll(async () => {
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
  await openSmallScene(running);
});
afterAll(() => running?.close());

const exported = async (kind: string, name: string) =>
  (await exportAs(running, kind, join(folder, name))).toString('utf8');

test('some epochs give curves, a map of every pixel and a table', async () => {
  const { page } = running;
  await trainSmall(page, 40);
  await waitForFirstEpoch(page);
  await running.screenshot('training');
  await page.getByRole('table', { name: TABLE }).waitFor({ timeout: 180_000 });
  await expect.poll(() => colorsIn(page, 'Classification map')).toBeGreaterThan(2);
  expect(await page.getByRole('progressbar', { name: 'Training' }).count()).toBe(0);
  const rows = await tableRows(page, TABLE);
  expect(rows[0]).toEqual(COLUMNS);
  expect(rows.length).toBeGreaterThanOrEqual(5);
  expect(await page.getByRole('alert').count()).toBe(0);
  await running.screenshot('result');
});

test('the table shows the figures of the exported report, and the small scene was learnt', async () => {
  const report = JSON.parse(await exported('json', 'report.json')) as Report;
  const rows = await tableRows(running.page, TABLE);
  report.classes.forEach((each, at) => {
    expect(rows[at + 1]).toEqual([
      each.name,
      String(each.train),
      String(each.test),
      ...[each.precision, each.recall, each.f1].map((value) => (value * 100).toFixed(2)),
    ]);
    expect(each.train + each.test).toBe(SMALL.pixelsPerClass);
  });
  expect(report.oa).toBeGreaterThan(0.9);
  expect(report.training).toMatchObject({ epochs_run: 40, stopped: false });
  for (const figure of [report.oa, report.aa, report.kappa]) {
    await running.page
      .getByText((figure * 100).toFixed(2))
      .first()
      .waitFor();
  }
  expect(await exported('txt', 'report.txt')).toContain((report.oa * 100).toFixed(2));
  expect(await exported('csv', 'report.csv')).toContain(report.classes[0].name);
});

test('Stop ends training within a step and keeps what was learnt', async () => {
  const { page } = running;
  await trainSmall(page, 5000);
  await waitForFirstEpoch(page);
  await page
    .getByText(/Epoch [3-9]\b/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect
    .poll(() => page.getByRole('progressbar', { name: 'Training' }).count(), { timeout: 60_000 })
    .toBe(0);
  await page.getByRole('table', { name: TABLE }).waitFor();
  await running.screenshot('stopped');
  const report = JSON.parse(await exported('json', 'stopped.json')) as Report;
  expect(report.training.stopped).toBe(true);
  expect(report.training.epochs_run).toBeLessThan(5000);
  expect(report.training.epochs_run).toBeGreaterThanOrEqual(2);
});
