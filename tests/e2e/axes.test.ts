import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { npy, npyHeader } from '../support/npy-file';
import { SLOW_MS, dropFiles, launchApp, waitForScene, type RunningApp } from './app';

const [rows, columns, bands] = [40, 64, 52];
let folder: string;
let running: RunningApp;

/** Bands, columns, rows of a scene with two fields of unequal size, and the fields as labels of rows x columns. */
function makeScene(): string[] {
  const isField = (row: number, column: number) => (column < 20 ? 1 : row > 24 ? 2 : 0);
  const cube = new Uint16Array(rows * columns * bands);
  const truth = new Uint8Array(rows * columns);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      const label = isField(row, column);
      truth[row * columns + column] = label;
      for (let band = 0; band < bands; band++)
        cube[(band * columns + column) * rows + row] = 200 + label * (300 + 5 * band) + row;
    }
  const cubeFile = join(folder, 'a cube with a rather long name, bands first.npy');
  writeFileSync(cubeFile, npy(npyHeader("'<u2'", `${bands}, ${columns}, ${rows}`), Buffer.from(cube.buffer)));
  const truthFile = join(folder, 'truth.npy');
  writeFileSync(truthFile, npy(npyHeader("'|u1'", `${rows}, ${columns}`), Buffer.from(truth.buffer)));
  return [cubeFile, truthFile];
}

let files: string[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-axes-'));
  files = makeScene();
  running = await launchApp({ files: [files[0]] });
  await waitForScene(running, 'bands first.npy');
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

const dialog = (name = 'Axes') => running.page.getByRole('dialog', { name });
const order = (name: string) => dialog().getByRole('radio', { name });
const size = () => running.page.locator('header .name p').innerText();
const openFromMenu = () =>
  running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('axes')?.click());

test('a wrong order is seen, and corrected by the picture that looks right', async () => {
  const { page } = running;
  expect(await size()).toBe('52 × 64 pixels · 40 bands');
  await page.getByRole('button', { name: 'Axes…' }).click();
  await dialog().getByText('In its file the cube is 52 × 64 × 40.').waitFor();
  await dialog().getByText('guessed from the lengths').waitFor();
  expect(await order('52 rows · 64 columns · 40 bands').isChecked()).toBe(true);
  expect(await dialog().getByRole('button', { name: 'Apply' }).isDisabled()).toBe(true);
  await expect.poll(() => dialog().locator('canvas').count(), { timeout: SLOW_MS }).toBe(6);
  await running.screenshot('axes');
  // The keyboard moves the choice as in any group of radio buttons.
  await page.keyboard.press('ArrowDown');
  expect(await order('52 columns · 64 rows · 40 bands').isChecked()).toBe(true);
  await order('52 bands · 64 columns · 40 rows').check({ force: true });
  await dialog().getByRole('button', { name: 'Apply' }).click();
  await expect.poll(size, { timeout: SLOW_MS }).toBe('40 × 64 pixels · 52 bands');
  await waitForScene(running, 'bands first.npy');
  await openFromMenu();
  await dialog().getByText('You chose the order in use.').waitFor();
  expect(await order('52 bands · 64 columns · 40 rows').isChecked()).toBe(true);
  await page.keyboard.press('Escape');
  expect(await dialog().count()).toBe(0);
});

test('the ground truth follows as long as it fits, and is said to be closed where it does not', async () => {
  const { page } = running;
  const hasTruth = () => page.getByText('pixels labelled').count();
  await dropFiles(running, [files[1]]);
  await expect.poll(hasTruth, { timeout: SLOW_MS }).toBe(1);
  await openFromMenu();
  await order('52 bands · 64 rows · 40 columns').check({ force: true });
  await dialog().getByText('The ground truth is turned with it.').waitFor();
  await dialog().getByRole('button', { name: 'Apply' }).click();
  await expect.poll(size, { timeout: SLOW_MS }).toBe('64 × 40 pixels · 52 bands');
  await expect.poll(hasTruth, { timeout: SLOW_MS }).toBe(1);
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByLabel('Language').selectOption('zh-CN');
  await openFromMenu();
  await dialog('轴').getByRole('radio', { name: '52 行 · 64 列 · 40 波段' }).check({ force: true });
  await dialog('轴').getByText('64 × 40 像素的真值与这些行列不符').waitFor();
  await expect.poll(() => dialog('轴').locator('canvas').count(), { timeout: SLOW_MS }).toBe(6);
  await running.screenshot('axes-chinese-dark');
  await dialog('轴').getByRole('button', { name: '应用' }).click();
  await page.getByText('52 × 64').first().waitFor({ timeout: SLOW_MS });
  await page.getByLabel('语言').selectOption('en');
  await expect.poll(hasTruth).toBe(0);
});

test('a truth in another file settles the order at once', async () => {
  await dropFiles(running, files);
  await expect.poll(size, { timeout: SLOW_MS }).toBe('40 × 64 pixels · 52 bands');
  await running.page.getByText('pixels labelled').waitFor();
});
