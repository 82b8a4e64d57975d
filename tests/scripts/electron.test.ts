import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { electronSwitches, findElectron, provideElectron } from '../../scripts/setup/electron.mjs';
import { fallbackFolder } from '../../scripts/setup/electron-fallback.mjs';
import { publish, temporaryFolder } from '../../scripts/setup/whole-folder.mjs';
import { openWorkshop } from './workshop';
import type { Workshop } from './workshop';

function openClone(): Workshop {
  const workshop = openWorkshop();
  workshop.write('node_modules/electron/package.json', '{ "version": "45.4.1" }');
  return workshop;
}

/** What Electron's own installer leaves, in its order. */
function installOfficial(workshop: Workshop, { version = '45.4.1', path = 'electron' } = {}): string {
  workshop.write('node_modules/electron/dist/electron', '');
  workshop.write('node_modules/electron/dist/version', version);
  if (path) workshop.write('node_modules/electron/path.txt', path);
  return join(workshop.places.modules, 'electron/dist/electron');
}

async function keepFallback({ places }: Workshop): Promise<string> {
  const folder = temporaryFolder(places);
  writeFileSync(join(folder, 'electron'), 'a runtime');
  await publish(folder, fallbackFolder(places));
  return join(fallbackFolder(places), 'electron');
}

describe('the Electron runtime', () => {
  it('is the one that ELECTRON_OVERRIDE_DIST_PATH names', () => {
    const workshop = openClone();
    installOfficial(workshop);
    const folder = join(workshop.folder, 'own');
    mkdirSync(folder);
    workshop.places.environment.ELECTRON_OVERRIDE_DIST_PATH = folder;
    expect(() => findElectron(workshop.places)).toThrow(/names .*own, which has no file "electron"/);
    writeFileSync(join(folder, 'electron'), '');
    expect(findElectron(workshop.places)).toBe(join(folder, 'electron'));
  });

  it('is the official one before the fallback', async () => {
    const workshop = openClone();
    expect(findElectron(workshop.places)).toBeUndefined();
    const fallback = await keepFallback(workshop);
    expect(findElectron(workshop.places)).toBe(fallback);
    const official = installOfficial(workshop);
    expect(findElectron(workshop.places)).toBe(official);
  });

  it.each([
    ['cut short', { path: '' }],
    ['of another version', { version: '44.0.0' }],
  ])('is not an official one that is %s', (_case, state) => {
    const workshop = openClone();
    installOfficial(workshop, state);
    expect(findElectron(workshop.places)).toBeUndefined();
  });

  it('is not a fallback that was damaged', async () => {
    const workshop = openClone();
    truncateSync(await keepFallback(workshop), 3);
    expect(findElectron(workshop.places)).toBeUndefined();
  });

  it("is installed by Electron's own installer where that works", async () => {
    const workshop = openClone();
    workshop.write(
      'node_modules/electron/install.js',
      `const { mkdirSync, writeFileSync } = require('node:fs');
       mkdirSync(__dirname + '/dist', { recursive: true });
       writeFileSync(__dirname + '/dist/electron', '');
       writeFileSync(__dirname + '/dist/version', '45.4.1');
       writeFileSync(__dirname + '/path.txt', 'electron');`,
    );
    await provideElectron(workshop.places, workshop.say);
    expect(findElectron(workshop.places)).toBe(join(workshop.places.modules, 'electron/dist/electron'));
  });

  it('is looked for elsewhere where that fails, and Python is asked for in one sentence', async () => {
    const workshop = openWorkshop({ withSystem: false });
    workshop.write('node_modules/electron/package.json', '{ "version": "45.4.1" }');
    workshop.write('node_modules/electron/install.js', "throw new TypeError('fetch failed')");
    await expect(provideElectron(workshop.places, workshop.say)).rejects.toThrow(/^Python 3 was not found/);
    expect(workshop.told).toContain('  not reached from here; another source follows');
  });
});

describe('the switches for Electron', () => {
  const roomy = { userId: 1000, sharedMemory: 1e9 };

  it('are none for an ordinary user with a display', () => {
    expect(electronSwitches({ DISPLAY: ':0' }, roomy)).toEqual([]);
    expect(electronSwitches({ DISPLAY: ':0', WAYLAND_DISPLAY: 'wayland-0' }, roomy)).toEqual([]);
  });

  it('leave the sandbox out as root only', () => {
    expect(electronSwitches({ DISPLAY: ':0' }, { ...roomy, userId: 0 })).toEqual(['--no-sandbox']);
  });

  it('do without shared memory where there is hardly any', () => {
    const switches = electronSwitches({ DISPLAY: ':0' }, { ...roomy, sharedMemory: 64e6 });
    expect(switches).toEqual(['--disable-dev-shm-usage']);
  });

  it('ask for Wayland where there is nothing else', () => {
    expect(electronSwitches({ WAYLAND_DISPLAY: 'wayland-0' }, roomy)).toEqual(['--ozone-platform-hint=auto']);
  });
});
