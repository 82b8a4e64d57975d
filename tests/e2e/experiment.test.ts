import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import type { Report } from '@shared/report';
import { launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { exportAs, openSmallScene, setSettings, trainSmall } from './controls';

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

test('what is set for preprocessing and training is what the report says was done', async () => {
  const { page } = running;
  const folder = mkdtempSync(join(tmpdir(), 'bandscape-experiment-'));
  await page.getByRole('button', { name: 'Settings', exact: true }).click();
  await setSettings(page, {
    'Validation share': '0',
    'Patience, epochs': '0',
    'Removed bands': '1-3, 38',
    'Dropout rate': '0.2',
  });
  await page.getByLabel('Scaling of bands').selectOption('standard');
  await page.getByLabel('Augmentation').selectOption('none');
  await page.getByLabel('Training pixels in another order in every epoch').uncheck();
  await running.screenshot('experiment-set');
  await trainSmall(page, 2);
  await page.getByRole('progressbar', { name: 'Training' }).waitFor({ state: 'detached', timeout: 180_000 });
  const report: Report = JSON.parse(String(await exportAs(running, 'json', join(folder, 'report.json'))));
  expect(report.config.epochs).toBe(2);
  expect(report.training).toMatchObject({ epochs_run: 2, stopped: false });
  expect(report.config.experiment).toEqual({
    ...USUAL_EXPERIMENT,
    removedBands: '1-3, 38',
    scaling: 'standard',
    augmentation: 'none',
    dropout: 0.2,
    shuffle: false,
  });
  expect(report.split.validation).toBe(0);
  const text = String(await exportAs(running, 'txt', join(folder, 'report.txt')));
  expect(text).toContain('Removed bands  1-3, 38\n');
  expect(text).toContain('Scaling        every band to mean 0 and standard deviation 1');
  expect(text).toContain('Experiment     augmentation: none; dropout 0.2; training pixels not shuffled');
  await running.screenshot('experiment-result');
  rmSync(folder, { recursive: true });
});
