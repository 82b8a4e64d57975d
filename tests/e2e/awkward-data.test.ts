import { afterAll, beforeAll, expect, test } from 'vitest';
import { dropFiles, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { SMALL, tableRows, trainSmall } from './controls';

let running: RunningApp;

beforeAll(async () => {
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
});
afterAll(() => running?.close());

const alerts = () => running.page.getByRole('alert');
const table = () => running.page.getByRole('table', { name: 'Per-class accuracy' });

/** Opens these files together, in place of what was open. */
async function open(files: string[], name: string): Promise<void> {
  await dropFiles(running, files);
  await waitForScene(running, name);
  await expect.poll(() => running.page.getByRole('heading', { level: 1 }).innerText()).toBe(name);
}

test('one class cannot be told from another: Train says so, and another truth can be opened', async () => {
  await open([SMALL.cube, SMALL.oneClass], 'small.mat');
  await trainSmall(running.page, 2);
  await alerts().first().waitFor();
  expect(await alerts().first().innerText()).toMatch(/at least two classes/);
  expect(await table().count()).toBe(0);
  await running.screenshot('one-class');
});

test('a class with a single pixel is trained on and has no test pixel', async () => {
  await open([SMALL.cube, SMALL.singlePixel], 'small.mat');
  await trainSmall(running.page, 2);
  await table().waitFor({ timeout: 60_000 });
  const rows = await tableRows(running.page, 'Per-class accuracy');
  expect(rows.at(-1)).toEqual(['Class 5', '1', '0', '0.00', '0.00', '0.00']);
  await running.screenshot('single-pixel-class');
});

test('values that are no numbers and a constant band are told at once, and pixels with them are left out', async () => {
  await open([SMALL.awkward, SMALL.truth], 'awkward.mat');
  const notes = running.page.getByRole('note');
  await expect.poll(() => notes.count()).toBe(3);
  const text = (await notes.allInnerTexts()).join('\n');
  for (const said of ['NaN', 'infinite', 'Band 4']) expect(text).toContain(said);
  await running.screenshot('awkward-values');
  await trainSmall(running.page, 2);
  await table().waitFor({ timeout: 60_000 });
  await running.page.getByText(/2 pixels of the cube lack a value/).waitFor();
  await running.screenshot('awkward-values-left-out');
});
