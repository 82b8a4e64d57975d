import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Report } from '@shared/report';
import { runCommand } from '../support/command-line';
import { temporaryFolder } from '../support/temporary-folder';
import { answerMessageBox, answerOpenDialog, answerSaveDialog, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { SMALL, openTrained, saveRun, setSettings, tableRows } from './controls';

const { path: folder } = temporaryFolder();
const inFolder = (...names: string[]) => join(folder, ...names);
const reportIn = (name: string) => JSON.parse(readFileSync(inFolder(name, 'report.json'), 'utf8')) as Report;
let running: RunningApp;

beforeAll(async () => {
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
  await openTrained(running);
}, 300_000);
afterAll(() => running?.close());

const CONTENTS = [
  ...['confusion.csv', 'history.csv', 'map.npy', 'map.png', 'map.tif', 'model', 'report.json'],
  ...['report.txt', 'split.npy'],
];

test('a run is saved whole, and the command line takes it', async () => {
  const { page } = running;
  await page.getByLabel('Colour of Class 1', { exact: true }).fill('#ff8000');
  await saveRun(running, inFolder('run'));
  await page.getByRole('button', { name: 'Show in folder' }).waitFor();
  await running.screenshot('save-run');
  expect(readdirSync(inFolder('run')).sort()).toEqual(CONTENTS);
  expect(readdirSync(inFolder('run', 'model')).sort()).toEqual(['model.json', 'split.npy', 'weights.bin']);
  expect(readFileSync(inFolder('run', 'model', 'split.npy'))).toEqual(
    readFileSync(inFolder('run', 'split.npy')),
  );
  const model = JSON.parse(readFileSync(inFolder('run', 'model', 'model.json'), 'utf8')).userDefinedMetadata;
  for (const { classes } of [model.bandscape, reportIn('run')])
    expect(classes[0]).toMatchObject({ label: 1, name: 'Class 1', color: [255, 128, 0] });
  const mapped = await runCommand([
    ...['predict', '--model', inFolder('run', 'model'), '--cube', SMALL.cube, '--out', inFolder('again')],
  ]);
  expect(mapped.exitCode).toBe(0);
  expect(readFileSync(inFolder('again', 'map.npy'))).toEqual(readFileSync(inFolder('run', 'map.npy')));
  const exported = await runCommand(['export', inFolder('run'), inFolder('run.mat')]);
  expect(exported.exitCode).toBe(0);
});

test('an earlier run is replaced only by a person who says so, and another folder never', async () => {
  const { page } = running;
  const save = async (name: string) => {
    await answerSaveDialog(running, inFolder(name));
    await page.getByRole('button', { name: 'Save run…' }).click();
  };
  const before = readFileSync(inFolder('run', 'report.json'), 'utf8');
  await page.getByLabel('Colour of Class 1', { exact: true }).fill('#0000ff');
  const asked = await answerMessageBox(running, 'Cancel');
  await save('run');
  await expect.poll(asked).toEqual(['“run” exists already']);
  await expect.poll(() => page.getByRole('button', { name: 'Save run…' }).isEnabled()).toBe(true);
  expect(readFileSync(inFolder('run', 'report.json'), 'utf8')).toBe(before);
  await answerMessageBox(running, 'Replace');
  await save('run');
  await page.getByRole('status').getByText('Saved').waitFor();
  expect(reportIn('run').classes[0].color).toEqual([0, 0, 255]);
  mkdirSync(inFolder('photos'));
  writeFileSync(inFolder('photos', 'cat.jpg'), 'cat');
  await save('photos');
  await page.getByRole('alert').getByText('holds no result of Bandscape').waitFor();
  expect(readdirSync(inFolder('photos'))).toEqual(['cat.jpg']);
  await page.getByRole('button', { name: 'Dismiss' }).click();
});

test('a saved run stands beside those of the window', async () => {
  const { page } = running;
  await page.getByRole('button', { name: 'Compare runs…' }).click();
  await answerOpenDialog(running, [inFolder('run')]);
  await page.getByRole('button', { name: 'Add folders…' }).click();
  const table = page.getByRole('table', { name: 'Compare runs' });
  await table.getByRole('row').nth(2).waitFor();
  const [, ...rows] = await tableRows(page, 'Compare runs');
  expect(rows.map(([name]) => name).sort()).toEqual([expect.stringMatching(/ #1$/), 'run']);
  expect(rows[0][2]).toBe(rows[1][2]);
  await page.keyboard.press('Escape');
});

test('so is what a classical method learnt', async () => {
  const { page } = running;
  await page.getByRole('combobox', { name: 'Network' }).selectOption('knn');
  await setSettings(page, { 'Training share': '20' });
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await page.getByText('Learnt:').waitFor({ timeout: 120_000 });
  await saveRun(running, inFolder('neighbours'));
  expect(reportIn('neighbours').network.id).toBe('knn');
  expect(existsSync(inFolder('neighbours', 'model', 'weights.bin'))).toBe(true);
  const mapped = await runCommand([
    ...['predict', '--model', inFolder('neighbours', 'model'), '--cube', SMALL.cube],
    ...['--out', inFolder('neighbours again')],
  ]);
  expect(mapped.exitCode).toBe(0);
  expect(readFileSync(inFolder('neighbours again', 'map.npy'))).toEqual(
    readFileSync(inFolder('neighbours', 'map.npy')),
  );
});

test('in Chinese', async () => {
  const { page } = running;
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await answerSaveDialog(running, inFolder('photos'));
  await page.getByRole('button', { name: '保存运行…' }).click();
  await page.getByRole('alert').getByText('未作改动').waitFor();
  await page.getByRole('button', { name: '保存运行…' }).scrollIntoViewIfNeeded();
  await running.screenshot('save-run-chinese');
});
