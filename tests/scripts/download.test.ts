import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requireRoom } from '../../scripts/setup/disk.mjs';
import { fetchWheel, findPython } from '../../scripts/setup/download.mjs';
import { openWorkshop } from './workshop';
import type { Workshop } from './workshop';

const content = 'a wheel';
const wheel = {
  title: 'a library',
  requirement: 'a-library==1.0.0',
  file: 'a_library-1.0.0-py3-none-any.whl',
  bytes: content.length,
  sha256: createHash('sha256').update(content).digest('hex'),
  platforms: ['manylinux2014_x86_64'],
};

/** A Python whose pip writes the wheel into the folder after --dest, as pip does. */
function pythonThatWrites(text: string): string {
  return `
[ "$3" = --version ] && exit 0
echo "$*" >> "$CALLS"
while [ "$1" != --dest ]; do shift; done
printf '%s' '${text}' > "$2/${wheel.file}"`;
}

function fetchIn(workshop: Workshop): Promise<string> {
  return fetchWheel(wheel, workshop.places, workshop.say);
}

describe('a wheel', () => {
  it('is fetched for a fixed Python and platform, so that any Python 3 will do', async () => {
    const workshop = openWorkshop();
    workshop.command('python3', pythonThatWrites(content));
    const file = await fetchIn(workshop);
    expect(readFileSync(file, 'utf8')).toBe(content);
    expect(workshop.calls()).toHaveLength(1);
    expect(workshop.calls()[0]).toMatch(/^-m pip download --no-deps --only-binary=:all: /);
    expect(workshop.calls()[0]).toContain('--python-version 3.11 --implementation cp --abi cp311');
    expect(workshop.calls()[0]).toContain('--platform manylinux2014_x86_64');
  });

  it('is not fetched twice', async () => {
    const workshop = openWorkshop();
    workshop.command('python3', pythonThatWrites(content));
    await fetchIn(workshop);
    await fetchIn(workshop);
    expect(workshop.calls()).toHaveLength(1);
  });

  it.each(['a whale', 'a whe'])('is fetched again when the kept file is damaged ("%s")', async (damaged) => {
    const workshop = openWorkshop();
    workshop.command('python3', pythonThatWrites(content));
    mkdirSync(workshop.places.downloads, { recursive: true });
    writeFileSync(join(workshop.places.downloads, wheel.file), damaged);
    expect(readFileSync(await fetchIn(workshop), 'utf8')).toBe(content);
    expect(workshop.told.join('\n')).toContain('is damaged and is fetched again');
  });

  it('is refused when it is not the expected file', async () => {
    const workshop = openWorkshop();
    workshop.command('python3', pythonThatWrites('another'));
    await expect(fetchIn(workshop)).rejects.toThrow(/is not the expected file/);
    expect(existsSync(join(workshop.places.downloads, wheel.file))).toBe(false);
  });

  it('is not taken for whole when the download was cut short', async () => {
    const workshop = openWorkshop();
    workshop.command('python3', `${pythonThatWrites('a wh')}\nkill -9 $$`);
    await expect(fetchIn(workshop)).rejects.toThrow(
      /downloading a library failed|Downloading a library failed/,
    );
    expect(existsSync(join(workshop.places.downloads, wheel.file))).toBe(false);
    workshop.command('python3', pythonThatWrites(content));
    expect(readFileSync(await fetchIn(workshop), 'utf8')).toBe(content);
    expect(readdirSync(workshop.places.downloads)).toEqual([wheel.file]);
  });

  it.each([
    [
      'Failed to establish a new connection: [Errno -3] Temporary failure in name resolution',
      /network is not reached/,
    ],
    ['OSError: [Errno 28] No space left on device', /The disk is full/],
    ['SSLError(SSLCertVerificationError(1, "[SSL: CERTIFICATE_VERIFY_FAILED]"))', /certificates/],
    ['ERROR: No matching distribution found for a-library', /failed \(No matching distribution found/],
  ])('says why it cannot be fetched: %s', async (complaint, sentence) => {
    const workshop = openWorkshop();
    workshop.command('python3', `[ "$3" = --version ] && exit 0\ncat >&2 <<'END'\n${complaint}\nEND\nexit 1`);
    await expect(fetchIn(workshop)).rejects.toThrow(sentence);
  });
});

describe('what a download needs', () => {
  it('says that there is no Python', () => {
    const { places } = openWorkshop({ withSystem: false });
    expect(() => findPython(places.environment)).toThrow(/^Python 3 was not found.*apt-get install python3/);
  });

  it('says that Python has no pip', () => {
    const workshop = openWorkshop();
    workshop.command('python3', 'echo "No module named pip" >&2; exit 1');
    expect(() => findPython(workshop.places.environment)).toThrow(/has no pip.*apt-get install python3-pip/);
  });

  it('says how much room is missing before it begins', () => {
    const { places } = openWorkshop();
    expect(() => requireRoom(places.cache, 1e18)).toThrow(/needs 1000000000000 MB of free disk/);
    expect(() => requireRoom(places.cache, 1)).not.toThrow();
  });
});
