import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { installPackages, packagesMatch } from '../../scripts/setup/packages.mjs';
import { openWorkshop } from './workshop';
import type { Workshop } from './workshop';

const wanted = {
  '': { name: 'bandscape' },
  'node_modules/left': { version: '1.0.0', integrity: 'sha512-left' },
  'node_modules/native-linux': {
    version: '2.0.0',
    integrity: 'sha512-native',
    optional: true,
    os: ['linux'],
    cpu: ['x64'],
  },
  'node_modules/native-other': { version: '2.0.0', optional: true, os: ['sunos'], cpu: ['x64'] },
  'node_modules/helper-of-other': { version: '3.0.0', optional: true },
};
const here = ['node_modules/left', 'node_modules/native-linux'] as const;

/** What npm leaves behind after an install that ended well. */
function install(workshop: Workshop, change: Record<string, unknown> = {}): void {
  const packages: Record<string, unknown> = { ...wanted, ...change };
  for (const path of here) mkdirSync(join(workshop.places.project, path), { recursive: true });
  delete packages['node_modules/native-other'];
  delete packages['node_modules/helper-of-other'];
  workshop.write('node_modules/.package-lock.json', JSON.stringify({ packages }));
}

function openClone(): Workshop {
  const workshop = openWorkshop();
  workshop.write('package-lock.json', JSON.stringify({ packages: wanted }));
  return workshop;
}

/** A npm that installs what the lock file names and notes how it was called. */
const workingNpm = `
echo "npm $1" >> "$CALLS"
mkdir -p node_modules/left node_modules/native-linux
cp package-lock.json node_modules/.package-lock.json`;

describe('npm packages', () => {
  it('match when npm listed the same versions, other platforms aside', () => {
    const workshop = openClone();
    install(workshop);
    expect(packagesMatch(workshop.places)).toBe(true);
  });

  it('do not match before the first install, nor after one that was cut short', () => {
    const workshop = openClone();
    expect(packagesMatch(workshop.places)).toBe(false);
    mkdirSync(join(workshop.places.project, 'node_modules/left'), { recursive: true });
    expect(packagesMatch(workshop.places)).toBe(false);
  });

  it.each([
    ['another version', { 'node_modules/left': { version: '1.0.1', integrity: 'sha512-left' } }],
    ['another content', { 'node_modules/left': { version: '1.0.0', integrity: 'sha512-other' } }],
    ['no native package', { 'node_modules/native-linux': undefined }],
  ])('do not match with %s', (_case, change) => {
    const workshop = openClone();
    install(workshop, change);
    expect(packagesMatch(workshop.places)).toBe(false);
  });

  it('do not match when a package folder was deleted', () => {
    const workshop = openClone();
    install(workshop);
    rmSync(join(workshop.places.project, 'node_modules/left'), { recursive: true });
    expect(packagesMatch(workshop.places)).toBe(false);
  });

  it('are installed by npm ci on a fresh clone', async () => {
    const workshop = openClone();
    workshop.command('npm', workingNpm);
    await installPackages(workshop.places, workshop.say);
    expect(workshop.calls()).toEqual(['npm ci']);
    expect(packagesMatch(workshop.places)).toBe(true);
  });

  it('are brought up to date without starting anew when some are there', async () => {
    const workshop = openClone();
    install(workshop, { 'node_modules/left': { version: '0.9.0' } });
    workshop.command('npm', workingNpm);
    await installPackages(workshop.places, workshop.say);
    expect(workshop.calls()).toEqual(['npm install']);
  });

  it('are installed anew where bringing them up to date did not help', async () => {
    const workshop = openClone();
    install(workshop, { 'node_modules/left': { version: '0.9.0' } });
    workshop.command('npm', `[ "$1" = ci ] || { echo "npm $1" >> "$CALLS"; exit 1; }\n${workingNpm}`);
    await installPackages(workshop.places, workshop.say);
    expect(workshop.calls()).toEqual(['npm install', 'npm ci']);
  });
});

describe('an npm that fails', () => {
  async function sentence(script: string): Promise<string> {
    const workshop = openClone();
    workshop.command('npm', script);
    return installPackages(workshop.places, workshop.say).then(
      () => 'no problem',
      (error: Error) => `${error.name}: ${error.message}`,
    );
  }

  it('says that the network is not reached', async () => {
    const text = await sentence('echo "npm error code ENOTFOUND" >&2; exit 1');
    expect(text).toMatch(
      /^SetUpProblem: The network is not reached, so installing the npm packages failed: /,
    );
  });

  it('says that the disk is full', async () => {
    expect(await sentence('echo "npm error code ENOSPC" >&2; exit 1')).toMatch(/The disk is full.*make room/);
  });

  it('says that the lists disagree', async () => {
    expect(await sentence('echo "npm error code EUSAGE" >&2; exit 1')).toMatch(/do not agree/);
  });

  it("gives npm's own reason for anything else, and where its output lies", async () => {
    const text = await sentence('printf "npm error code E1\\nnpm error the moon is full\\n" >&2; exit 1');
    expect(text).toMatch(/failed \(the moon is full\): see .*npm\.log/);
  });

  it('is asked again without its own cache when that lacks a version', async () => {
    const workshop = openClone();
    workshop.command(
      'npm',
      `case "$*" in *--prefer-offline*) echo "npm error code ETARGET" >&2; exit 1;; esac\n${workingNpm}`,
    );
    await installPackages(workshop.places, workshop.say);
    expect(packagesMatch(workshop.places)).toBe(true);
  });

  it('is noticed when it ends well but installed nothing', async () => {
    expect(await sentence('exit 0')).toMatch(/npm installed other packages than package-lock.json names/);
  });
});

it('says what to do where there is no npm', async () => {
  const workshop = openWorkshop({ withSystem: false });
  writeFileSync(join(workshop.places.project, 'package-lock.json'), JSON.stringify({ packages: wanted }));
  await expect(installPackages(workshop.places, workshop.say)).rejects.toThrow(
    /npm was not found: install it/,
  );
  expect(existsSync(workshop.places.modules)).toBe(false);
});
