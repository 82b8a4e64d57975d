import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { extractEntry, listZip } from '../../scripts/setup/zip.mjs';
import { openWorkshop } from './workshop';

function writeZip() {
  const { folder } = openWorkshop();
  const file = join(folder, 'archive.zip');
  const large = new Uint8Array(3_000_000).map((_, index) => (index * 7919) >> 5);
  const stored = Buffer.from('stored as it is');
  writeFileSync(
    file,
    zipSync({
      'deep/large.bin': [large, { level: 6 }],
      'stored.txt': [stored, { level: 0 }],
      'empty.txt': new Uint8Array(),
    }),
  );
  return { folder, file, large, stored };
}

describe('a zip archive', () => {
  it('lists and gives back packed, stored and empty files', async () => {
    const { folder, file, large, stored } = writeZip();
    const entries = listZip(file);
    expect(entries.map(({ name, size }) => [name, size])).toEqual([
      ['deep/large.bin', large.length],
      ['stored.txt', stored.length],
      ['empty.txt', 0],
    ]);
    let counted = 0;
    for (const entry of entries) {
      await extractEntry(file, entry, join(folder, 'out', entry.name), (bytes) => (counted += bytes));
    }
    expect(counted).toBe(large.length + stored.length);
    expect(readFileSync(join(folder, 'out/deep/large.bin')).equals(large)).toBe(true);
    expect(readFileSync(join(folder, 'out/stored.txt')).equals(stored)).toBe(true);
    expect(readFileSync(join(folder, 'out/empty.txt'))).toHaveLength(0);
  });

  it('that is cut short is refused', () => {
    const { file } = writeZip();
    truncateSync(file, 1000);
    expect(() => listZip(file)).toThrow(/not a zip archive/);
  });
});
