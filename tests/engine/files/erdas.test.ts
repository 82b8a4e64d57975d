import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { inspectFile } from '../../../src-main/engine/files/registry';
import { readEverything } from '../../support/read-everything';
import { temporaryFolder } from '../../support/temporary-folder';

const FIXTURES = fileURLToPath(new URL('../../fixtures/formats/erdas/', import.meta.url));
const folder = temporaryFolder();

/** A good file with some of its header changed. */
function changed(change: (header: Buffer) => void): string {
  const bytes = readFileSync(`${FIXTURES}little.lan`);
  change(bytes);
  return folder.write('changed.lan', bytes);
}

describe('ERDAS images', () => {
  it('are cubes, label images are labels', async () => {
    const roleIn = async (name: string) => (await inspectFile(FIXTURES + name)).variables[0].role;
    expect(await roleIn('big.lan')).toBe('cube');
    expect(await roleIn('truth.GIS')).toBe('labels');
  });

  it.each([
    [
      '2^31 - 1 rows and columns',
      (h: Buffer) => h.fill(0xff, 16, 24).writeInt32LE(2 ** 31 - 1, 16),
      'file-damaged',
    ],
    ['more rows than there are', (h: Buffer) => h.writeInt32LE(9, 20), 'data-too-short'],
    ['negative columns', (h: Buffer) => h.writeInt32LE(-7, 16), 'file-damaged'],
    ['no band', (h: Buffer) => h.writeInt16LE(0, 8), 'file-damaged'],
    ['an unknown packing', (h: Buffer) => h.writeInt16LE(3, 6), 'file-damaged'],
    ['four bits a pixel', (h: Buffer) => h.writeInt16LE(1, 6), 'erdas-four-bits'],
  ])('that lie are refused: %s', async (_, change, code) => {
    expect(await readEverything(changed(change))).toMatchObject({ code });
  });

  it('are not any text that begins with the same word', async () => {
    const file = folder.write('notes.md', 'HEADER of a text file\n');
    expect(await readEverything(file)).toMatchObject({ code: 'text-file' });
  });
});
