import type { Page } from 'playwright-core';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SLOW_MS, answerSaveDialog, dropFiles, waitForScene } from './app';
import type { RunningApp } from './app';

const fixture = (name: string) => resolve('tests/e2e/fixtures', name);

/** A 32 x 32 scene of 40 bands with four classes, and files that cannot be opened with it. */
export const SMALL = {
  cube: fixture('small.mat'),
  truth: fixture('small_gt.mat'),
  both: fixture('small_both.mat'),
  otherSize: fixture('other_size_gt.mat'),
  noCube: fixture('no_cube.mat'),
  oneClass: fixture('one_class_gt.mat'),
  singlePixel: fixture('single_pixel_gt.mat'),
  awkward: fixture('awkward.mat'),
  pixelsPerClass: 169,
} as const;

export const sampleFile = (name: string) => resolve('assets/samples/indian-pines', name);

/** Settings that let HybridSN learn the small scene in seconds. */
const SMALL_SETTINGS = { Components: '15', Window: '9', 'Training share': '20', 'Batch size': '32' };

/** Drops the small scene with its truth on the window and waits until it is shown. */
export async function openSmallScene(running: RunningApp): Promise<void> {
  await dropFiles(running, [SMALL.cube, SMALL.truth]);
  await waitForScene(running, 'small.mat');
}

/** Fills in the fields of the settings form that are named; the form folds away when a run begins. */
export async function setSettings(page: Page, settings: Record<string, string>): Promise<void> {
  const section = page.getByRole('button', { name: 'Settings', exact: true });
  if ((await section.getAttribute('aria-expanded')) === 'false') await section.click();
  for (const [label, value] of Object.entries(settings)) {
    const field = page.getByLabel(label, { exact: true });
    await field.fill(value);
    await field.blur();
  }
}

/** Presses Train with settings for the small scene; `epochs` decides how long it goes. */
export async function trainSmall(page: Page, epochs: number): Promise<void> {
  await setSettings(page, { ...SMALL_SETTINGS, Epochs: String(epochs) });
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByRole('progressbar', { name: 'Training' }).waitFor();
}

/** Opens the small scene and waits for the result of a network that learns it in a second. */
export async function openTrained(running: RunningApp): Promise<void> {
  await openSmallScene(running);
  await running.page.getByRole('combobox', { name: 'Network' }).selectOption('fc');
  await trainSmall(running.page, 4);
  await running.page.getByRole('table', { name: 'Per-class accuracy' }).waitFor({ timeout: 180_000 });
}

/** Waits until a network is being trained, past reading and preprocessing, which takes long on a machine with much to do. */
export async function waitForFirstEpoch(page: Page): Promise<void> {
  await page.getByRole('status').getByText('Epoch').waitFor({ timeout: 120_000 });
}

/** The table's rows, header first, as texts. */
export async function tableRows(page: Page, name: string): Promise<string[][]> {
  const rows = await page.getByRole('table', { name }).getByRole('row').all();
  return Promise.all(
    rows.map(async (row) => {
      const cells = await row.locator('th, td').allInnerTexts();
      return cells.map((cell) => cell.trim());
    }),
  );
}

/** Saves the last run to a folder, with the system's dialog answered. */
export async function saveRun(running: RunningApp, folder: string): Promise<void> {
  await answerSaveDialog(running, folder);
  await running.page.getByRole('button', { name: 'Save run…' }).click();
  await running.page.getByRole('status').getByText(`Saved ${folder}`).waitFor({ timeout: SLOW_MS });
}

/** Writes what the last run found as `kind`, with the system's dialog answered, and gives the file. */
export async function exportAs(running: RunningApp, kind: string, file: string): Promise<Buffer> {
  const { page } = running;
  await answerSaveDialog(running, file);
  await page.getByRole('button', { name: 'Export map…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Export' });
  await dialog.getByLabel('What to export').selectOption(kind);
  await dialog.getByRole('button', { name: 'Export…' }).click();
  await page
    .getByRole('status')
    .getByText(`Saved ${file}`)
    .waitFor({ timeout: 2 * SLOW_MS });
  return readFileSync(file);
}
