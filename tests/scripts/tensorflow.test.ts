import {
  copyFileSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
} from 'node:fs';
import { truncateSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bindingIsReady, provideBinding } from '../../scripts/setup/tensorflow.mjs';
import { buildFromWheel, findNodeHeaders } from '../../scripts/setup/tensorflow-wheel.mjs';
import { publish, temporaryFolder } from '../../scripts/setup/whole-folder.mjs';
import { openWorkshop } from './workshop';
import type { Workshop } from './workshop';

const real = resolve('node_modules/@tensorflow/tfjs-node');
const binding = 'lib/napi-v8/tfjs_binding.node';
/** On the disk of the real library, so that its 600 MB are linked and not copied. */
const below = resolve('test-results/set-up');

beforeAll(() => mkdirSync(below, { recursive: true }));
afterAll(() => rmSync(below, { recursive: true, force: true }));

/** A clone after `npm ci`: tfjs-node is there, its library and binding are not. */
function freshClone(withSystem = true): Workshop {
  const workshop = openWorkshop({ below, withSystem });
  const { tfjsNode } = workshop.places;
  for (const name of ['package.json', 'scripts', 'binding', 'binding.gyp']) {
    cpSync(join(real, name), join(tfjsNode, name), { recursive: true });
  }
  return workshop;
}

function linkReal(part: string, destination: string): void {
  mkdirSync(join(destination, part), { recursive: true });
  for (const name of readdirSync(join(real, part))) {
    const file = join(real, part, name);
    if (statSync(file).isFile()) putLink(file, join(destination, part, name));
  }
}

function putLink(source: string, destination: string): void {
  try {
    linkSync(source, destination);
  } catch {
    copyFileSync(source, destination);
  }
}

/** What an earlier set-up of another clone left in the cache. */
async function keepReal({ places }: Workshop): Promise<string> {
  const folder = temporaryFolder(places);
  for (const part of ['deps/lib', 'lib/napi-v8']) linkReal(part, folder);
  const key = 'tfjs-node-4.22.0_libtensorflow-2.15.1_napi-v8_linux-x64';
  const destination = join(places.cache, 'tensorflow', key);
  await publish(folder, destination, { hashes: true });
  return destination;
}

describe('the TensorFlow library in a clone', () => {
  it('is put back from the cache after npm ci wiped it, by links that take no room', async () => {
    const workshop = freshClone();
    const kept = await keepReal(workshop);
    expect(bindingIsReady(workshop.places)).toBe(false);
    await provideBinding(workshop.places, workshop.say);
    expect(bindingIsReady(workshop.places)).toBe(true);
    const placed = join(workshop.places.tfjsNode, binding);
    expect(statSync(placed).ino).toBe(statSync(join(kept, binding)).ino);
    expect(workshop.told.join('\n')).not.toMatch(/Downloading|Building/);
  });

  it('is not ready when a file of it is missing or cut short', async () => {
    const workshop = freshClone();
    await keepReal(workshop);
    await provideBinding(workshop.places, workshop.say);
    rmSync(join(workshop.places.tfjsNode, 'deps/lib/libtensorflow_framework.so'));
    expect(bindingIsReady(workshop.places)).toBe(false);
    await provideBinding(workshop.places, workshop.say);
    expect(bindingIsReady(workshop.places)).toBe(true);
  });

  it('that somebody put there by hand is used if it loads', async () => {
    const workshop = freshClone();
    for (const part of ['deps/lib', 'lib/napi-v8']) linkReal(part, workshop.places.tfjsNode);
    await provideBinding(workshop.places, workshop.say);
    expect(bindingIsReady(workshop.places)).toBe(true);
    expect(workshop.told).toEqual([]);
  });

  it('is not taken from the cache when a byte of it differs', async () => {
    const workshop = freshClone();
    const kept = await keepReal(workshop);
    const file = join(kept, binding);
    const { size } = statSync(file);
    rmSync(file);
    writeFileSync(file, 'x');
    truncateSync(file, size);
    workshop.command('python3', 'exit 1');
    workshop.write('node_modules/@tensorflow/tfjs-node/scripts/install.js', 'process.exit(1)');
    await expect(provideBinding(workshop.places, workshop.say)).rejects.toThrow(/has no pip/);
    expect(workshop.told).toContain('The kept TensorFlow library is damaged and is made anew');
    expect(existsSync(kept)).toBe(false);
  });

  it('is not put there in halves when the official install fails midway', async () => {
    const workshop = freshClone(false);
    workshop.write(
      'node_modules/@tensorflow/tfjs-node/scripts/install.js',
      `const { mkdirSync, writeFileSync } = require('node:fs');
       mkdirSync(__dirname + '/../deps/lib', { recursive: true });
       writeFileSync(__dirname + '/../deps/lib/libtensorflow.so', 'half');
       process.exit(1);`,
    );
    await expect(provideBinding(workshop.places, workshop.say)).rejects.toThrow(/^Python 3 was not found/);
    expect(existsSync(join(workshop.places.tfjsNode, 'deps'))).toBe(false);
    expect(readdirSync(join(workshop.places.modules, '@tensorflow'))).toEqual(['tfjs-node']);
  });
});

describe('building the binding', () => {
  const pythonWithPip = 'exit 0';

  it('asks for a compiler before anything is downloaded', async () => {
    const workshop = freshClone(false);
    workshop.command('python3', pythonWithPip);
    const building = buildFromWheel('anywhere', workshop.places, workshop.say);
    await expect(building).rejects.toThrow(/^No C\+\+ compiler \(g\+\+\) was found.*build-essential/);
    expect(workshop.told).toEqual([]);
  });

  it('asks for make', async () => {
    const workshop = freshClone(false);
    workshop.command('python3', pythonWithPip);
    workshop.command('g++', 'exit 0');
    await expect(buildFromWheel('anywhere', workshop.places, workshop.say)).rejects.toThrow(
      /^make was not found/,
    );
  });

  it("finds Node's headers beside Node", () => {
    const { folder } = openWorkshop();
    const include = join(folder, 'include', 'node');
    mkdirSync(include, { recursive: true });
    for (const name of ['node_api.h', 'common.gypi', 'node_version.h'])
      writeFileSync(join(include, name), '');
    expect(findNodeHeaders({}, join(folder, 'bin', 'node'))).toBe(folder);
  });
});
