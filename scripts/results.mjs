/**
 * `npm run results [-- options]`: trains every network on the scene that comes with the program, keeps each run in
 * docs/results and makes docs/results.md of them; what is kept already is not done again.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp, tensorflowSettings } = await import('./setup/set-up.mjs');

await runMain(async (setUpIsDone) => {
  const { places } = await setUp();
  const { bundle } = await import('./setup/bundle.mjs');
  const folder = join(places.built, 'results');
  await bundle({ main: 'tests/results/main.ts', 'engine-child': 'tests/bench/engine-child.ts' }, folder);
  setUpIsDone();
  const child = spawn(process.execPath, [join(folder, 'main.mjs'), ...process.argv.slice(2)], {
    cwd: places.project,
    env: { ...tensorflowSettings, ...places.environment },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
});
