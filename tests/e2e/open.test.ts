import { spawn } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SLOW_MS, answerOpenDialog, argumentsFor, dropFiles, electron, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { SMALL, sampleFile, trainSmall } from './controls';

let folder: string;
let running: RunningApp;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-open-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const heading = () => running.page.getByRole('heading', { level: 1 }).innerText();
const trainIsReady = () =>
  expect
    .poll(() => running.page.getByRole('button', { name: 'Train', exact: true }).isEnabled(), {
      timeout: 20_000,
    })
    .toBe(true);

test('files on the command line are opened instead of the sample', async () => {
  running = await launchApp({ files: [SMALL.cube, SMALL.truth] });
  try {
    await waitForScene(running, 'small.mat');
    await trainIsReady();
    expect(await heading()).toBe('small.mat');
    await running.screenshot('command-line');
  } finally {
    await running.close();
  }
});

test('a second start hands its files to the first and ends', async () => {
  running = await launchApp();
  try {
    await waitForScene(running, 'Indian Pines');
    const again = spawn(electron().executablePath, argumentsFor(running.userData, { files: [SMALL.both] }), {
      stdio: 'ignore',
    });
    const code = await new Promise((done) => again.once('exit', done));
    expect(code).toBe(0);
    await waitForScene(running, 'small_both.mat');
    expect(running.app.windows()).toHaveLength(1);
  } finally {
    await running.close();
  }
});

test('a file from the operating system is opened', async () => {
  running = await launchApp();
  try {
    await waitForScene(running, 'Indian Pines');
    await running.app.evaluate(({ app }, file) => {
      app.emit('open-file', { preventDefault: () => undefined }, file);
    }, SMALL.both);
    await waitForScene(running, 'small_both.mat');
  } finally {
    await running.close();
  }
});

test('starting with a file that does not exist says so', async () => {
  running = await launchApp({ files: [join(folder, 'missing.mat')] });
  try {
    const alert = running.page.getByRole('alert');
    await alert.first().waitFor({ timeout: 30_000 });
    expect(await alert.first().innerText()).toContain('missing.mat');
  } finally {
    await running.close();
  }
});

/** What the opened scene tells of itself. */
async function openedSmall(): Promise<void> {
  await waitForScene(running, 'small.mat');
  await running.page.getByText('32 × 32').first().waitFor();
  await trainIsReady();
}

test('the button, the menu and the sample', async () => {
  running = await launchApp();
  try {
    await waitForScene(running, 'Indian Pines');
    await answerOpenDialog(running, [SMALL.cube, SMALL.truth]);
    await running.page.getByRole('button', { name: 'Open…' }).click();
    await openedSmall();
    const choose = (id: string) =>
      running.app.evaluate(({ Menu }, item) => Menu.getApplicationMenu()?.getMenuItemById(item)?.click(), id);
    await choose('open-sample');
    await waitForScene(running, 'Indian Pines');
    await expect.poll(heading, { timeout: SLOW_MS }).toBe('Indian Pines');
    await answerOpenDialog(running, [SMALL.both]);
    await choose('open');
    await expect.poll(heading, { timeout: SLOW_MS }).toBe('small_both.mat');
    await answerOpenDialog(running, []);
    await choose('open');
    await running.page.waitForTimeout(300);
    expect(await heading()).toBe('small_both.mat');
  } finally {
    await running.close();
  }
});

test('dropped: a pair, a cube and then its truth, names in Chinese with spaces', async () => {
  running = await launchApp();
  try {
    await waitForScene(running, 'Indian Pines');
    await dropFiles(running, [SMALL.truth, SMALL.cube]);
    await openedSmall();
    await running.screenshot('dropped-pair');

    const named = join(folder, '印第安 松树 (1).mat');
    copyFileSync(SMALL.cube, named);
    await dropFiles(running, [named]);
    await waitForScene(running, '印第安 松树 (1).mat');
    await running.page.getByRole('button', { name: 'Open ground truth…' }).first().waitFor();
    await dropFiles(running, [SMALL.truth]);
    await trainIsReady();
    expect(await heading()).toBe('印第安 松树 (1).mat');

    await dropFiles(running, [sampleFile('Indian_pines_corrected.mat'), sampleFile('Indian_pines_gt.mat')]);
    await waitForScene(running, 'Indian_pines_corrected.mat');
    await running.page.getByText('Soybean-mintill').first().waitFor();
    await running.screenshot('dropped-sample');
  } finally {
    await running.close();
  }
});

test('where several arrays fit the person chooses, and opening during a run asks first', async () => {
  running = await launchApp();
  const { page } = running;
  try {
    await waitForScene(running, 'Indian Pines');
    await dropFiles(running, [SMALL.cube, SMALL.both]);
    const chooser = page.getByRole('dialog', { name: 'Which variables?' });
    await chooser.getByRole('combobox', { name: 'Cube' }).waitFor();
    await running.screenshot('chooser');
    const cubes = await chooser.getByRole('combobox', { name: 'Cube' }).locator('option').allInnerTexts();
    expect(cubes).toEqual([
      'scene · 32 × 32 × 20 · small_both.mat',
      'small_scene · 32 × 32 × 40 · small.mat',
    ]);
    await chooser.getByRole('combobox', { name: 'Cube' }).selectOption({ index: 1 });
    await chooser.getByRole('combobox', { name: 'Cube' }).selectOption({ index: 0 });
    await chooser.getByRole('button', { name: 'Open', exact: true }).click();
    await expect.poll(heading, { timeout: SLOW_MS }).toBe('small_both.mat');

    await trainSmall(page, 5000);
    await dropFiles(running, [SMALL.cube, SMALL.truth]);
    const question = page.getByRole('dialog', { name: 'A network is training' });
    await question.getByRole('button', { name: 'Keep training' }).click();
    expect(await page.getByRole('progressbar', { name: 'Training' }).count()).toBe(1);
    await dropFiles(running, [SMALL.cube, SMALL.truth]);
    await question.getByRole('button', { name: 'End training and open' }).click();
    await expect.poll(heading, { timeout: 20_000 }).toBe('small.mat');
    expect(await page.getByRole('progressbar', { name: 'Training' }).count()).toBe(0);
  } finally {
    await running.close();
  }
});
