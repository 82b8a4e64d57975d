import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findElectron } from '../../src-main/cli/electron-runtime';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bandscape-electron-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(...names: string[]): void {
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), '');
  }
}

it('finds nothing where there is nothing', () => {
  expect(findElectron(folder, { HOME: folder })).toBeUndefined();
});

it('finds the official runtime once it is complete, before a fallback', () => {
  put('node_modules/electron/dist/electron', '.cache/bandscape/electron/22/electron');
  put('.cache/bandscape/electron/22/whole.json');
  const fallback = join(folder, '.cache/bandscape/electron/22/electron');
  expect(findElectron(folder, { HOME: folder })).toBe(fallback);
  put('node_modules/electron/path.txt');
  expect(findElectron(folder, { HOME: folder })).toBe(join(folder, 'node_modules/electron/dist/electron'));
});

it('takes a kept runtime only if it is whole', () => {
  put('cache/electron/half/electron', 'cache/electron/ok/electron', 'cache/electron/ok/whole.json');
  const environment = { HOME: folder, BANDSCAPE_CACHE: join(folder, 'cache') };
  expect(findElectron(folder, environment)).toBe(join(folder, 'cache/electron/ok/electron'));
});

it('takes the folder that the person names, and nothing else', () => {
  put('mine/electron', 'node_modules/electron/path.txt', 'node_modules/electron/dist/electron');
  const named = (name: string) => findElectron(folder, { ELECTRON_OVERRIDE_DIST_PATH: join(folder, name) });
  expect(named('mine')).toBe(join(folder, 'mine/electron'));
  expect(named('gone')).toBeUndefined();
});
