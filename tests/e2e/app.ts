import { mkdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { _electron } from 'playwright-core';
import type { ElectronApplication, Page } from 'playwright-core';
import { vi } from 'vitest';

/** Where the tests leave a picture of each state. */
const SCREENSHOTS = resolve('test-results/screenshots');
/** A first start decodes the sample and describes the networks before it is at rest. */
export const SLOW_MS = 60_000;

export interface LaunchOptions {
  /** Files named on the command line. */
  files?: string[];
  /** Settings folder of an earlier start; a new one where left out. */
  userData?: string;
  /** Of the system; the tests speak English unless they say otherwise. */
  locale?: string;
}

/** The program under test, with its window. */
export interface RunningApp {
  app: ElectronApplication;
  page: Page;
  userData: string;
  pid: number;
  /** Everything the program wrote to standard error. */
  errors(): string;
  screenshot(name: string): Promise<void>;
  /** Closes the window as a person does and waits for the program's end. */
  close(): Promise<void>;
}

/** How to start Electron: given by the test command, which also installs it. */
export function electron(): { executablePath: string; args: string[] } {
  const value = process.env['BANDSCAPE_ELECTRON'];
  if (!value) throw new Error('BANDSCAPE_ELECTRON is not set; run these tests through npm test.');
  return JSON.parse(value) as { executablePath: string; args: string[] };
}

/** Arguments of a start that shares nothing with the user's own. */
export function argumentsFor(
  userData: string,
  { files = [], locale = 'en-US' }: LaunchOptions = {},
): string[] {
  return [...electron().args, `--user-data-dir=${userData}`, `--lang=${locale}`, ...files];
}

/** Starts the built program and waits until its page has said hello to the main process. */
export async function launchApp(options: LaunchOptions = {}): Promise<RunningApp> {
  const userData = options.userData ?? (await mkdtemp(join(tmpdir(), 'bandscape-e2e-')));
  const app = await _electron.launch({
    executablePath: electron().executablePath,
    args: argumentsFor(userData, options),
    timeout: SLOW_MS,
  });
  const child = app.process();
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const exited = new Promise<void>((done) => child.once('exit', () => done()));
  const page = await app.firstWindow();
  await page.waitForLoadState('load');
  return {
    app,
    page,
    userData,
    pid: child.pid ?? -1,
    errors: () => errors,
    screenshot: async (name) => {
      mkdirSync(SCREENSHOTS, { recursive: true });
      await page.screenshot({ path: join(SCREENSHOTS, `${name}.png`) });
    },
    close: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const closing = app.evaluate(({ BrowserWindow }) => {
          for (const window of BrowserWindow.getAllWindows()) window.close();
        });
        // A program that was killed meanwhile cannot be asked any more.
        await closing.catch(() => undefined);
        await exited;
      }
      if (options.userData === undefined) await rm(userData, { recursive: true, force: true });
    },
  };
}

/** Makes the next save dialogs answer with this file (null: dismissed), as no test can click a system dialog. */
export async function answerSaveDialog({ app }: RunningApp, file: string | null): Promise<void> {
  await app.evaluate(({ dialog }, filePath) => {
    const answer = { canceled: filePath === null, filePath: filePath ?? '' };
    Object.assign(dialog, { showSaveDialog: async () => answer });
  }, file);
}

/** Makes the next open dialogs answer with these files. */
export async function answerOpenDialog({ app }: RunningApp, files: string[]): Promise<void> {
  await app.evaluate(({ dialog }, filePaths) => {
    const answer = { canceled: filePaths.length === 0, filePaths };
    Object.assign(dialog, { showOpenDialog: async () => answer });
  }, files);
}

/**
 * Makes the next question of the system be answered with the button of this name.
 * @returns the questions that were asked
 */
export async function answerMessageBox(
  { app }: RunningApp,
  button: string,
): Promise<() => Promise<string[]>> {
  await app.evaluate(({ dialog }, name) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    Object.assign(dialog, {
      showMessageBox: async (_: unknown, { message, buttons }: { message: string; buttons: string[] }) => {
        asked.push(message);
        return { response: buttons.indexOf(name) };
      },
    });
  }, button);
  return () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);
}

/** Drops files on the middle of the window as the operating system does, real paths included. */
export async function dropFiles({ page }: RunningApp, files: string[]): Promise<void> {
  const size = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await session.send('Input.dispatchDragEvent', {
      type,
      x: Math.round(size.width / 2),
      y: Math.round(size.height / 2),
      data,
    });
  }
  await session.detach();
}

/** How many different colours a picture of the window shows; 1 is a blank one, 0 one without a size. */
export async function colorsIn(page: Page, name: string): Promise<number> {
  return page.getByRole('img', { name, exact: true }).evaluate((element) => {
    const canvas = element instanceof HTMLCanvasElement ? element : element.querySelector('canvas');
    const context = canvas?.getContext('2d');
    if (!canvas || !context || canvas.width === 0 || canvas.height === 0) return 0;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return new Set(new Uint32Array(data.buffer)).size;
  });
}

/** Waits until the window shows a painted scene of this name. */
export async function waitForScene({ page }: RunningApp, name: string): Promise<void> {
  await page.getByText(name).first().waitFor({ timeout: SLOW_MS });
  const painted = async () => {
    if ((await colorsIn(page, 'Scene')) < 2) throw new Error(`The picture of ${name} stays blank.`);
  };
  await vi.waitFor(painted, { timeout: SLOW_MS, interval: 50 });
}
