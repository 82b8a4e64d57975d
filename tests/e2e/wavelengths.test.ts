import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { answerOpenDialog, launchApp, waitForScene, type RunningApp } from './app';
import { SMALL } from './controls';

let folder: string;
let running: RunningApp;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-wavelengths-'));
  running = await launchApp({ files: [SMALL.cube, SMALL.truth] });
  await waitForScene(running, 'small.mat');
});
afterAll(async () => {
  await running.close();
  rmSync(folder, { recursive: true });
});

/** For the 40 bands of the small scene. */
const MICROMETRES = Array.from({ length: 40 }, (_, band) => (0.4 + 0.04 * band).toFixed(2));
const dialog = (name = 'Wavelengths') => running.page.getByRole('dialog', { name });
const readout = () => running.page.locator('header output').innerText();
const applyButton = () => dialog().getByRole('button', { name: 'Apply' });

test('a file with too few wavelengths is refused with both counts, the right one is shown and applied', async () => {
  const { page } = running;
  expect(await readout()).not.toContain('nm');
  await page.getByText('Band number').waitFor();
  await page.getByRole('button', { name: 'Wavelengths…' }).click();
  await dialog().getByText('40 bands').waitFor();
  expect(await applyButton().isDisabled()).toBe(true);

  const short = join(folder, 'short.csv');
  writeFileSync(short, MICROMETRES.slice(1).join('\n'));
  await answerOpenDialog(running, [short]);
  await dialog().getByRole('button', { name: 'From a file…' }).click();
  await dialog().getByText('"short.csv" has 39 wavelengths, but the cube has 40 bands').waitFor();
  expect(await applyButton().isDisabled()).toBe(true);
  await running.screenshot('wavelengths-refused');

  const sensor = join(folder, 'sensor.csv');
  writeFileSync(
    sensor,
    ['band;centre', ...MICROMETRES.map((value, at) => `${at + 1};${value}`)].join('\r\n'),
  );
  await answerOpenDialog(running, [sensor]);
  await dialog().getByRole('button', { name: 'From a file…' }).click();
  await dialog().getByText('Band 1 at 400 nm, band 40 at 1,960 nm.').waitFor();
  await dialog().getByText('From sensor.csv').waitFor();
  await running.screenshot('wavelengths');
  await applyButton().click();

  await expect.poll(readout).toContain('nm');
  await page.getByText('Wavelength (nm)').waitFor();
  expect(await page.getByRole('button', { name: 'Wavelengths…' }).count()).toBe(0);
  // Nearest to 640, 550 and 460 nm.
  const red = page.getByLabel('Red', { exact: true }).locator('option:checked');
  expect(await red.innerText()).toContain('640');
});

test('the menu opens it again, for other numbers that are pasted; in Chinese and dark too', async () => {
  const { page, app } = running;
  const open = () =>
    app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('wavelengths')?.click());
  await open();
  const field = dialog().getByRole('textbox', { name: 'List of wavelengths' });
  expect((await field.inputValue()).split('\n')).toHaveLength(40);
  await field.fill(Array.from({ length: 40 }, (_, band) => 900 + 10 * band).join(', '));
  await dialog().getByText('Band 1 at 900 nm, band 40 at 1,290 nm.').waitFor();
  await field.fill('nonsense\nmore nonsense');
  await dialog().getByText('holds no number in line 2').waitFor();
  await page.keyboard.press('Escape');
  expect(await dialog().count()).toBe(0);
  expect(await readout()).not.toContain('1290');

  await page.getByLabel('Theme').selectOption('dark');
  await page.getByLabel('Language').selectOption('zh-CN');
  await open();
  await dialog('波长').getByText('第 40 波段 1,960 nm').waitFor();
  await running.screenshot('wavelengths-chinese-dark');
  await page.keyboard.press('Escape');
});
