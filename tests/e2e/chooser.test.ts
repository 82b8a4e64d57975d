import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { npy, npyHeader, zip } from '../support/npy-file';
import { SLOW_MS, dropFiles, launchApp, waitForScene, type RunningApp } from './app';

let folder: string;
let file: string;
let running: RunningApp;

function cube(shape: number[], seed: number) {
  const [rows, columns, bands] = shape;
  const values = new Uint16Array(rows * columns * bands);
  for (let at = 0; at < values.length; at++) {
    const pixel = Math.floor(at / bands);
    const [row, column] = [Math.floor(pixel / columns), pixel % columns];
    values[at] = 100 + 40 * Math.abs(row - column + (seed % 7)) + (at % bands) + ((row * 7919) % 13);
  }
  return npy(npyHeader("'<u2'", shape.join()), Buffer.from(new Uint8Array(values.buffer)));
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-chooser-'));
  const entries = Array.from({ length: 200 }, (_, n) => ({
    name: `campaign ${Math.floor(n / 40)}/flight line ${n}/reflectance_of_a_long_name_${n}.npy`,
    contents: cube([24, 20 + (n % 3), 18], n),
  }));
  const labels = npy(npyHeader("'|u1'", '24, 20'), Buffer.alloc(480, 1));
  file = join(folder, 'two hundred arrays.npz');
  writeFileSync(file, zip(...entries, { name: 'truth.npy', contents: labels }));
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

const chooser = (name = 'Which variables?') => running.page.getByRole('dialog', { name });

test('among 200 arrays one is found by words, seen, given another order, and opened', async () => {
  const { page } = running;
  await dropFiles(running, [file]);
  const cubes = chooser().getByRole('radiogroup', { name: 'Cube' });
  await cubes.waitFor({ timeout: SLOW_MS });
  expect(await cubes.getByRole('radio').count()).toBe(200);
  const preview = chooser().getByRole('img', { name: /Preview of .*reflectance/ });
  await preview.waitFor({ timeout: SLOW_MS });
  await running.screenshot('chooser-200');

  const filter = chooser().getByRole('searchbox', { name: /^Cube/ });
  await filter.fill('name_13 CAMPAIGN');
  await expect.poll(() => cubes.getByRole('radio').count()).toBe(11);
  await filter.fill('nothing is called so');
  await chooser().getByText('Nothing fits this filter.').waitFor();
  await filter.fill('name_133');
  await cubes.getByRole('radio', { name: 'reflectance_of_a_long_name_133 24 × 21 × 18 · uint16' }).focus();
  await page.keyboard.press('Space');
  await chooser()
    .getByRole('img', { name: /Preview of .*_133/ })
    .waitFor({ timeout: SLOW_MS });
  expect(await chooser().getByLabel('Ground truth').innerText()).toBe('None');

  await chooser().getByRole('button', { name: 'Axes…' }).click();
  const axes = page.getByRole('dialog', { name: 'Axes' });
  await axes.getByRole('radio', { name: '24 columns · 21 rows · 18 bands' }).check({ force: true });
  await axes.getByRole('button', { name: 'Apply' }).click();
  await cubes.getByText('21 × 24 × 18').waitFor();
  await running.screenshot('chooser-turned');
  await chooser().getByRole('button', { name: 'Open', exact: true }).click();
  await expect
    .poll(() => page.locator('header .name p').innerText(), { timeout: SLOW_MS })
    .toContain('21 × 24');
});

test('in Chinese, dark and in a small window it stays usable', async () => {
  const { page, app } = running;
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByLabel('Language').selectOption('zh-CN');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setContentSize(960, 600));
  await dropFiles(running, [file]);
  const open = chooser('选择变量').getByRole('button', { name: '打开', exact: true });
  await open.waitFor({ timeout: SLOW_MS });
  await chooser('选择变量').getByRole('img').first().waitFor({ timeout: SLOW_MS });
  await running.screenshot('chooser-chinese-dark-small');
  const box = await open.boundingBox();
  const height = await page.evaluate(() => innerHeight);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  await page.keyboard.press('Escape');
});
