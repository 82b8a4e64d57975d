import {
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openVariable, inspectFile } from '../../src-main/engine/files/registry';
import { readAll } from '../engine/files/fixtures';
import {
  answerMessageBox,
  answerSaveDialog,
  dropFiles,
  launchApp,
  SLOW_MS,
  waitForScene,
  type RunningApp,
} from './app';
import { sampleFile } from './controls';

let folder: string;
let running: RunningApp;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-save-'));
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true });
});

const dialog = (name = 'Save as') => running.page.getByRole('dialog', { name });
const openDialog = () =>
  running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('save-as')?.click());

async function saveAs(part: 'Cube' | 'Ground truth', format: string, file: string): Promise<void> {
  await answerSaveDialog(running, file);
  await openDialog();
  await dialog().getByText(part, { exact: true }).click();
  await dialog().getByLabel('Format').selectOption(format);
  await dialog().getByRole('button', { name: 'Save…' }).click();
}

const saved = (name: string) =>
  running.page
    .getByRole('status')
    .getByText(`Saved ${join(folder, name)}`)
    .waitFor();

async function contents(file: string, variable?: string) {
  const { variables } = await inspectFile(file);
  const source = await openVariable({ file, variable: variable ?? variables[0].name });
  const values = await readAll(source);
  await source.close();
  return { source, values };
}

test('the open cube is saved as a GeoTIFF of the same values, with its wavelengths', async () => {
  await saveAs('Cube', 'tif', join(folder, 'cube.tif'));
  await saved('cube.tif');
  const wanted = await contents(sampleFile('Indian_pines_corrected.mat'), 'indian_pines_corrected');
  const found = await contents(join(folder, 'cube.tif'));
  expect(found.source.dtype).toBe(wanted.source.dtype);
  expect(Buffer.compare(new Uint8Array(found.values.buffer), new Uint8Array(wanted.values.buffer))).toBe(0);
  expect(found.source.wavelengths).toHaveLength(200);
});

test('the ground truth is saved as an ENVI Classification with the names of its classes', async () => {
  await saveAs('Ground truth', 'hdr', join(folder, 'truth.hdr'));
  await saved('truth.hdr');
  const header = readFileSync(join(folder, 'truth.hdr'), 'utf8');
  expect(header).toMatch(/file type = ENVI Classification[^]*classes = 17[^]*Corn-notill/);
  const wanted = await contents(sampleFile('Indian_pines_gt.mat'), 'indian_pines_gt');
  expect((await contents(join(folder, 'truth.hdr'))).values).toEqual(wanted.values);
});

test('a data file that the system dialog did not ask about is asked about', async () => {
  const data = join(folder, 'mine.img');
  writeFileSync(data, 'precious');
  const kept = await answerMessageBox(running, 'Cancel');
  await saveAs('Ground truth', 'hdr', join(folder, 'mine.hdr'));
  await expect.poll(kept, { timeout: SLOW_MS }).toEqual(['“mine.img” exists already']);
  await dialog().waitFor({ state: 'hidden' });
  expect(readFileSync(data, 'utf8')).toBe('precious');
  expect(existsSync(join(folder, 'mine.hdr'))).toBe(false);
  const replaced = await answerMessageBox(running, 'Replace');
  await saveAs('Ground truth', 'hdr', join(folder, 'mine.hdr'));
  await saved('mine.hdr');
  expect(await replaced()).toHaveLength(1);
  expect(readFileSync(data)).toHaveLength(145 * 145);
});

test('a folder that is not there is told in one sentence, and nothing is left', async () => {
  const before = readdirSync(folder);
  await saveAs('Cube', 'npy', join(folder, 'nowhere', 'cube.npy'));
  const alert = running.page.getByRole('alert').first();
  await alert.waitFor();
  expect(await alert.innerText()).toContain(
    `The folder of ${join(folder, 'nowhere', 'cube.npy')} does not exist`,
  );
  await running.screenshot('save-failed');
  await alert.getByRole('button').click();
  expect(readdirSync(folder)).toEqual(before);
});

test('the dialog says what each format keeps; in Chinese and dark too', async () => {
  const { page } = running;
  await openDialog();
  await dialog().getByLabel('Format').selectOption('hdr');
  await dialog().getByText('all other fields of the header').waitFor();
  await running.screenshot('save-as');
  await dialog().getByLabel('Format').selectOption('npy');
  await dialog().getByText('no room for anything else').waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await page.getByLabel('Theme').selectOption('dark');
  await page.getByLabel('Language').selectOption('zh-CN');
  await openDialog();
  await dialog('另存为').getByText('真值标签').click();
  await dialog('另存为').getByText('类别名称和颜色').count();
  await running.screenshot('save-as-chinese-dark');
  await page.keyboard.press('Escape');
  await page.getByLabel('语言').selectOption('en');
});

test('a large cube is saved while the window is used, with progress, until it is cancelled', async () => {
  const { page } = running;
  const lines = [
    'ENVI',
    'lines = 1000',
    'samples = 1500',
    'bands = 200',
    'data type = 1',
    'interleave = bip',
  ];
  writeFileSync(join(folder, 'large.hdr'), lines.join('\n'));
  writeFileSync(join(folder, 'large.img'), '');
  truncateSync(join(folder, 'large.img'), 1000 * 1500 * 200);
  await dropFiles(running, [join(folder, 'large.hdr')]);
  await page.getByText('1,000 × 1,500 pixels').waitFor({ timeout: SLOW_MS });
  const before = readdirSync(folder);
  await answerSaveDialog(running, join(folder, 'large.tif'));
  await openDialog();
  await dialog().getByLabel('Format').selectOption('tif');
  await dialog().getByRole('button', { name: 'Save…' }).click();
  const progress = page.getByRole('progressbar', { name: 'Saving' });
  await progress.waitFor();
  await dialog().waitFor({ state: 'hidden' });
  await page.getByRole('status').getByText('Saving large.tif…').waitFor();
  await expect
    .poll(async () => Number(await progress.getAttribute('aria-valuenow')), { timeout: SLOW_MS })
    .toBeGreaterThan(0);
  await page.getByLabel('Band', { exact: true }).press('ArrowRight');
  await running.screenshot('saving');
  await page.getByRole('button', { name: 'Cancel saving' }).click();
  await progress.waitFor({ state: 'hidden' });
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(readdirSync(folder)).toEqual(before);
});
