/**
 * libtensorflow and tfjs-node's binding without the official download: the library lies in TensorFlow's
 * wheel for Python, which has the whole C interface, and the binding is compiled against it.
 * The result speaks Node-API 8, so the one file loads in every Node from 12 on and in Electron.
 */
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { findCommand, runLogged } from './command.mjs';
import { requireRoom } from './disk.mjs';
import { fetchWheel, findPython } from './download.mjs';
import { findNodeGyp } from './npm.mjs';
import { SetUpProblem, problemFrom } from './problem.mjs';
import { megabytes, share } from './say.mjs';
import { publish, temporaryFolder } from './whole-folder.mjs';
import { extractEntry, listZip } from './zip.mjs';

/** @type {import('./download.mjs').Wheel} */
export const tensorflowWheel = {
  title: 'TensorFlow 2.15.1',
  requirement: 'tensorflow-cpu==2.15.1',
  file: 'tensorflow_cpu-2.15.1-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
  bytes: 207_208_420,
  sha256: '54660c074d7241a503e81edfd9f5ef5af88f64051b72e2945f26318c790f2d26',
  platforms: ['manylinux_2_17_x86_64', 'manylinux2014_x86_64'],
};
export const wheelLibraryVersion = '2.15.1';

const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'];
/** The names that binding.gyp links against. */
const links = { 'libtensorflow.so': libraries[0], 'libtensorflow_framework.so': libraries[1] };
/** All that the binding's sources include, and their surroundings. */
const headers = /^tensorflow\/include\/((?:tensorflow\/(?:c|core\/platform)|tsl\/(?:c|platform))\/.+\.h)$/;
/** The wheel, the unpacked library and its copy where the clone lies on another disk. */
const roomNeeded = 1_200_000_000;

/**
 * Puts deps/lib and lib/napi-v8 into a folder of the cache.
 * @param {string} destination
 * @throws {SetUpProblem}
 */
export async function buildFromWheel(destination, places, say) {
  const tools = requireBuildTools(places.environment);
  requireRoom(places.cache, roomNeeded);
  const wheel = await fetchWheel(tensorflowWheel, places, say);
  const folder = temporaryFolder(places);
  await unpack(wheel, folder, say);
  await compile(folder, tools, places, say);
  for (const name of ['build', 'binding', 'binding.gyp', 'package.json', 'deps/include']) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
  await publish(folder, destination, { hashes: true });
  // The unpacked library is what is kept: a wheel beside it would only take room.
  rmSync(wheel, { force: true });
}

/** Asked for before the download, so that nobody waits for it in vain. */
function requireBuildTools(environment) {
  const python = findPython(environment);
  const compiler = environment.CXX?.split(' ')[0] || 'g++';
  if (!findCommand(compiler, environment) && !existsSync(compiler)) {
    throw new SetUpProblem(
      `No C++ compiler (${compiler}) was found, and the TensorFlow binding is built with one: install it (on Debian or Ubuntu: sudo apt-get install build-essential) and run the command again.`,
    );
  }
  if (!findCommand('make', environment)) {
    throw new SetUpProblem(
      'make was not found, and the TensorFlow binding is built with it: install it (on Debian or Ubuntu: sudo apt-get install build-essential) and run the command again.',
    );
  }
  return { python, nodeGyp: findNodeGyp(environment), nodeDirectory: findNodeHeaders(environment) };
}

/** @returns {string | undefined} what node-gyp calls nodedir; without it node-gyp fetches the headers */
export function findNodeHeaders(environment, executable = process.execPath) {
  const candidates = [environment.npm_config_nodedir, join(executable, '..', '..'), '/usr', '/usr/local'];
  return candidates.find((folder) => {
    if (!folder) return false;
    const include = join(folder, 'include', 'node');
    return ['node_api.h', 'common.gypi', 'node_version.h'].every((name) => existsSync(join(include, name)));
  });
}

async function unpack(wheel, folder, say) {
  const entries = listZip(wheel);
  const wanted = entries.flatMap((entry) => {
    const destination = destinationOf(entry.name);
    return destination ? [{ entry, destination: join(folder, 'deps', destination) }] : [];
  });
  const total = wanted.reduce((sum, { entry }) => sum + entry.size, 0);
  const step = say.step(`Unpacking the TensorFlow library (${megabytes(total)})`);
  let written = 0;
  for (const { entry, destination } of wanted) {
    await extractEntry(wheel, entry, destination, (bytes) => {
      written += bytes;
      step.progress(share(written, total));
    });
  }
  for (const [link, target] of Object.entries(links)) symlinkSync(target, join(folder, 'deps', 'lib', link));
  step.done();
}

function destinationOf(name) {
  const library = libraries.find((file) => name === `tensorflow/${file}`);
  if (library) return join('lib', library);
  const header = headers.exec(name)?.[1];
  return header && join('include', header);
}

async function compile(folder, { python, nodeGyp, nodeDirectory }, places, say) {
  const step = say.step('Building the TensorFlow binding');
  for (const name of ['binding', 'binding.gyp', 'package.json']) {
    cpSync(join(places.tfjsNode, name), join(folder, name), { recursive: true });
  }
  mkdirSync(join(folder, 'lib', 'napi-v8'), { recursive: true });
  const args = [nodeGyp, 'rebuild', '--napi_build_version=8', '--module_name=tfjs_binding'];
  args.push(`--module_path=${join(folder, 'lib', 'napi-v8')}`, `--python=${python}`);
  if (nodeDirectory) args.push(`--nodedir=${nodeDirectory}`);
  const result = await runLogged(process.execPath, args, {
    places,
    cwd: folder,
    log: 'node-gyp',
    environment: withoutNpmSettings(places.environment),
    onProgress: () => step.progress(),
  });
  if (result.code !== 0) throw compileProblem(result, nodeDirectory, places);
  step.done();
}

/** npm hands its settings on as variables, and node-gyp takes those for its own options: only proxies may pass. */
function withoutNpmSettings(environment) {
  const passes = (name) => !/^npm_config_/i.test(name) || /proxy|cafile/i.test(name);
  return Object.fromEntries(Object.entries(environment).filter(([name]) => passes(name)));
}

function compileProblem(result, nodeDirectory, places) {
  if (
    !nodeDirectory &&
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|headers|fetch failed/.test(result.output)
  ) {
    return new SetUpProblem(
      "Node's headers are neither on this machine nor can they be fetched: install them (on Debian or Ubuntu: sudo apt-get install libnode-dev) or use a Node.js that brings them, and run the command again.",
    );
  }
  return problemFrom('building the TensorFlow binding', result, places.cache);
}
