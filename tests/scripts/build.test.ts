import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildIsFresh, buildProgram, hashSources } from '../../scripts/setup/build.mjs';
import { openWorkshop } from './workshop';
import type { Workshop } from './workshop';

const builder = 'node_modules/electron-vite/bin/electron-vite.js';
/** Writes what a build writes and notes that it ran. */
const workingBuilder = `
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
appendFileSync(process.env.CALLS, process.argv.slice(2).join(' ') + '\\n');
for (const name of ['main', 'preload', 'renderer']) {
  mkdirSync('out/' + name, { recursive: true });
  writeFileSync('out/' + name + '/' + name + '.cjs', 'built');
}`;

function openClone(script = workingBuilder): Workshop {
  const workshop = openWorkshop();
  workshop.write('package.json', '{ "type": "module" }');
  workshop.write('package-lock.json', '{}');
  workshop.write('src-main/main.ts', 'one');
  workshop.write('src-renderer/page/App.svelte', 'two');
  workshop.write(builder, script);
  workshop.write('node_modules/electron-vite/package.json', '{ "type": "module" }');
  return workshop;
}

describe('the build', () => {
  it('is made once and then skipped', async () => {
    const workshop = openClone();
    expect(buildIsFresh(workshop.places)).toBe(false);
    await buildProgram(workshop.places, workshop.say);
    expect(buildIsFresh(workshop.places)).toBe(true);
    expect(workshop.calls()).toEqual(['build -c electron.config.ts']);
  });

  it.each([
    ['a source changes', (w: Workshop) => w.write('src-renderer/page/App.svelte', 'three')],
    ['a source is new', (w: Workshop) => w.write('src-main/new.ts', '')],
    ['a source is gone', (w: Workshop) => rmSync(join(w.places.project, 'src-main/main.ts'))],
    ['packages change', (w: Workshop) => w.write('package-lock.json', '{ "packages": {} }')],
    ['its configuration changes', (w: Workshop) => w.write('electron.config.ts', 'export default {}')],
    ['an output is gone', (w: Workshop) => rmSync(join(w.places.built, 'main/main.cjs'))],
    ['an output was changed', (w: Workshop) => writeFileSync(join(w.places.built, 'main/main.cjs'), 'other')],
  ])('is made again when %s', async (_case, change) => {
    const workshop = openClone();
    await buildProgram(workshop.places, workshop.say);
    change(workshop);
    expect(buildIsFresh(workshop.places)).toBe(false);
    await buildProgram(workshop.places, workshop.say);
    expect(buildIsFresh(workshop.places)).toBe(true);
  });

  it('is not made again when a file outside the sources changes', async () => {
    const workshop = openClone();
    await buildProgram(workshop.places, workshop.say);
    workshop.write('README.md', 'new words');
    workshop.write('out/my-result/report.json', '{}');
    expect(buildIsFresh(workshop.places)).toBe(true);
  });

  it('tells a moved line between two files from the same files', () => {
    const workshop = openClone();
    const before = hashSources(workshop.places.project);
    workshop.write('src-main/main.ts', 'onetwo');
    workshop.write('src-renderer/page/App.svelte', '');
    expect(hashSources(workshop.places.project)).not.toBe(before);
  });

  it('that fails says why and does not count as made', async () => {
    const workshop = openClone(`
      console.error('error during build:\\nBuild failed with 1 error:\\n[UNRESOLVED_ENTRY] Cannot resolve src-main/main.ts.');
      process.exit(1);`);
    const failing = buildProgram(workshop.places, workshop.say);
    await expect(failing).rejects.toThrow(
      /failed \(\[UNRESOLVED_ENTRY\] Cannot resolve src-main\/main\.ts\)/,
    );
    expect(buildIsFresh(workshop.places)).toBe(false);
  });

  it('that is cut short leaves no record of the one before', async () => {
    const workshop = openClone();
    await buildProgram(workshop.places, workshop.say);
    workshop.write(builder, "process.kill(process.pid, 'SIGKILL');");
    await expect(buildProgram(workshop.places, workshop.say)).rejects.toThrow(/SIGKILL/);
    expect(existsSync(join(workshop.places.built, 'build.json'))).toBe(false);
  });
});
