/**
 * Where things lie. The command line's `doctor` looks at the same places by itself, without these scripts:
 *
 * in the clone
 *   node_modules/.package-lock.json                     npm's own list of what it installed
 *   node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node   the binding
 *   node_modules/@tensorflow/tfjs-node/deps/lib/        libtensorflow.so and libtensorflow_framework.so
 *   node_modules/@tensorflow/tfjs-node/deps/bandscape.json   written last: library version and file sizes
 *   node_modules/electron/{path.txt,dist/electron}      an official Electron, where one could be installed
 *   out/{main,preload,renderer}/, out/build.json        the built program and what it was built from
 * in the user's cache ($BANDSCAPE_CACHE, else $XDG_CACHE_HOME/bandscape, else ~/.cache/bandscape)
 *   tensorflow/KEY/, electron/KEY/                      unpacked and built, each with whole.json, shared by clones
 *   downloads/                                          what is fetched but not yet unpacked
 *   logs/                                               output of the last npm, pip, compiler and build
 *   temporary/, running/                                work in progress; emptied by the next set-up
 */
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const thisProject = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/**
 * @param {NodeJS.ProcessEnv} environment
 * @param {string} project the clone's folder
 */
export function findPlaces(environment = process.env, project = thisProject) {
  const cache = cacheFolder(environment);
  const modules = join(project, 'node_modules');
  return {
    environment,
    project,
    modules,
    tfjsNode: join(modules, '@tensorflow', 'tfjs-node'),
    built: join(project, 'out'),
    cache,
    downloads: join(cache, 'downloads'),
    logs: join(cache, 'logs'),
    temporary: join(cache, 'temporary'),
    running: join(cache, 'running'),
  };
}

function cacheFolder({ BANDSCAPE_CACHE, XDG_CACHE_HOME, HOME }) {
  if (BANDSCAPE_CACHE) return resolve(BANDSCAPE_CACHE);
  const xdg = XDG_CACHE_HOME && isAbsolute(XDG_CACHE_HOME) ? XDG_CACHE_HOME : undefined;
  return join(xdg ?? join(HOME || homedir(), '.cache'), 'bandscape');
}
