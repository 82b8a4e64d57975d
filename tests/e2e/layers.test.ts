import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { describeNetworks } from '../support/networks';
import { tableRows } from './controls';

let running: RunningApp;

beforeAll(async () => {
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
});
afterAll(() => running?.close());

const dialog = () => running.page.getByRole('dialog', { name: 'Layers' });
const choose = (label: string, option: string) =>
  dialog().getByRole('combobox', { name: label, exact: true }).first().selectOption({ label: option });
/** The row of the open table that begins with a name, as texts. */
async function row(name: string, table = 'Layers'): Promise<string[] | undefined> {
  return (await tableRows(running.page, table)).find(([first]) => first === name);
}

test('what windows share is marked, with what that saves', async () => {
  const { page } = running;
  await page.getByRole('button', { name: 'Layers…' }).click();
  await dialog().getByRole('table', { name: 'Layers' }).waitFor();
  await choose('Compare with', 'Small CNN');
  await dialog().getByText('B · Small CNN').waitFor();
  const shared = await row('With shared layers, a pixel');
  expect(shared?.slice(1, 4)).toEqual(['the first 14 shared', '5,477,696', '45.2 × less']);
  const marked = dialog().getByTitle('Shared: computed once for the whole scene');
  expect(await marked.count()).toBe(14 + 6);
  await running.screenshot('layers-shared');
  await page.keyboard.press('Escape');
});

test('the card of a network opens its layers, counted for the window of the settings', async () => {
  const { page } = running;
  await page.getByRole('combobox', { name: 'Network' }).selectOption({ label: 'MobileNet (v1)' });
  await page.getByText('Changed for small windows').first().click();
  await page.getByText('Source of the recipe').click();
  await running.screenshot('network-notes');
  await page.getByRole('button', { name: 'Layers…' }).click();
  await dialog().getByRole('table', { name: 'Layers' }).waitFor();
  await dialog().getByText('× 30, 16 classes').waitFor();
  expect((await row('stem'))?.[1]).toBe('Conv2D');
  // As the command line prints them, under the card and here.
  const [{ recipe }] = describeNetworks({ ids: ['mobilenet-v1'] });
  expect(recipe.changes?.length).toBeGreaterThan(0);
  await dialog().getByText('Changed for small windows').click();
  await dialog().getByText('Source of the recipe').click();
  for (const sentence of [...recipe.changes!, recipe.source])
    await dialog().getByText(sentence, { exact: true }).waitFor();
  await running.screenshot('layers-notes');
  await dialog().getByText('Changed for small windows').click();
  await dialog().getByText('Source of the recipe').click();
  await running.screenshot('layers-window');
});

test('at its published input it has the counts of its paper', async () => {
  await dialog().getByText('The published input').click();
  await dialog().getByText('224 × 224 × 3, 1,000 classes').waitFor();
  await dialog().getByText('4,231,976 trainable of 4,253,864 parameters').waitFor();
  const total = await row('All layers');
  expect(total).toContain('568,740,352');
  // The paper's 4.2 million: the column sums to it, because running statistics are not in it.
  const [head, ...layers] = await tableRows(running.page, 'Layers');
  const column = head.indexOf('Trainable');
  const outermost = (await dialog().locator('tbody tr:not(.part)').allInnerTexts()).map((text) =>
    text.split(/\t/).map((cell) => cell.trim()),
  );
  const counts = outermost.map((cells) => Number(cells[column].replaceAll(',', '')));
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4_231_976);
  expect(layers.find(([name]) => name === 'All layers')?.[column - 1]).toBe('4,231,976');
  await running.screenshot('layers-published');
});

test('beside itself with a standard convolution the shares of the formula are seen', async () => {
  await choose('Compare with', 'MobileNet (v1)');
  await expect.poll(async () => (await row('All layers'))?.length).toBeGreaterThan(8);
  await dialog().getByLabel('Convolution', { exact: true }).last().selectOption({ label: 'Standard' });
  await expect.poll(async () => (await row('All layers'))?.at(-1)).toBe('8.558');
  // 1 / (1/64 + 1/9)
  expect((await row('block-1'))?.at(-1)).toBe('7.890');
  await running.screenshot('layers-compared');
  await dialog().getByText('Depthwise separable', { exact: true }).last().click();
  const shares = await row('block-1', 'Depthwise separable A');
  // Of 32 channels at 112 x 112: (9 + 64) / (9 x 64).
  expect(shares?.slice(-2)).toEqual(['0.127', '1/64 + 1/9 = 0.127']);
  // All but stem and classifier: (568.7 - 10.8 - 1.0) of (4867.2 - 10.8 - 1.0) million.
  expect((await row('All of them', 'Depthwise separable A'))?.slice(-2)).toEqual(['0.115', '']);
  await running.screenshot('layers-separable');
});

test('the head of a long table stays where it is', async () => {
  await choose('Network', 'MobileNetV2');
  await choose('Compare with', 'ResNet-50');
  await dialog().getByLabel('Table').getByText('Layers').click();
  const head = dialog().getByRole('columnheader', { name: 'Kind' });
  await head.waitFor();
  const before = await head.boundingBox();
  const last = dialog().getByRole('row').filter({ hasText: 'classes' }).last();
  await last.scrollIntoViewIfNeeded();
  expect(await head.boundingBox()).toEqual(before);
  await running.screenshot('layers-long');
});

test('the published input is that of the paper that an option stands for', async () => {
  await choose('Network', 'GoogLeNet');
  await choose('Compare with', 'GoogLeNet');
  await dialog().getByText('B · GoogLeNet').waitFor();
  const inception = dialog().getByLabel('Inception', { exact: true });
  await inception.last().selectOption({ label: 'v3' });
  await dialog().getByText('299 × 299 × 3, 1,000 classes').waitFor();
  await dialog().getByText('224 × 224 × 3, 1,000 classes').waitFor();
  await dialog().getByText('23,834,568 trainable of').waitFor();
  await dialog().getByLabel('Auxiliary classifiers', { exact: true }).last().selectOption({ label: 'On' });
  await dialog().getByText('27,161,264 trainable of').waitFor();
  await running.screenshot('layers-published-by-option');
});

test('a window that is too small for a network is told in a sentence', async () => {
  const { page } = running;
  await page.keyboard.press('Escape');
  expect(await dialog().count()).toBe(0);
  await page.getByLabel('Window', { exact: true }).fill('5');
  await page.getByRole('button', { name: 'Layers…' }).click();
  await dialog().getByRole('alert').getByText('cannot be built for a 5x5 window').waitFor();
  await dialog().getByText('The published input').click();
  await dialog().getByRole('table', { name: 'Layers' }).waitFor();
});

test('in Chinese and in the dark it reads as well', async () => {
  const { page } = running;
  await page.keyboard.press('Escape');
  await page.getByLabel('Theme').selectOption({ label: 'Dark' });
  await page.getByLabel('Language').selectOption({ label: '简体中文' });
  await page.getByRole('button', { name: '网络层…' }).click();
  await page.getByText('论文的输入').click();
  await page.getByRole('table', { name: '网络层' }).waitFor();
  await page.getByLabel('对比', { exact: true }).selectOption({ label: 'ShuffleNet V2' });
  await page.getByText('B · ShuffleNet V2').waitFor();
  await running.screenshot('layers-chinese-dark');
  await page.getByText('深度可分离', { exact: true }).last().click();
  await running.screenshot('layers-separable-chinese-dark');
});
