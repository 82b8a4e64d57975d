import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { openSmallScene, setSettings, trainSmall } from './controls';

let running: RunningApp;

beforeAll(async () => {
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
  await openSmallScene(running);
});
afterAll(() => running?.close());

test('the experiment is closed, and says that all is as usual', async () => {
  const section = running.page.getByRole('button', { name: 'Experiment', exact: true });
  expect(await section.getAttribute('aria-expanded')).toBe('false');
  await running.page.getByText('as usual', { exact: true }).waitFor();
  await section.click();
  await running.page.getByLabel('Validation share', { exact: true }).waitFor();
});

test('a wrong value is told at its field, and Train waits', async () => {
  const { page } = running;
  await setSettings(page, { 'Patience, epochs': '5' });
  await page.getByText('Ending training early needs a validation share').first().waitFor();
  expect(await page.getByRole('button', { name: 'Train', exact: true }).isDisabled()).toBe(true);
  await running.screenshot('experiment-problem');
});

test('pixels held back are drawn, and choose the weights', async () => {
  const { page } = running;
  await setSettings(page, { 'Validation share': '25', 'Patience, epochs': '50' });
  await trainSmall(page, 6);
  await page.getByRole('table', { name: 'Per-class accuracy' }).waitFor({ timeout: 180_000 });
  await page.getByText('the best on the validation pixels').waitFor();
  const dashed = page.getByRole('img', { name: 'Accuracy', exact: true }).locator('path.validation');
  expect((await dashed.getAttribute('d'))?.split('L').length).toBe(6);
  await running.screenshot('experiment-validation');
});
