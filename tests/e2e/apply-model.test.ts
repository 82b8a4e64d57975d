import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { convertVariable } from '../../src-main/engine/export/cube/convert';
import { decodeNpy } from '../support/decode-npy';
import { encodeNpy } from '../../src-main/engine/export/npy';
import { openVariable } from '../../src-main/engine/files/registry';
import { readAll } from '../engine/files/fixtures';
import { temporaryFolder } from '../support/temporary-folder';
import { answerOpenDialog, colorsIn, dropFiles, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { SMALL, exportAs, openTrained, saveRun, tableRows } from './controls';

const folder = temporaryFolder();
const run = join(folder.path, 'fields 2024');
const cropped = { cube: join(folder.path, 'cropped.npy'), truth: join(folder.path, 'cropped_gt.npy') };
let running: RunningApp;

/** A part of the small scene without its first rows, as another scene of the same bands. */
async function writeCropped(): Promise<void> {
  const [rows, columns, bands] = [24, 32, 40];
  for (const [file, variable, out, shape] of [
    [SMALL.cube, 'small_scene', cropped.cube, [rows, columns, bands]],
    [SMALL.truth, 'small_gt', cropped.truth, [rows, columns]],
  ] as const) {
    const source = await openVariable({ file, variable });
    const values = await readAll(source);
    await source.close();
    const kept = values.slice(values.length - shape.reduce((product, size) => product * size, 1));
    const stored = shape.length === 2 ? Uint8Array.from(kept) : Float32Array.from(kept);
    folder.write(out.slice(folder.path.length + 1), encodeNpy(stored, shape));
  }
}

/** Presses the button and answers the system's dialog with this folder. */
async function apply(model: string, name = 'Apply a model…'): Promise<void> {
  await answerOpenDialog(running, [model]);
  await running.page.getByRole('button', { name }).click();
}

beforeAll(async () => {
  await writeCropped();
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
  await openTrained(running);
  await running.page.getByLabel('Colour of Class 1', { exact: true }).fill('#ff8000');
  await saveRun(running, run);
}, 300_000);
afterAll(() => running?.close());

test('on its own scene only the test pixels of its run are counted', async () => {
  const { page } = running;
  const before = await tableRows(page, 'Per-class accuracy');
  await apply(run);
  await page.getByText('only the 541 test pixels of its run are counted').waitFor({ timeout: 120_000 });
  const after = await tableRows(page, 'Per-class accuracy');
  expect(after[0]).toEqual(['Class', 'Test', 'Precision', 'Recall', 'F1']);
  expect(after.map((row) => row.slice(1))).toEqual(before.map((row) => row.slice(2)));
});

test('another scene of the same bands is mapped and measured on all its labels', async () => {
  const { page } = running;
  await dropFiles(running, [cropped.cube, cropped.truth]);
  await waitForScene(running, 'cropped.npy');
  await page.getByText('Press Train to classify').waitFor();
  await apply(join(run, 'model'));
  await page.getByRole('progressbar', { name: 'Applying the model' }).waitFor();
  await page.getByText('from “fields 2024”').waitFor({ timeout: 120_000 });
  await expect.poll(() => colorsIn(page, 'Classification map')).toBeGreaterThan(2);
  expect(await page.getByLabel('Colour of Class 1', { exact: true }).inputValue()).toBe('#ff8000');
  const truth = decodeNpy(readFileSync(cropped.truth)).values;
  const labelled = truth.filter((label) => label > 0).length;
  await page.getByText(`Measured on all ${labelled} labelled pixels`).waitFor();
  const map = decodeNpy(await exportAs(running, 'npy', join(folder.path, 'map.npy')));
  expect(map.shape).toEqual([24, 32]);
  const right = Array.from(map.values).filter(
    (label, pixel) => truth[pixel] > 0 && truth[pixel] === label,
  ).length;
  const shown = await page.getByTitle('Overall accuracy').innerText();
  expect(shown).toContain(((100 * right) / labelled).toFixed(2));
  expect(await page.getByRole('button', { name: 'Export report…' }).count()).toBe(0);
  await running.screenshot('apply-model');
  await exportAs(running, 'probabilities', join(folder.path, 'p.tif'));
  await saveRun(running, join(folder.path, 'applied'));
  expect(readdirSync(join(folder.path, 'applied')).sort()).toEqual([
    ...['confidence.npy', 'map.npy', 'map.png', 'map.tif', 'prediction.json'],
  ]);
});

test('a scene that does not fit and a folder that is no model are refused, and nothing is lost', async () => {
  const { page } = running;
  const result = page.getByText('from “fields 2024”');
  await apply(folder.path);
  await page.getByRole('alert').getByText('is not a whole model').waitFor({ timeout: 60_000 });
  await result.waitFor();
  await page.getByRole('combobox', { name: 'Display' }).selectOption('map');
  expect(await colorsIn(page, 'Classification map')).toBeGreaterThan(2);
  await page.getByRole('combobox', { name: 'Display' }).selectOption('rgb');
  const truth = join(folder.path, 'bands_gt.npy');
  await convertVariable({ file: SMALL.truth, variable: 'small_gt' }, truth);
  folder.write(
    'bands.npy',
    encodeNpy(
      Float32Array.from({ length: 32 * 32 * 12 }, (_, at) => Math.sin(at)),
      [32, 32, 12],
    ),
  );
  await dropFiles(running, [join(folder.path, 'bands.npy'), truth]);
  await waitForScene(running, 'bands.npy');
  await apply(run);
  await page
    .getByRole('alert')
    .getByText('The model was trained on 40 bands, but bands in')
    .waitFor({ timeout: 60_000 });
  await page.getByRole('status').getByText('The model could not be applied').waitFor();
  expect(await page.getByRole('button', { name: 'Apply a model…' }).isEnabled()).toBe(true);
  await running.screenshot('apply-model-refused');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await page.getByText('请选择波段相同且顺序一致的影像').waitFor();
  await page.getByRole('combobox', { name: '语言' }).selectOption('en');
});

test('without a ground truth the map has the names and colours of the model, in Chinese as well', async () => {
  const { page } = running;
  await dropFiles(running, [cropped.cube]);
  await waitForScene(running, 'cropped.npy');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await apply(run, '应用模型…');
  await page.getByText('此影像没有真值标签，因此未评估精度').waitFor({ timeout: 120_000 });
  await page.getByText('分类图的类别').waitFor();
  expect(await page.getByLabel('Class 1 的颜色', { exact: true }).inputValue()).toBe('#ff8000');
  await expect.poll(() => colorsIn(page, '分类图')).toBeGreaterThan(2);
  await running.screenshot('apply-model-chinese');
});
