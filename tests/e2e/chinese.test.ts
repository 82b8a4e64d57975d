import { afterAll, beforeAll, expect, test } from 'vitest';
import { SLOW_MS, launchApp } from './app';
import type { RunningApp } from './app';

let running: RunningApp;

beforeAll(async () => {
  running = await launchApp({ locale: 'zh-CN' });
});
afterAll(() => running?.close());

test('where the system speaks Chinese, a first start does too', async () => {
  const { page } = running;
  await page.getByRole('button', { name: '打开…' }).waitFor({ timeout: SLOW_MS });
  await page.getByRole('slider', { name: '波段', exact: true }).waitFor();
  for (const name of ['显示', '网络']) await page.getByRole('combobox', { name, exact: true }).waitFor();
  await page.getByRole('button', { name: '训练', exact: true }).waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
  const train = page.getByRole('button', { name: '训练', exact: true });
  await expect.poll(() => train.isEnabled(), { timeout: SLOW_MS }).toBe(true);
  await running.screenshot('chinese');
});

test('the menu speaks it as well', async () => {
  const labels = await running.app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()?.items.map((item) => item.label),
  );
  expect(labels).toEqual(['文件', '编辑', '视图', '训练', '帮助']);
});
