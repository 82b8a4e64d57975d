import { afterAll, beforeAll, expect, test } from 'vitest';
import { SLOW_MS, colorsIn, launchApp, waitForScene } from './app';
import type { RunningApp } from './app';

let running: RunningApp;

beforeAll(async () => {
  running = await launchApp();
  await waitForScene(running, 'Indian Pines');
});
afterAll(() => running?.close());

/** The picture as it is on the screen, to see whether it changed. */
const picture = () =>
  running.page
    .getByRole('img', { name: 'Scene', exact: true })
    .evaluate((element) => (element as HTMLCanvasElement).toDataURL());

test('a first start shows the sample in many colours, ready to train', async () => {
  expect(await colorsIn(running.page, 'Scene')).toBeGreaterThan(100);
  const train = running.page.getByRole('button', { name: 'Train', exact: true });
  await expect.poll(() => train.isEnabled(), { timeout: SLOW_MS }).toBe(true);
  expect(await running.page.getByRole('combobox', { name: 'Network' }).isVisible()).toBe(true);
  expect(await running.page.getByRole('button', { name: 'Open…' }).isVisible()).toBe(true);
  await running.page.getByText('Corn-notill').first().waitFor();
  expect(await running.page.getByRole('alert').count()).toBe(0);
  await running.screenshot('first-start');
});

test('the menu offers what can be done just now', async () => {
  const offered = await running.app.evaluate(({ Menu }) =>
    ['open', 'train', 'stop', 'export-map', 'export-report'].filter(
      (id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled,
    ),
  );
  expect(offered).toEqual(['open', 'train']);
});

test('the band slider shows one band with its number and wavelength', async () => {
  const { page } = running;
  await page.getByRole('combobox', { name: 'Display' }).selectOption({ label: 'Single band' });
  const slider = page.getByRole('slider', { name: 'Band', exact: true });
  expect(await slider.getAttribute('max')).toBe('200');
  await slider.fill('29');
  await page.getByText('29 · 677 nm').waitFor();
  await expect.poll(() => colorsIn(page, 'Scene')).toBeGreaterThan(50);
  const before = await picture();
  await slider.press('ArrowRight');
  await page.getByText('30 · 687 nm').waitFor();
  await expect.poll(async () => (await picture()) !== before).toBe(true);
  await running.screenshot('single-band');
});

test('the ground truth can be shown', async () => {
  await running.page.getByRole('combobox', { name: 'Display' }).selectOption({ label: 'Ground truth' });
  // Sixteen classes and the unlabelled ground.
  await expect.poll(() => colorsIn(running.page, 'Scene')).toBeGreaterThanOrEqual(17);
  await running.screenshot('ground-truth');
});

test('the spectrum under the cursor and the pixel beneath it are told', async () => {
  const { page } = running;
  await page.getByRole('combobox', { name: 'Display' }).selectOption({ label: 'RGB composite' });
  const scene = page.getByRole('img', { name: 'Scene', exact: true });
  const box = (await scene.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page
    .getByText(/Row \d+, column \d+/)
    .first()
    .waitFor();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page
    .getByRole('button', { name: /^Unpin/ })
    .first()
    .waitFor();
  await running.screenshot('spectrum');
});

test('the page breaks none of its own rules', async () => {
  expect(running.errors()).not.toMatch(/Content Security Policy|Uncaught|ERR_/);
});

test('theme, language and size are remembered by the next start', async () => {
  const { page } = running;
  await page.getByRole('combobox', { name: 'Theme' }).selectOption({ label: 'Dark' });
  await page.getByRole('combobox', { name: 'Language' }).selectOption({ label: '简体中文' });
  await page.getByRole('button', { name: '打开…' }).waitFor();
  const { userData } = running;
  const menu = () =>
    running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map((item) => item.label));
  expect(await menu()).toEqual(['文件', '编辑', '视图', '训练', '帮助']);

  await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].setSize(1100, 720));
  const second = await launchAgain(userData);
  try {
    const size = await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].getSize());
    expect(size).toEqual([1100, 720]);
    await second.page.getByRole('button', { name: '打开…' }).waitFor({ timeout: SLOW_MS });
    const theme = await second.page.evaluate(() => document.documentElement.dataset['theme']);
    expect(theme).toBe('dark');
  } finally {
    await second.close();
  }
});

/** Ends the running program and starts it with the same settings folder. */
async function launchAgain(userData: string): Promise<RunningApp> {
  const child = running.app.process();
  const exited = new Promise((done) => child.once('exit', done));
  await running.app.evaluate(({ app }) => app.quit());
  await exited;
  return launchApp({ userData });
}
