/**
 * `npm run bench -- NAME [options]`: measures the built program and writes the figures into docs; without a name it
 * lists what can be measured.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp } = await import('./setup/set-up.mjs');

await runMain(async (setUpIsDone) => {
  const { places } = await setUp();
  const { bundle } = await import('./setup/bundle.mjs');
  const folder = join(places.built, 'bench');
  await bundle({ main: 'tests/bench/main.ts', 'engine-child': 'tests/bench/engine-child.ts' }, folder);
  setUpIsDone();
  const child = spawn(process.execPath, [join(folder, 'main.mjs'), ...process.argv.slice(2)], {
    cwd: places.project,
    env: places.environment,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
});
