/** Finds npm's own script and the node-gyp inside it, so that both run on this very Node. */
import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { findCommand } from './command.mjs';
import { SetUpProblem } from './problem.mjs';

/**
 * The program and first arguments that are npm.
 * @returns {[string, ...string[]]}
 * @throws {SetUpProblem}
 */
export function findNpm(environment) {
  const script = npmScript(environment);
  if (script) return [process.execPath, script];
  // A version manager's shim is a program of its own.
  const npm = findCommand('npm', environment);
  if (npm) return [npm];
  throw new SetUpProblem(
    'npm was not found: install it (it comes with Node.js; on Debian or Ubuntu: sudo apt-get install npm) and run the command again.',
  );
}

/**
 * @returns {string} node-gyp's script
 * @throws {SetUpProblem}
 */
export function findNodeGyp(environment) {
  const bundled = join(dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js');
  for (const script of [npmScript(environment), bundled]) {
    if (!script || !existsSync(script)) continue;
    try {
      return createRequire(script).resolve('node-gyp/bin/node-gyp.js');
    } catch {
      // This npm comes without it.
    }
  }
  throw new SetUpProblem(
    'node-gyp, which builds the TensorFlow binding, was not found inside npm: install the npm that comes with Node.js and run the command again.',
  );
}

function npmScript(environment) {
  const running = environment.npm_execpath;
  if (running && basename(running) === 'npm-cli.js' && existsSync(running)) return running;
  const npm = findCommand('npm', environment);
  const script = npm && realpathSync(npm);
  return script && basename(script) === 'npm-cli.js' ? script : undefined;
}
