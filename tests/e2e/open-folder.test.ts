import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { npy, npyHeader } from '../support/npy-file';
import { pngFile } from '../support/png-file';
import { answerOpenDialog, dropFiles, launchApp, waitForScene, type RunningApp } from './app';
import { SMALL, sampleFile } from './controls';

let base: string;
let running: RunningApp;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'bandscape-folder-'));
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
});
afterAll(async () => {
  await running?.close();
  rmSync(base, { recursive: true });
});

/** A folder with copies of these files under these names. */
function folderOf(name: string, files: Record<string, string | Buffer>): string {
  const folder = join(base, name);
  for (const [path, contents] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    if (typeof contents === 'string') copyFileSync(contents, join(folder, path));
    else writeFileSync(join(folder, path), contents);
  }
  return folder;
}

const heading = () => running.page.getByRole('heading', { level: 1 }).innerText();
const trainIsReady = () =>
  expect
    .poll(() => running.page.getByRole('button', { name: 'Train', exact: true }).isEnabled(), {
      timeout: 20_000,
    })
    .toBe(true);
const told = async () =>
  (await running.page.getByText(/mask|wavelengths are|not fit|read/i).allInnerTexts()).join('\n');
const choose = (id: string) =>
  running.app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);

/** 32 x 32 labels; `share` of the columns are set. */
const mask = (from: number, to: number) =>
  npy(
    npyHeader("'|u1'", '32, 32'),
    Buffer.from(Array.from({ length: 1024 }, (_, at) => Number(at % 32 >= from && at % 32 < to))),
  );

test('a dropped folder opens its cube with its truth, masks and wavelengths', async () => {
  const wavelengths = Array.from({ length: 40 }, (_, band) => 400 + 12.5 * band).join('\n');
  const folder = folderOf('one scene', {
    'small_corrected.mat': SMALL.cube,
    'truth/small_gt.mat': SMALL.truth,
    'other_size.mat': SMALL.otherSize,
    'masks/small_train.npy': mask(0, 10),
    'masks/small_test.npy': mask(20, 30),
    'bands.txt': Buffer.from(wavelengths),
    'readme.txt': Buffer.from('A small scene for tests.'),
    'photo.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
    '.hidden.mat': SMALL.both,
  });
  await dropFiles(running, [folder]);
  await waitForScene(running, 'small_corrected.mat');
  await trainIsReady();
  const { page } = running;
  await page.getByText('The wavelengths are those of bands.txt').waitFor();
  expect(await told()).toContain(
    'A training mask (small_train.npy · small_train) and a test mask (small_test.npy',
  );
  await running.screenshot('folder-one-scene');
  await page.getByRole('combobox', { name: 'Display' }).selectOption({ label: 'Single band' });
  await page.getByText('nm').first().waitFor();
  await page.getByLabel('Split', { exact: true }).selectOption({ label: 'Training and test masks' });
  await trainIsReady();
  const training = page.getByRole('combobox', { name: 'Training mask' });
  expect(await training.locator('option').allInnerTexts()).toEqual(['small_train.npy · small_train']);
  await running.screenshot('folder-masks');
  await page.getByLabel('Split', { exact: true }).selectOption({ label: 'Random, stratified' });
});

test('of a folder of several scenes the person chooses one, the likeliest truth of each first', async () => {
  const folder = folderOf('几个场景 with a long name of its own', {
    'Indian_pines_corrected.mat': sampleFile('Indian_pines_corrected.mat'),
    'Indian_pines_gt.mat': sampleFile('Indian_pines_gt.mat'),
    'small.mat': SMALL.cube,
    'one_class.mat': SMALL.oneClass,
    'small_gt.mat': SMALL.truth,
  });
  await dropFiles(running, [folder]);
  const chooser = running.page.getByRole('dialog', { name: 'Which variables?' });
  const cube = chooser.getByRole('combobox', { name: 'Cube' });
  const truth = chooser.getByRole('combobox', { name: 'Ground truth' });
  await cube.waitFor();
  const selected = (box: typeof cube) =>
    box.evaluate((select: HTMLSelectElement) => select.selectedOptions[0].textContent);
  expect(await selected(truth)).toContain('Indian_pines_gt.mat');
  await cube.selectOption({ index: 1 });
  expect(await selected(truth)).toContain('small_gt.mat');
  expect(await truth.locator('option').count()).toBe(3);
  await running.screenshot('folder-chooser');
  await chooser.getByRole('button', { name: 'Open', exact: true }).click();
  await expect.poll(heading).toBe('small.mat');
  await trainIsReady();
});

test('files of one name are told apart by their folders, and a map is no truth', async () => {
  const { page } = running;
  const flights = ['2026-08-01 flight line 3 of the northern campaign', '2026-08-02 flight line 1'];
  const folder = folderOf(
    'campaign',
    Object.fromEntries(
      flights.flatMap((flight) => [
        [`${flight}/scene_corrected_reflectance.mat`, SMALL.cube],
        [`${flight}/map.npy`, mask(0, 32)],
      ]),
    ),
  );
  await page.getByLabel('Theme').selectOption('dark');
  await dropFiles(running, [folder]);
  const chooser = page.getByRole('dialog', { name: 'Which variables?' });
  const cube = chooser.getByRole('combobox', { name: 'Cube' });
  await cube.waitFor();
  expect(await cube.locator('option').allInnerTexts()).toEqual(
    flights.map((flight) => `small_scene · 32 × 32 × 40 · ${flight}/scene_corrected_reflectance.mat`),
  );
  const truth = chooser.getByRole('combobox', { name: 'Ground truth' });
  expect(await truth.inputValue()).toBe('-1');
  await running.screenshot('folder-chooser-dark');
  await page.keyboard.press('Escape');
  await page.getByLabel('Theme').selectOption('system');
});

test('a folder with nothing to open says so, and the scene stays', async () => {
  const before = await heading();
  const folder = folderOf('empty', { 'readme.txt': Buffer.from('Nothing here.') });
  await dropFiles(running, [folder]);
  const alert = running.page.getByRole('alert').first();
  await alert.waitFor();
  expect(await alert.innerText()).toMatch(/nothing to open in ".*empty": looked for were/);
  expect(await heading()).toBe(before);
  await running.screenshot('folder-nothing');
});

test('what could not be read or does not fit in a folder is told, and the cube is opened', async () => {
  const damaged = Buffer.from(
    'MATLAB 5.0 MAT-file'.padEnd(124) + '\x00\x01IM' + '\x0e\0\0\0\xff\0\0\0',
    'latin1',
  );
  const folder = folderOf('partly', {
    'scene.mat': SMALL.cube,
    'scene_gt.mat': damaged,
    'gt.mat': SMALL.otherSize,
  });
  await dropFiles(running, [folder]);
  await waitForScene(running, 'scene.mat');
  await expect.poll(heading).toBe('scene.mat');
  await running.page.getByText('scene_gt.mat').first().waitFor();
  expect(await told()).toMatch(/which do not fit the cube/);
  await running.screenshot('folder-partly');
});

test('an image dropped with all that belongs to it is one scene, and nothing is complained about', async () => {
  const header = ['ENVI', 'samples = 32', 'lines = 32', 'bands = 6', 'data type = 1', 'interleave = bsq'];
  const data = Buffer.from(Array.from({ length: 32 * 32 * 6 }, (_, at) => (at * 7) % 251));
  const folder = folderOf('envi', {
    'field.hdr': Buffer.from(header.join('\n')),
    'field.img': data,
    'field.img.aux.xml': Buffer.from('<PAMDataset></PAMDataset>'),
    'field.prj': Buffer.from('PROJCS["x"]'),
    'field_truth.png': pngFile({
      ...{ rows: 32, columns: 32 },
      data: Buffer.concat(Array.from({ length: 32 }, (_, row) => Buffer.alloc(33, row % 3).fill(0, 0, 1))),
    }),
  });
  const names = ['field.img', 'field.prj', 'field_truth.png', 'field.img.aux.xml', 'field.hdr'];
  await dropFiles(
    running,
    names.map((name) => join(folder, name)),
  );
  await expect.poll(heading).toMatch(/^field/);
  await running.page.getByText('Class 2').waitFor();
  expect(await running.page.getByText(/field\.prj|aux\.xml/).count()).toBe(0);
  await running.page.getByText('32 × 32 pixels · 6 bands').waitFor();
});

test('the menu opens a folder, and a dismissed dialog nothing', async () => {
  const folder = folderOf('from the menu', { 'menu.mat': SMALL.cube, 'menu_gt.mat': SMALL.truth });
  await answerOpenDialog(running, []);
  await choose('open-folder');
  await answerOpenDialog(running, [folder]);
  await choose('open-folder');
  await expect.poll(heading).toBe('menu.mat');
  await trainIsReady();
});

test('a folder on the command line is opened', async () => {
  const folder = folderOf('as an argument', { 'argument.mat': SMALL.cube, 'argument_gt.mat': SMALL.truth });
  const second = await launchApp({ files: [folder] });
  try {
    await waitForScene(second, 'argument.mat');
    await expect
      .poll(() => second.page.getByRole('button', { name: 'Train', exact: true }).isEnabled())
      .toBe(true);
  } finally {
    await second.close();
  }
});
