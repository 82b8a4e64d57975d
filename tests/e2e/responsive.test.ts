import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SLOW_MS, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { waitForFirstEpoch } from './controls';

let running: RunningApp;

beforeAll(async () => {
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
});
afterAll(() => running?.close());

/** Milliseconds between the frames that the page painted during `duration`. */
const frameGaps = (duration: number) =>
  running.page.evaluate(
    (milliseconds) =>
      new Promise<number[]>((done) => {
        const gaps: number[] = [];
        const begin = performance.now();
        let last = begin;
        const frame = (now: number) => {
          gaps.push(now - last);
          last = now;
          if (now - begin < milliseconds) requestAnimationFrame(frame);
          else done(gaps);
        };
        requestAnimationFrame(frame);
      }),
    duration,
  );

test('the page answers while the sample is being trained with the published settings', async () => {
  const { page } = running;
  const train = page.getByRole('button', { name: 'Train', exact: true });
  await expect.poll(() => train.isEnabled(), { timeout: SLOW_MS }).toBe(true);
  const idle = await frameGaps(2000);
  await train.click();
  await waitForFirstEpoch(page);
  const gaps = await frameGaps(5000);
  await page.getByRole('combobox', { name: 'Display' }).selectOption({ label: 'Single band' });
  await page.getByRole('slider', { name: 'Band', exact: true }).fill('29');
  await page.getByText('29 · 677 nm').waitFor();
  await running.screenshot('answers-while-training');
  expect(gaps.length).toBeGreaterThan(10);
  mkdirSync('test-results', { recursive: true });
  const worst = (values: number[]) => Math.round(Math.max(...values));
  const summary = {
    frames: gaps.length,
    worstGap: worst(gaps),
    idleFrames: idle.length,
    idleWorstGap: worst(idle),
  };
  writeFileSync('test-results/responsiveness.json', `${JSON.stringify({ ...summary, gaps }, null, 2)}\n`);
});
