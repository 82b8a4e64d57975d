import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type Page } from 'playwright-core';

export interface BenchWindow {
  page: Page;
  /** What Chromium the window is. */
  chromium: string;
  close(): Promise<void>;
}

/** Opens the built program on a scene, as its window tests do; how to start Electron is told by the command. */
export async function openWindow(files: string[], signal: AbortSignal): Promise<BenchWindow> {
  const { executablePath, args } = JSON.parse(process.env['BANDSCAPE_ELECTRON'] ?? '{}') as {
    executablePath: string;
    args: string[];
  };
  const userData = mkdtempSync(join(tmpdir(), 'bandscape-bench-'));
  const app = await _electron.launch({
    executablePath,
    args: [...args, `--user-data-dir=${userData}`, '--lang=en-US', ...files],
  });
  signal.addEventListener('abort', () => app.process().kill());
  const page = await app.firstWindow();
  return {
    page,
    chromium: await app.evaluate(() => process.versions['chrome'] ?? ''),
    close: async () => {
      await app.close();
      rmSync(userData, { recursive: true, force: true });
    },
  };
}
