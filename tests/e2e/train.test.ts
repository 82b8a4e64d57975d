import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '@shared/report';
import { decodeNpy } from '../support/decode-npy';
import { decodePng } from '../support/decode-png';
import { answerSaveDialog, colorsIn, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { SMALL, openSmallScene, tableRows, trainSmall, waitForFirstEpoch } from './controls';

const TABLE = 'Per-class accuracy';
const COLUMNS = ['Class', 'Train', 'Test', 'Precision', 'Recall', 'F1'];

let folder: string;
let running: RunningApp;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-train-'));
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
  await openSmallScene(running);
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true });
});

const clickMenu = (id: string) =>
  running.app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);

/** Presses what exports, with the system's dialog answered, and gives the written file. */
async function exported(name: string, press: () => Promise<unknown>): Promise<Buffer> {
  const file = join(folder, name);
  await answerSaveDialog(running, file);
  await press();
  await running.page.getByRole('status').getByText(name).waitFor();
  return readFileSync(file);
}

const exportMap = (name: string) => exported(name, () => clickMenu('export-map'));

async function exportReport(format: 'Text' | 'JSON' | 'CSV', name: string): Promise<string> {
  const { page } = running;
  const bytes = await exported(name, async () => {
    await page.getByRole('button', { name: 'Export report…' }).click();
    await page.getByRole('menuitem', { name: format }).click();
  });
  return bytes.toString('utf8');
}

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
  const report = JSON.parse(await exportReport('JSON', 'report.json')) as Report;
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
  expect(await exportReport('Text', 'report.txt')).toContain((report.oa * 100).toFixed(2));
  expect(await exportReport('CSV', 'report.csv')).toContain(report.classes[0].name);
});

test('the exported PNG is the map, pixel for pixel, in the colours of the legend', async () => {
  const map = decodeNpy(await exportMap('map.npy'));
  const png = decodePng(await exportMap('map.png'));
  const report = JSON.parse(await exportReport('JSON', 'again.json')) as Report;
  expect(map.shape).toEqual([32, 32]);
  expect([png.width, png.height]).toEqual([32, 32]);
  expect(Math.min(...map.values)).toBeGreaterThanOrEqual(1);
  for (let pixel = 0; pixel < map.values.length; pixel++) {
    const entry = png.pixels[pixel] * 3;
    const color = [...png.palette!.subarray(entry, entry + 3)];
    expect(color).toEqual(report.classes[map.values[pixel] - 1].color);
  }
  expect([...(await exportMap('map.tif')).subarray(0, 2)]).toEqual([0x49, 0x49]);
});

test('the button exports the map too, and with a legend as a larger picture', async () => {
  const { page } = running;
  await exported('button.png', () => page.getByRole('button', { name: 'Export map…' }).click());
  const legend = await exported('legend.png', () =>
    page.getByRole('button', { name: 'Export map with legend…' }).click(),
  );
  expect(legend.readUInt32BE(16)).toBeGreaterThan(32);
});

test('an export that cannot be written says so and leaves nothing', async () => {
  const { page } = running;
  const before = readdirSync(folder);
  await answerSaveDialog(running, join(folder, 'missing', 'map.png'));
  await clickMenu('export-map');
  await page.getByRole('alert').first().waitFor();
  expect(await page.getByRole('alert').first().innerText()).toContain('map.png');
  await running.screenshot('export-failed');
  await page.getByRole('alert').first().getByRole('button').click();
  await answerSaveDialog(running, null);
  await clickMenu('export-map');
  await page.waitForTimeout(300);
  expect(
    await running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('stop')?.enabled),
  ).toBe(false);
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(readdirSync(folder)).toEqual(before);
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
  const report = JSON.parse(await exportReport('JSON', 'stopped.json')) as Report;
  expect(report.training.stopped).toBe(true);
  expect(report.training.epochs_run).toBeLessThan(5000);
  expect(report.training.epochs_run).toBeGreaterThanOrEqual(2);
});
