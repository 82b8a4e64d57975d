import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * The executable of an Electron runtime for the window, looked for where the set-up puts it: a folder that the person
 * names, the electron package, the user's cache.
 * @param root the project's folder
 */
export function findElectron(root: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) return existing(join(resolve(override), 'electron'));
  return official(join(root, 'node_modules/electron')) ?? fallback(cacheFolder(environment));
}

/** Electron's installer writes `path.txt` last. */
function official(folder: string): string | undefined {
  return existing(join(folder, 'path.txt')) && existing(join(folder, 'dist/electron'));
}

/** Every kept runtime is a folder that holds `whole.json` once it is complete. */
function fallback(cache: string): string | undefined {
  const folder = join(cache, 'electron');
  if (!existsSync(folder)) return undefined;
  const whole = readdirSync(folder).find((name) => existsSync(join(folder, name, 'whole.json')));
  return whole && existing(join(folder, whole, 'electron'));
}

function cacheFolder({ BANDSCAPE_CACHE, XDG_CACHE_HOME, HOME }: NodeJS.ProcessEnv): string {
  return BANDSCAPE_CACHE || join(XDG_CACHE_HOME || join(HOME || homedir(), '.cache'), 'bandscape');
}

function existing(path: string): string | undefined {
  return existsSync(path) ? path : undefined;
}
