/** Runs the built command line in this process, so that signals, exit code and terminal are its own. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { tensorflowSettings } from './set-up.mjs';

/**
 * @param {ReturnType<import('./places.mjs').findPlaces>} places
 * @param {string[]} args
 */
export async function runCli(places, args) {
  for (const [name, value] of Object.entries(tensorflowSettings)) process.env[name] ??= value;
  const script = join(places.built, 'main', 'cli.cjs');
  process.argv = [process.execPath, script, ...args];
  await import(pathToFileURL(script).href);
}
