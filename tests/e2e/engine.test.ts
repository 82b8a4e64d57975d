import { afterEach, beforeEach, expect, test } from 'vitest';
import { colorsIn, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';
import { openSmallScene, trainSmall, waitForFirstEpoch } from './controls';
import { alive, enginePid, processTree } from './processes';

let running: RunningApp;

beforeEach(async () => {
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
  await openSmallScene(running);
});
afterEach(() => running.close());

const LONG = 5000;
const button = (name: string) => running.page.getByRole('button', { name, exact: true });
const trainingIsOver = () =>
  expect
    .poll(() => running.page.getByRole('progressbar', { name: 'Training' }).count(), { timeout: 30_000 })
    .toBe(0);

test('the engine is killed while it trains: the window says so, keeps the scene, and Train works again', async () => {
  const { page } = running;
  await trainSmall(page, LONG);
  await waitForFirstEpoch(page);
  process.kill((await enginePid(running, 'network'))!, 'SIGKILL');
  await page.getByRole('alert').first().waitFor();
  expect(await page.getByRole('alert').first().innerText()).toMatch(/ended unexpectedly/);
  await trainingIsOver();
  expect(await colorsIn(page, 'Scene')).toBeGreaterThan(1);
  await running.screenshot('engine-killed');
  await trainSmall(page, 2);
  await page.getByRole('table', { name: 'Per-class accuracy' }).waitFor({ timeout: 120_000 });
  expect(await enginePid(running, 'network')).toBeUndefined();
});

test('the file engine is killed: the next band is shown as before', async () => {
  const { page } = running;
  await page.getByRole('combobox', { name: 'Display' }).selectOption({ label: 'Single band' });
  const before = (await enginePid(running, 'cube'))!;
  process.kill(before, 'SIGKILL');
  await expect.poll(() => enginePid(running, 'cube')).not.toBe(before);
  const slider = page.getByRole('slider', { name: 'Band', exact: true });
  // The first call after the death brings the engine back; a call that was under way at the death may fail.
  await slider.fill('33');
  await slider.fill('34');
  await expect.poll(() => enginePid(running, 'cube'), { timeout: 20_000 }).toBeGreaterThan(0);
  await page.getByRole('alert').getByText('started again').first().waitFor();
  await expect.poll(() => colorsIn(page, 'Scene')).toBeGreaterThan(1);
  await running.screenshot('file-engine-restarted');
});

test('ten runs started and ended in a row leave one engine and a working Train', async () => {
  const { page } = running;
  const processes = () => alive(processTree(running.pid)).length;
  const before = processes();
  for (let run = 0; run < 10; run++) {
    await trainSmall(page, LONG);
    await button('Stop').click();
    // The second press ends the run without a result, unless it has ended by itself meanwhile.
    await button('Stop')
      .click({ timeout: 2000 })
      .catch(() => undefined);
    await trainingIsOver();
  }
  await expect.poll(() => enginePid(running, 'network')).toBeUndefined();
  await expect.poll(processes).toBeLessThanOrEqual(before);
  await trainSmall(page, 1);
  await page.getByRole('table', { name: 'Per-class accuracy' }).waitFor({ timeout: 120_000 });
});

test('the window is closed in mid-epoch: no process stays behind', async () => {
  await trainSmall(running.page, LONG);
  await waitForFirstEpoch(running.page);
  const processes = processTree(running.pid);
  expect(processes).toContain(await enginePid(running, 'network'));
  await running.close();
  await expect.poll(() => alive(processes), { timeout: 10_000 }).toEqual([]);
});

test.each(['SIGTERM', 'SIGINT', 'SIGKILL'])('%s in mid-epoch: no process stays behind', async (signal) => {
  await trainSmall(running.page, LONG);
  await waitForFirstEpoch(running.page);
  const processes = processTree(running.pid);
  process.kill(running.pid, signal);
  await expect.poll(() => alive(processes), { timeout: 20_000 }).toEqual([]);
});

test('the page is lost: it is loaded again and the person is told', async () => {
  const { app, page } = running;
  await app.evaluate(({ dialog }) => {
    const told: string[] = [];
    Object.assign(globalThis, { told });
    const tell = (_window: unknown, { detail }: { detail: string }) => told.push(detail);
    Object.assign(dialog, { showMessageBox: async (...given: Parameters<typeof tell>) => tell(...given) });
  });
  await trainSmall(page, LONG);
  await app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()[0].webContents.forcefullyCrashRenderer(),
  );
  const title = () =>
    app.evaluate(async ({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0];
      if (webContents.isCrashed() || webContents.isLoading()) return 'not there yet';
      return String(await webContents.executeJavaScript('document.querySelector("h1")?.textContent'));
    });
  const told = () => app.evaluate(() => (globalThis as unknown as { told: string[] }).told.length);
  // A page that is about to die would never answer.
  await expect.poll(told, { timeout: 20_000 }).toBe(1);
  await expect.poll(title, { timeout: 60_000 }).toBe('Indian Pines');
  await expect.poll(() => enginePid(running, 'network'), { timeout: 20_000 }).toBeUndefined();
});
