/** npm packages: are those of package-lock.json there, and if not, npm puts them there. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLogged } from './command.mjs';
import { freeBytes, requireRoom } from './disk.mjs';
import { findNpm } from './npm.mjs';
import { SetUpProblem, diskFull, problemFrom } from './problem.mjs';

const npmFlags = [
  '--ignore-scripts',
  '--include=dev',
  '--include=optional',
  '--no-audit',
  '--no-fund',
  '--loglevel=error',
];
// Without these npm takes minutes to say that there is no network.
npmFlags.push('--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=5000');
const roomNeeded = 600_000_000;

/**
 * npm writes `node_modules/.package-lock.json` when an install has ended well, whoever ran it, and an install
 * that was cut short leaves none or the one before. So comparing the two lists is enough.
 * @returns {boolean}
 */
export function packagesMatch(places) {
  const wanted = readPackages(join(places.project, 'package-lock.json'));
  if (!wanted)
    throw new SetUpProblem(
      'package-lock.json is missing or damaged: restore it (git checkout package-lock.json) and run the command again.',
    );
  const installed = readPackages(join(places.modules, '.package-lock.json'));
  if (!installed) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '' || !belongsHere(entry)) return true;
    return sameVersion(entry, installed[path]) && existsSync(join(places.project, path));
  });
}

/** Optional packages without a platform of their own (helpers of another platform's build) may be left out. */
function belongsHere({ optional, os, cpu, libc, link }) {
  if (link) return false;
  const here = allows(os, process.platform) && allows(cpu, process.arch) && allows(libc, 'glibc');
  return here && (!optional || os !== undefined || cpu !== undefined);
}

function allows(list, value) {
  return (
    !list ||
    list.includes(value) ||
    (list.every((item) => item.startsWith('!')) && !list.includes(`!${value}`))
  );
}

function sameVersion(entry, installed) {
  return (
    installed !== undefined && installed.version === entry.version && installed.integrity === entry.integrity
  );
}

function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * What is there is kept and brought up to date; a folder that npm cannot mend so is installed anew.
 * @throws {SetUpProblem}
 */
export async function installPackages(places, say) {
  const hasEarlier = existsSync(join(places.modules, '.package-lock.json'));
  if (!hasEarlier) requireRoom(places.project, roomNeeded);
  const step = say.step('Installing npm packages');
  if (hasEarlier) {
    await npm(['install', '--no-save'], places, step);
    if (packagesMatch(places)) return step.done();
  }
  const result = await npm(['ci'], places, step);
  if (result.code !== 0 || !packagesMatch(places)) throw problemOfNpm(result, places);
  step.done();
}

function problemOfNpm(result, places) {
  if (/EUSAGE/.test(result.output)) {
    return new SetUpProblem(
      'package.json and package-lock.json do not agree: restore both (git checkout package.json package-lock.json), or after a change of your own run "npm install" once, and then the command again.',
    );
  }
  // On a full disk npm may end as if all were well.
  const full = freeBytes(places.project) < 10e6;
  if (full) return new SetUpProblem(diskFull('installing the npm packages', places.project));
  if (result.code !== 0) return problemFrom('installing the npm packages', result, places.project);
  return new SetUpProblem(
    `npm installed other packages than package-lock.json names: see ${result.logFile}, delete node_modules and run the command again.`,
  );
}

/**
 * Install scripts stay off: the steps that follow do their work, with progress and with checks. What npm keeps
 * of earlier installs is used without asking the network, which is asked only when that does not do.
 */
async function npm(command, places, step) {
  const [program, ...first] = findNpm(places.environment);
  const wanted = Object.entries(readPackages(join(places.project, 'package-lock.json')) ?? {});
  const expected = wanted.filter(([path, entry]) => path !== '' && belongsHere(entry)).map(([path]) => path);
  const run = (extra) =>
    runLogged(program, [...first, ...command, ...npmFlags, ...extra], {
      places,
      log: 'npm',
      measure: () => expected.filter((path) => existsSync(join(places.project, path, 'package.json'))).length,
      onProgress: (count) => step.progress(count > 0 ? `${count} of ${expected.length} packages` : ''),
    });
  const result = await run(['--prefer-offline']);
  return /ETARGET|E404|ENOTCACHED/.test(result.output) ? run([]) : result;
}
