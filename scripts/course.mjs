/**
 * `npm run course [-- --table]`: runs the experiments that docs/course.md quotes, keeps them in docs/course and writes
 * the tables of the document; what is kept already is not done again.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp, tensorflowSettings } = await import('./setup/set-up.mjs');

await runMain(async (setUpIsDone) => {
  const { places } = await setUp();
  const { bundle } = await import('./setup/bundle.mjs');
  const folder = join(places.built, 'course');
  await bundle({ main: 'tests/course/main.ts', 'engine-child': 'tests/bench/engine-child.ts' }, folder);
  setUpIsDone();
  const child = spawn(process.execPath, [join(folder, 'main.mjs'), ...process.argv.slice(2)], {
    cwd: places.project,
    env: { ...tensorflowSettings, ...places.environment },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
});
