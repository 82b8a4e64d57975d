import {
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  clearTemporary,
  isUnchanged,
  isWhole,
  publish,
  temporaryFolder,
} from '../../scripts/setup/whole-folder.mjs';
import { openWorkshop } from './workshop';

/** A published folder with a file, one in a folder below, and a link. */
async function publishOne(text = 'some text') {
  const { places } = openWorkshop();
  const folder = temporaryFolder(places);
  mkdirSync(join(folder, 'below'));
  writeFileSync(join(folder, 'one'), text);
  writeFileSync(join(folder, 'below', 'two'), text);
  symlinkSync('one', join(folder, 'link'));
  const destination = join(places.cache, 'kept', 'thing');
  await publish(folder, destination, { hashes: true });
  return { places, folder, destination };
}

describe('a kept folder', () => {
  it('appears whole and leaves nothing behind', async () => {
    const { folder, destination } = await publishOne();
    expect(isWhole(destination)).toBe(true);
    expect(await isUnchanged(destination)).toBe(true);
    expect(existsSync(folder)).toBe(false);
  });

  it('replaces an earlier one', async () => {
    const { places, destination } = await publishOne();
    const next = temporaryFolder(places);
    writeFileSync(join(next, 'one'), 'newer');
    await publish(next, destination);
    expect(readFileSync(join(destination, 'one'), 'utf8')).toBe('newer');
    expect(existsSync(join(destination, 'below'))).toBe(false);
    expect(isWhole(destination)).toBe(true);
  });

  it.each([
    ['a file is missing', (folder: string) => rmSync(join(folder, 'below', 'two'))],
    ['a file is cut short', (folder: string) => truncateSync(join(folder, 'one'), 3)],
    ['a link is missing', (folder: string) => rmSync(join(folder, 'link'))],
    ['its list is missing', (folder: string) => rmSync(join(folder, 'whole.json'))],
  ])('is not whole when %s', async (_case, damage) => {
    const { destination } = await publishOne();
    damage(destination);
    expect(isWhole(destination)).toBe(false);
    expect(await isUnchanged(destination)).toBe(false);
  });

  it('is whole but not unchanged when a byte differs', async () => {
    const { destination } = await publishOne('some text');
    writeFileSync(join(destination, 'one'), 'same text');
    expect(isWhole(destination)).toBe(true);
    expect(await isUnchanged(destination)).toBe(false);
  });

  it('is not there when the work on it was cut short, and the next set-up clears the rest', () => {
    const { places } = openWorkshop();
    const folder = temporaryFolder(places);
    writeFileSync(join(folder, 'half'), '');
    expect(isWhole(folder)).toBe(false);
    clearTemporary(places);
    expect(existsSync(folder)).toBe(false);
  });
});
