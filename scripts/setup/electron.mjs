/** The Electron runtime: whichever is there already, else the official one, else the fallback. */
import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { runLogged } from './command.mjs';
import { fallbackFolder, fetchFallback } from './electron-fallback.mjs';
import { SetUpProblem } from './problem.mjs';
import { megabytes } from './say.mjs';
import { bytesBelow, isWhole, temporaryFolder } from './whole-folder.mjs';

/**
 * @returns {string | undefined} the executable of a runtime that is ready to start
 * @throws {SetUpProblem} when ELECTRON_OVERRIDE_DIST_PATH names a folder without one
 */
export function findElectron(places) {
  const override = places.environment.ELECTRON_OVERRIDE_DIST_PATH;
  if (override) {
    const executable = join(resolve(override), 'electron');
    if (existsSync(executable)) return executable;
    throw new SetUpProblem(
      `ELECTRON_OVERRIDE_DIST_PATH names ${override}, which has no file "electron": let it name an unpacked Electron for Linux, or unset it.`,
    );
  }
  return findOfficial(places) ?? findFallback(places);
}

/** Electron's installer writes path.txt last. */
function findOfficial(places) {
  const folder = join(places.modules, 'electron');
  const executable = join(folder, 'dist', 'electron');
  const complete =
    existsSync(executable) &&
    read(join(folder, 'path.txt')) === 'electron' &&
    read(join(folder, 'dist', 'version'))
      ?.replace(/^v/, '')
      .trim() === electronVersion(folder);
  return complete ? executable : undefined;
}

function findFallback(places) {
  const folder = fallbackFolder(places);
  return isWhole(folder) ? join(folder, 'electron') : undefined;
}

/** @throws {SetUpProblem} */
export async function provideElectron(places, say) {
  if (await installOfficial(places, say)) return;
  await fetchFallback(places, say);
}

/** Electron's own installer, which checks the hash of what it fetched and keeps it for other projects too. */
async function installOfficial(places, say) {
  const step = say.step('Fetching the official Electron');
  const scratch = temporaryFolder(places);
  const result = await runLogged(process.execPath, [join(places.modules, 'electron', 'install.js')], {
    places,
    log: 'electron-install',
    environment: { ...places.environment, TMPDIR: scratch },
    measure: () => bytesBelow(scratch) + bytesBelow(join(places.modules, 'electron', 'dist')),
    onProgress: (bytes) => step.progress(bytes > 0 ? megabytes(bytes) : ''),
    firstSeconds: 20,
    idleSeconds: 60,
  });
  if (result.code === 0 && findOfficial(places)) {
    step.done();
    return true;
  }
  step.givenUp('not reached from here; another source follows');
  return false;
}

/**
 * The switches that this machine needs. Chromium refuses to run as root inside its sandbox, and shared memory
 * is too small for it in most containers.
 * @returns {string[]}
 */
export function electronSwitches(
  environment,
  { userId = process.geteuid?.(), sharedMemory = freeSharedMemory() } = {},
) {
  const switches = [];
  if (userId === 0) switches.push('--no-sandbox');
  if (sharedMemory < 256e6) switches.push('--disable-dev-shm-usage');
  if (!environment.DISPLAY && environment.WAYLAND_DISPLAY) switches.push('--ozone-platform-hint=auto');
  return switches;
}

function freeSharedMemory() {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize;
  } catch {
    return 0;
  }
}

function electronVersion(folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
