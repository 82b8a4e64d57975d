/**
 * libtensorflow and the binding that tfjs-node loads. Made once into the cache, then put into every clone's
 * node_modules as hard links (as copies where the clone lies on another disk), so that an `npm ci` that wiped
 * them costs a moment.
 */
import { constants, copyFileSync, linkSync, lstatSync, mkdirSync, readFileSync, readlinkSync } from 'node:fs';
import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SetUpProblem } from './problem.mjs';
import { installOfficial, officialLibraryVersion } from './tensorflow-official.mjs';
import { buildFromWheel, wheelLibraryVersion } from './tensorflow-wheel.mjs';
import { tryBinding } from './try-binding.mjs';
import { filesOf, isUnchanged, isWhole, sizeOf } from './whole-folder.mjs';

const parts = ['deps/lib', 'lib/napi-v8'];
const recordPath = join('deps', 'bandscape.json');

/** Is everything in this clone as the record says? Looks at sizes only: a few milliseconds. */
export function bindingIsReady(places) {
  const record = readRecord(places);
  if (!record) return false;
  return (
    record.tfjsNode === tfjsNodeVersion(places) &&
    Object.entries(record.files).every(([path, size]) => sizeOf(join(places.tfjsNode, path)) === size)
  );
}

/** @throws {SetUpProblem} */
export async function provideBinding(places, say) {
  if (adopt(places)) return;
  const { folder, library } = (await findKept(places, say)) ?? (await make(places, say));
  const step = say.step('Putting the TensorFlow library into node_modules');
  place(folder, places);
  const tried = tryBinding(places.tfjsNode);
  if (tried.version === undefined) {
    // What was kept may stem from another machine with this home folder: the next run makes it anew.
    rmSync(folder, { recursive: true, force: true });
    throw new SetUpProblem(
      `The TensorFlow library cannot be loaded here (${tried.reason}): run the command again to have it made anew, on a 64-bit x86 processor with AVX and with glibc 2.17 or newer.`,
    );
  }
  writeRecord(places, library);
  step.done();
}

/** A binding that somebody put there by hand, or tfjs-node's own installer did, is used if it loads. */
function adopt(places) {
  if (
    readRecord(places) ||
    sizeOf(join(places.tfjsNode, 'lib', 'napi-v8', 'tfjs_binding.node')) === undefined
  )
    return false;
  const { version } = tryBinding(places.tfjsNode);
  if (version === undefined) return false;
  writeRecord(places, version);
  return true;
}

function keptFolder(places, library) {
  const key = `tfjs-node-${tfjsNodeVersion(places)}_libtensorflow-${library}_napi-v8_${process.platform}-${process.arch}`;
  return join(places.cache, 'tensorflow', key);
}

async function findKept(places, say) {
  for (const library of [officialLibraryVersion(places), wheelLibraryVersion]) {
    const folder = keptFolder(places, library);
    if (!isWhole(folder)) continue;
    if (await isUnchanged(folder)) return { folder, library };
    say.line('The kept TensorFlow library is damaged and is made anew');
    rmSync(folder, { recursive: true, force: true });
  }
  return undefined;
}

async function make(places, say) {
  const official = officialLibraryVersion(places);
  const officialFolder = keptFolder(places, official);
  if (await installOfficial(officialFolder, places, say))
    return { folder: officialFolder, library: official };
  const folder = keptFolder(places, wheelLibraryVersion);
  await buildFromWheel(folder, places, say);
  return { folder, library: wheelLibraryVersion };
}

/** Each part appears under its name in one rename; the record, written last, tells that all are there. */
function place(from, places) {
  rmSync(join(places.tfjsNode, recordPath), { force: true });
  for (const part of parts) {
    const staged = join(places.tfjsNode, `.bandscape-${part.replace('/', '-')}`);
    rmSync(staged, { recursive: true, force: true });
    for (const path of filesOf(join(from, part))) putFile(join(from, part, path), join(staged, path));
    const destination = join(places.tfjsNode, part);
    rmSync(destination, { recursive: true, force: true });
    mkdirSync(dirname(destination), { recursive: true });
    renameSync(staged, destination);
  }
}

function putFile(source, destination) {
  mkdirSync(dirname(destination), { recursive: true });
  if (lstatSync(source).isSymbolicLink()) return symlinkSync(readlinkSync(source), destination);
  try {
    linkSync(source, destination);
  } catch {
    copyFileSync(source, destination, constants.COPYFILE_FICLONE);
  }
}

function writeRecord(places, library) {
  const paths = parts.flatMap((part) => filesOf(join(places.tfjsNode, part)).map((path) => join(part, path)));
  const files = Object.fromEntries(paths.map((path) => [path, sizeOf(join(places.tfjsNode, path))]));
  const file = join(places.tfjsNode, recordPath);
  writeFileSync(`${file}.tmp`, JSON.stringify({ tfjsNode: tfjsNodeVersion(places), library, files }));
  renameSync(`${file}.tmp`, file);
}

function readRecord(places) {
  try {
    return JSON.parse(readFileSync(join(places.tfjsNode, recordPath), 'utf8'));
  } catch {
    return undefined;
  }
}

function tfjsNodeVersion(places) {
  return JSON.parse(readFileSync(join(places.tfjsNode, 'package.json'), 'utf8')).version;
}
