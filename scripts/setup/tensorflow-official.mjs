/**
 * tfjs-node's own install: it downloads libtensorflow and a ready binding. Where its host is not reached it
 * fails at once or hangs, so it is watched, and it works in a copy of the package: what it leaves half done
 * never reaches the real one.
 */
import { cpSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runLogged } from './command.mjs';
import { megabytes } from './say.mjs';
import { tryBinding } from './try-binding.mjs';
import { bytesBelow, publish } from './whole-folder.mjs';

/** @returns {string} the libtensorflow that this tfjs-node asks for */
export function officialLibraryVersion(places) {
  const constants = readFileSync(join(places.tfjsNode, 'scripts', 'deps-constants.js'), 'utf8');
  return /LIBTENSORFLOW_VERSION = '([\d.]+)'/.exec(constants)?.[1] ?? 'unknown';
}

/**
 * Tries the official install.
 * @param {string} destination a folder of the cache that then has deps/lib and lib/napi-v8
 * @returns {Promise<boolean>} false where it is not to be had
 */
export async function installOfficial(destination, places, say) {
  const step = say.step('Fetching the official TensorFlow library');
  // Beside the real package, so that it finds the packages it requires.
  const folder = join(places.modules, '@tensorflow', '.bandscape-official');
  rmSync(folder, { recursive: true, force: true });
  try {
    mkdirSync(folder);
    for (const name of ['package.json', 'scripts', 'binding', 'binding.gyp']) {
      cpSync(join(places.tfjsNode, name), join(folder, name), { recursive: true });
    }
    const result = await runInstaller(folder, places, step);
    if (result.code !== 0) {
      step.givenUp('not reached from here; another source follows');
      return false;
    }
    return await keep(folder, destination, places, step);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function runInstaller(folder, places, step) {
  const search = [join(places.modules, '.bin'), places.environment.PATH].join(delimiter);
  return runLogged(process.execPath, [join(folder, 'scripts', 'install.js')], {
    places,
    cwd: folder,
    log: 'tfjs-node-install',
    environment: { ...places.environment, PATH: search },
    measure: () =>
      bytesBelow(join(folder, 'deps')) + bytesBelow(join(folder, 'lib')) + bytesBelow(join(folder, 'build')),
    onProgress: (bytes) => step.progress(bytes > 0 ? megabytes(bytes) : ''),
    firstSeconds: 20,
    idleSeconds: 90,
  });
}

async function keep(folder, destination, places, step) {
  const tried = tryBinding(folder);
  if (tried.version !== officialLibraryVersion(places)) {
    step.givenUp(`it does not load (${tried.reason ?? `version ${tried.version}`}); another source follows`);
    return false;
  }
  for (const name of ['package.json', 'scripts', 'binding', 'binding.gyp', 'build', 'deps/include']) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  const staged = join(places.temporary, 'official');
  rmSync(staged, { recursive: true, force: true });
  mkdirSync(places.temporary, { recursive: true });
  // The clone and the cache may lie on different disks.
  cpSync(folder, staged, { recursive: true, verbatimSymlinks: true });
  await publish(staged, destination, { hashes: true });
  step.done();
  return true;
}
