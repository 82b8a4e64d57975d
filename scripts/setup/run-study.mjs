/** Commands that train many networks: bundled from the tests' TypeScript, run with the engine in a process of its own. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundle } from './bundle.mjs';
import { tensorflowSettings } from './set-up.mjs';

/**
 * Runs `tests/NAME/main.ts` with what was typed, to its end; sets the exit code.
 * @param {ReturnType<import('./places.mjs').findPlaces>} places
 * @param {string} name
 * @param {() => void} setUpIsDone from then on signals are the study's
 */
export async function runStudy(places, name, setUpIsDone) {
  const folder = join(places.built, name);
  await bundle({ main: `tests/${name}/main.ts`, 'engine-child': 'tests/bench/engine-child.ts' }, folder);
  setUpIsDone();
  const child = spawn(process.execPath, [join(folder, 'main.mjs'), ...process.argv.slice(2)], {
    cwd: places.project,
    env: { ...tensorflowSettings, ...places.environment },
    stdio: 'inherit',
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  process.exitCode = await new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}
