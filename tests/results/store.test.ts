import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../support/temporary-folder';
import { readOptions } from './options';
import { pageOf } from './page';
import { someRecord } from './some-record';
import { readRecords, writeRecord } from './store';

const folder = temporaryFolder();

describe('kept runs', () => {
  it('are read as they were written, one file each, the newest of a name', async () => {
    const place = join(folder.path, 'kept');
    expect(readRecords(place)).toEqual([]);
    const [first, again] = [someRecord('cnn', 0.9), someRecord('cnn', 0.91)];
    const other = someRecord('cnn', 0.6, { split: 'disjoint', seed: 3 });
    for (const record of [first, other, again]) await writeRecord(place, record);
    expect(readRecords(place)).toEqual([again, other]);
    expect(readdirSync(join(place, 'random'))).toEqual(['cnn-0.json']);
    expect(readdirSync(join(place, 'disjoint'))).toEqual(['cnn-3.json']);
  });

  it('may be of a method without epochs', async () => {
    const place = join(folder.path, 'classical');
    const { method: _, execution: __, settings, ...rest } = someRecord('svm', 0.9, { convolutional: false });
    const record = { ...rest, settings: { ...settings, epochs: undefined, batch: undefined } };
    await writeRecord(place, record);
    const kept = readRecords(place);
    expect(kept).toHaveLength(1);
    expect(pageOf(kept, [])).toMatch(/`svm`.*– \|/);
  });

  it.each([
    ['cut off', '{"fingerprint": "a'],
    ['of something else', '{"name": "package"}'],
  ])('that are damaged (%s) are named', (name, text) => {
    const place = join(folder.path, name);
    mkdirSync(join(place, 'random'), { recursive: true });
    writeFileSync(join(place, 'random', 'cnn-0.json'), text);
    expect(() => readRecords(place)).toThrow(/random\/cnn-0\.json is not a run of the study .*remove it/);
  });
});

describe('what is typed', () => {
  it('chooses runs', () => {
    const typed = [
      '--only',
      'svm, cnn',
      '--split',
      'disjoint',
      '--seeds',
      '3',
      '--budget',
      '2.5',
      '--table',
      '--again',
    ];
    expect(readOptions(typed)).toEqual({
      wanted: { only: ['svm', 'cnn'], splits: ['disjoint'], seeds: 3 },
      budgetMinutes: 2.5,
      again: true,
      table: true,
    });
    expect(readOptions([])).toEqual({ wanted: {}, again: false, table: false });
  });

  it.each([
    ['--split', 'masks'],
    ['--seeds', '1.5'],
    ['--seeds', '0'],
    ['--budget', 'long'],
    ['--fast'],
    ['svm'],
  ])('is refused with how to type it: %s %s', (...args) => {
    expect(() => readOptions(args)).toThrow(/npm run results -- \[--only/);
  });
});
