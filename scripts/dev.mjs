/** `npm run dev`: the window with the page reloading as its source changes. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp } = await import('./setup/set-up.mjs');
const { windowEnvironment } = await import('./setup/open-window.mjs');
const { electronSwitches } = await import('./setup/electron.mjs');
const { hasDisplay } = await import('./setup/display.mjs');
const { SetUpProblem } = await import('./setup/problem.mjs');

await runMain(async (setUpIsDone) => {
  if (!hasDisplay(process.env))
    throw new SetUpProblem('npm run dev opens a window: set DISPLAY to a screen and run it again.');
  const { places, electron } = await setUp({ window: true, build: false });
  setUpIsDone();
  const script = join(places.modules, 'electron-vite', 'bin', 'electron-vite.js');
  const switches = [...electronSwitches(places.environment), ...process.argv.slice(2)];
  const child = spawn(
    process.execPath,
    [script, 'dev', '-c', 'electron.config.ts', '--watch', '--', ...switches],
    {
      cwd: places.project,
      env: { ...windowEnvironment(places.environment), ELECTRON_EXEC_PATH: electron },
      stdio: 'inherit',
    },
  );
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
});
