import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';
import { colorsIn, dropFiles, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { SMALL, openSmallScene, sampleFile, setSettings } from './controls';

const { path: folder } = temporaryFolder();
let running: RunningApp;

beforeAll(async () => {
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
  await openSmallScene(running);
});
afterAll(() => running?.close());

const alerts = () => running.page.getByRole('alert');

beforeEach(async () => {
  while ((await alerts().count()) > 0) await alerts().first().getByRole('button').click();
});

/** A file with this content, in a folder of the test's own. */
function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const truncated = (bytes: number) =>
  readFileSync(sampleFile('Indian_pines_corrected.mat')).subarray(0, bytes);

test.each([
  ['text', () => [file('notes.mat', 'These are my notes.\n'.repeat(50))], 'notes.mat'],
  ['an empty file', () => [file('empty.mat', '')], 'empty.mat'],
  ['zeros', () => [file('zeros.mat', new Uint8Array(4096))], 'zeros.mat'],
  ['a file cut off in its header', () => [file('cut100.mat', truncated(100))], 'cut100.mat'],
  ['a file cut off in its data', () => [file('cut.mat', truncated(200_000))], 'cut.mat'],
  ['no cube in the file', () => [SMALL.noCube], 'no_cube.mat'],
  ['a missing file', () => [join(folder, 'gone.mat')], 'gone.mat'],
  ['an empty folder', () => [mkdtempSync(join(folder, 'empty-'))], 'nothing to open'],
  ['truth of another size', () => [SMALL.otherSize], '20'],
])('%s: one clear alert, and the open scene stays', async (what, files, said) => {
  const { page } = running;
  await dropFiles(running, files());
  await alerts().first().waitFor({ timeout: 20_000 });
  expect(await alerts().count()).toBe(1);
  const text = await alerts().first().innerText();
  expect(text).toContain(said);
  expect(text).not.toMatch(/ at .*:\d+|undefined|\[object|Error:/);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('small.mat');
  expect(await colorsIn(page, 'Scene')).toBeGreaterThan(1);
  expect(await page.getByRole('button', { name: 'Train', exact: true }).isEnabled()).toBe(true);
  await running.screenshot(`bad-${what.replaceAll(' ', '-')}`);
});

test.each([
  ['a window larger than the scene', { Window: '33' }],
  ['an even window', { Window: '10' }],
  ['more components than bands', { Components: '41' }],
  ['no epochs', { Epochs: '0' }],
])('%s cannot be trained with, and the form says why', async (_what, settings) => {
  const { page } = running;
  await setSettings(page, { Components: '15', Window: '9', Epochs: '1' });
  const train = page.getByRole('button', { name: 'Train', exact: true });
  await expect.poll(() => train.isEnabled()).toBe(true);
  await setSettings(page, settings);
  await expect.poll(() => train.isEnabled()).toBe(false);
  const [label] = Object.keys(settings);
  expect(await page.getByLabel(label, { exact: true }).getAttribute('aria-invalid')).toBe('true');
});
