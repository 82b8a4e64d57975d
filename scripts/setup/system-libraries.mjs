/** The system's libraries that Electron is linked with, and whether its sandbox may work. */
import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { installWithApt, mayInstall } from './apt.mjs';
import { commandElsewhere, debianPackages, isDebianLike, usesTimeSixtyFour } from './debian-packages.mjs';
import { SetUpProblem } from './problem.mjs';

/** @returns {Promise<string[]>} names of libraries that the loader does not find */
export async function missingLibraries(executable, environment = process.env) {
  try {
    const { stdout } = await promisify(execFile)('ldd', [executable], { env: environment });
    return parseLdd(stdout);
  } catch {
    // Without ldd there is nothing to ask; Electron itself then names what it lacks.
    return [];
  }
}

export function parseLdd(output) {
  const names = [...output.matchAll(/^\s*(\S+) => not found/gm)].map(([, name]) => name);
  return [...new Set(names)];
}

/**
 * @param {string} executable
 * @param {ReturnType<import('./places.mjs').findPlaces>} places
 * @param {ReturnType<import('./say.mjs').createSpeaker>} say
 * @param {{ osRelease?: string, userId?: number }} [system] this one, unless a test says otherwise
 * @throws {SetUpProblem} with the command to run, where they cannot be installed by us
 */
export async function provideLibraries(
  executable,
  places,
  say,
  { osRelease = readOsRelease(), userId } = {},
) {
  const missing = await missingLibraries(executable, places.environment);
  if (missing.length === 0) return;
  const { packages } = debianPackages(missing, usesTimeSixtyFour(osRelease));
  const debian = isDebianLike(osRelease);
  if (debian && packages.length > 0 && mayInstall(places.environment, userId)) {
    await installWithApt(packages, 'the libraries that Electron needs', places, say);
    const still = await missingLibraries(executable, places.environment);
    if (still.length === 0) return;
    throw new SetUpProblem(
      `Electron still lacks ${still.join(', ')}: install what brings them and run the command again.`,
    );
  }
  throw new SetUpProblem(
    sentenceForMissing(missing, packages, debian ? undefined : commandElsewhere(osRelease)),
  );
}

function sentenceForMissing(missing, packages, otherCommand) {
  const command =
    otherCommand ?? (packages.length > 0 ? `sudo apt-get install ${packages.join(' ')}` : undefined);
  if (!command)
    return `Electron needs libraries that this system lacks: install what brings ${missing.join(', ')} and run the command again.`;
  return `Electron needs libraries that this system lacks (${missing.join(', ')}): run "${command}" and then the command again.`;
}

/**
 * Where programs of ordinary users may make no namespaces (Ubuntu 24.04 for programs it does not know, some
 * containers), Chromium's sandbox needs its helper to belong to root. Running without the sandbox is left to
 * the person: `npm start -- --no-sandbox`.
 * @throws {SetUpProblem}
 */
export async function requireSandbox(executable, environment, userId = process.geteuid?.()) {
  if (userId === 0 || helperIsPrivileged(dirname(executable))) return;
  try {
    await promisify(execFile)('unshare', ['--user', '--map-root-user', 'true'], { env: environment });
  } catch (error) {
    if (error.code === 'ENOENT') return;
    const helper = join(dirname(executable), 'chrome-sandbox');
    throw new SetUpProblem(
      `This system lets no ordinary program sandbox itself, and Electron will not run without: run "sudo chown root:root '${helper}' && sudo chmod 4755 '${helper}'" and then the command again.`,
    );
  }
}

function helperIsPrivileged(folder) {
  try {
    const { uid, mode } = statSync(join(folder, 'chrome-sandbox'));
    return uid === 0 && (mode & 0o4000) !== 0;
  } catch {
    return false;
  }
}

function readOsRelease() {
  try {
    return readFileSync('/etc/os-release', 'utf8');
  } catch {
    return '';
  }
}
