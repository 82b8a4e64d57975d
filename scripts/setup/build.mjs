/** Builds the program, and only when what it is built from has changed. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runLogged } from './command.mjs';
import { problemFrom } from './problem.mjs';
import { filesOf } from './whole-folder.mjs';

const sourceFolders = /^src-/;
const otherSources = ['electron.config.ts', 'tsconfig.json', 'package.json', 'package-lock.json'];
const outputs = ['main', 'preload', 'renderer'];
const recordName = 'build.json';

/** @returns {string} one hash of the names and contents of all that the program is built from */
export function hashSources(project) {
  const folders = readdirSync(project).filter((name) => sourceFolders.test(name));
  const files = folders.flatMap((folder) => filesOf(join(project, folder)).map((path) => join(folder, path)));
  return hashFiles(project, [...files, ...otherSources]);
}

function hashFiles(folder, paths) {
  const hash = createHash('sha256');
  for (const path of [...paths].sort()) {
    const file = join(folder, path);
    hash.update(`${path}\0${existsSync(file) ? readFileSync(file, 'base64') : ''}\0`);
  }
  return hash.digest('hex');
}

/** Built from these very sources, and nothing of it was changed or removed since? */
export function buildIsFresh(places) {
  const record = readRecord(places);
  if (!record || record.sources !== hashSources(places.project)) return false;
  return record.hash === hashFiles(places.built, record.files);
}

/** @throws {import('./problem.mjs').SetUpProblem} */
export async function buildProgram(places, say) {
  const step = say.step('Building the program');
  const sources = hashSources(places.project);
  rmSync(join(places.built, recordName), { force: true });
  const builder = join(places.modules, 'electron-vite', 'bin', 'electron-vite.js');
  const result = await runLogged(process.execPath, [builder, 'build', '-c', 'electron.config.ts'], {
    places,
    log: 'build',
    onProgress: () => step.progress(),
  });
  if (result.code !== 0) throw problemFrom('building the program', result, places.project);
  writeRecord(places, sources);
  step.done();
}

function writeRecord(places, sources) {
  const files = outputs.flatMap((folder) =>
    filesOf(join(places.built, folder)).map((path) => join(folder, path)),
  );
  const file = join(places.built, recordName);
  writeFileSync(`${file}.tmp`, JSON.stringify({ sources, files, hash: hashFiles(places.built, files) }));
  renameSync(`${file}.tmp`, file);
}

function readRecord(places) {
  try {
    return JSON.parse(readFileSync(join(places.built, recordName), 'utf8'));
  } catch {
    return undefined;
  }
}
