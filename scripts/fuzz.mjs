/**
 * `npm run fuzz -- --minutes N [--format F] [--seed S]`: reads damaged copies of all fixtures in a process of its own
 * and keeps those that a reader does not stand in tests/fixtures/fuzz. Exit code 1 means that it found one.
 */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { requireNode } from './setup/node-version.mjs';

requireNode();
const { runMain, setUp } = await import('./setup/set-up.mjs');

await runMain(async (setUpIsDone) => {
  const { places } = await setUp({ packagesOnly: true });
  const { bundle } = await import('./setup/bundle.mjs');
  const folder = join(places.built, 'fuzz');
  await bundle({ main: 'tests/fuzz/main.ts', child: 'tests/fuzz/child.ts' }, folder);
  setUpIsDone();
  const child = spawn(process.execPath, [join(folder, 'main.mjs'), ...process.argv.slice(2)], {
    cwd: places.project,
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
});
