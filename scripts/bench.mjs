/**
 * `npm run bench -- NAME [options]`: measures the built program and writes the figures into docs; without a name it
 * lists what can be measured.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp, tensorflowSettings } = await import('./setup/set-up.mjs');

await runMain(async (setUpIsDone) => {
  const { places } = await setUp();
  const { bundle } = await import('./setup/bundle.mjs');
  const folder = join(places.built, 'bench');
  const entries = {
    main: 'tests/bench/main.ts',
    registry: 'tests/bench/registry.ts',
    'engine-child': 'tests/bench/engine-child.ts',
    'speed-child': 'tests/bench/speed/child.ts',
  };
  await bundle(entries, folder);
  const { benches } = await import(pathToFileURL(join(folder, 'registry.mjs')).href);
  const args = process.argv.slice(2);
  const needsWindow = benches.some((bench) => bench.id === args[0] && bench.needsWindow);
  const screen = needsWindow ? await openScreen() : { environment: places.environment, stop: () => {} };
  setUpIsDone();
  const child = spawn(process.execPath, [join(folder, 'main.mjs'), ...args], {
    cwd: places.project,
    env: { ...tensorflowSettings, ...screen.environment },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
  screen.stop();
});

async function openScreen() {
  const { places, electron } = await setUp({ window: true });
  const { openTestWindow } = await import('./setup/test-window.mjs');
  return openTestWindow(places, electron);
}
