import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeLargeMat } from '../support/large-mat';
import { colorsIn, dropFiles, launchApp, SLOW_MS, waitForScene, type RunningApp } from './app';
import { SMALL } from './controls';
import { enginePid } from './processes';

/** 800 MB unpacked: more than is held in memory, and long enough under way to be seen and cancelled. */
const SHAPE = [1600, 2000, 250] as const;
/** Ten seconds of one processor, on a machine that has others to serve. */
const WHOLE_MS = 4 * SLOW_MS;
let folder: string;
let large: string;
let running: RunningApp;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-opening-'));
  large = join(folder, 'A scene of a name that is longer than the place for it, recorded in August 2026.mat');
  await writeLargeMat(large, SHAPE);
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
});
afterAll(async () => {
  await running?.close();
  rmSync(folder, { recursive: true });
});

const heading = () => running.page.getByRole('heading', { level: 1 }).innerText();
const bar = () => running.page.getByRole('progressbar', { name: 'Opening', exact: true });
const percent = async () => Number(await bar().getAttribute('aria-valuenow'));

/** Open files of the engine that have no name any more. */
async function scratchFiles(): Promise<string[]> {
  const pid = await enginePid(running, 'cube');
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      const link = readlinkSync(`/proc/${pid}/fd/${fd}`);
      return /bandscape-\w+\/values \(deleted\)$/.test(link) ? [link] : [];
    } catch {
      return [];
    }
  });
}

const scratchFolders = () =>
  readdirSync(tmpdir()).filter((name) => /^bandscape-\w{6}$/.test(name) && hasValues(name));
const hasValues = (name: string) => readdirSync(join(tmpdir(), name)).includes('values');

/** Begins to open the large scene and waits until a good part of it is unpacked. */
async function beginOpening(): Promise<void> {
  await dropFiles(running, [large]);
  await bar().waitFor({ timeout: SLOW_MS });
  await expect.poll(percent, { timeout: SLOW_MS, interval: 20 }).toBeGreaterThan(3);
}

test('a large compressed file shows how far it is, and Cancel brings back the scene before', async () => {
  await beginOpening();
  expect((await scratchFiles()).length).toBeGreaterThan(0);
  await running.page.getByText(/left$/).first().waitFor();
  await running.screenshot('opening');
  await running.page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await bar().waitFor({ state: 'hidden' });
  expect(await heading()).toBe('Indian Pines');
  expect(await colorsIn(running.page, 'Scene')).toBeGreaterThan(1);
  expect(await running.page.getByRole('alert').count()).toBe(0);
  await expect.poll(scratchFiles, { timeout: 10_000 }).toEqual([]);
  expect(scratchFolders()).toEqual([]);
});

test('what is dropped meanwhile takes its place', async () => {
  await beginOpening();
  await dropFiles(running, [SMALL.cube, SMALL.truth]);
  await waitForScene(running, 'small.mat');
  await bar().waitFor({ state: 'hidden' });
  expect(await heading()).toBe('small.mat');
  await expect.poll(scratchFiles, { timeout: 10_000 }).toEqual([]);
});

test('the engine dies while it opens: the window says so, and nothing stays on the disk', async () => {
  await beginOpening();
  process.kill((await enginePid(running, 'cube'))!, 'SIGKILL');
  await running.page.getByRole('alert').getByText('ended unexpectedly').waitFor();
  await bar().waitFor({ state: 'hidden' });
  expect(await heading()).toBe('small.mat');
  expect(scratchFolders()).toEqual([]);
});

test(
  'left alone it opens, and its scratch file goes with the scene',
  async () => {
    await dropFiles(running, [large]);
    await expect.poll(heading, { timeout: WHOLE_MS }).toContain('A scene of a name');
    await bar().waitFor({ state: 'hidden' });
    expect((await scratchFiles()).length).toBeGreaterThan(0);
    await dropFiles(running, [SMALL.cube]);
    await expect.poll(heading, { timeout: SLOW_MS }).toBe('small.mat');
    await expect.poll(scratchFiles, { timeout: 10_000 }).toEqual([]);
  },
  6 * SLOW_MS,
);

test('in Chinese and dark, with nothing open before', async () => {
  const second = await launchApp({ files: [large], locale: 'zh-CN' });
  try {
    const chinese = second.page.getByRole('progressbar', { name: '打开进度' });
    await chinese.waitFor({ timeout: SLOW_MS });
    await second.page.getByLabel('主题').selectOption('dark');
    await second.screenshot('opening-first-chinese-dark');
    await second.page.getByRole('button', { name: '取消' }).click();
    await second.page.getByRole('button', { name: '打开示例影像' }).click();
    const name = () => second.page.getByRole('heading', { level: 1 }).innerText();
    await expect.poll(name, { timeout: SLOW_MS }).toBe('Indian Pines');
  } finally {
    await second.close();
  }
});
