import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where an Electron runtime for the window lies, looked for in the order in which the set-up takes them. */
export function findElectron(root: string, environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const override = environment.ELECTRON_OVERRIDE_DIST_PATH;
  if (override && existsSync(override)) return override;
  return officialRuntime(root) ?? fallbackRuntime(environment);
}

/** The electron package notes the name of its executable in `path.txt` once it has fetched it. */
function officialRuntime(root: string): string | undefined {
  const packageFolder = join(root, 'node_modules/electron');
  try {
    const executable = join(
      packageFolder,
      'dist',
      readFileSync(join(packageFolder, 'path.txt'), 'utf8').trim(),
    );
    return existsSync(executable) ? executable : undefined;
  } catch {
    return undefined;
  }
}

/** The runtime that the set-up keeps in the user's cache folder where the official one is out of reach. */
function fallbackRuntime(environment: NodeJS.ProcessEnv): string | undefined {
  const userCache = environment.XDG_CACHE_HOME || join(homedir(), '.cache');
  const cache = environment.BANDSCAPE_CACHE || join(userCache, 'bandscape');
  try {
    const folder = readdirSync(cache).find((name) => name.startsWith('electron'));
    return folder && join(cache, folder);
  } catch {
    return undefined;
  }
}
