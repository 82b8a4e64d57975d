import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Loads a binding in a process of its own, as a crash while loading must not end the set-up.
 * @param {string} folder that has deps/lib and lib/napi-v8, as tfjs-node has
 * @returns {{ version?: string, reason?: string }} the version that the library itself states, or why it cannot be loaded
 */
export function tryBinding(folder) {
  const file = join(folder, 'lib', 'napi-v8', 'tfjs_binding.node');
  const script = 'process.stdout.write(require(process.argv[1]).TF_Version)';
  const environment = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '2', NODE_OPTIONS: '' };
  const result = spawnSync(process.execPath, ['-e', script, file], { encoding: 'utf8', env: environment });
  if (result.status === 0) return { version: result.stdout };
  const tooOld = result.signal === 'SIGILL' && !/\bavx\b/.test(readFileSync('/proc/cpuinfo', 'utf8'));
  return { reason: tooOld ? 'this processor has no AVX instructions' : reasonOf(result) };
}

function reasonOf({ stderr, signal, status }) {
  const line = stderr.split('\n').find((text) => /^Error: |error while loading|cannot open/.test(text));
  return line?.replace(/^Error: /, '') ?? `the process ended with ${signal ?? `code ${status}`}`;
}
