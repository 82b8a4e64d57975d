import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asFileError } from '../../../src-main/engine/files/file-errors';
import { formats, inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { matFile } from '../../support/mat-file';
import { temporaryFolder } from '../../support/temporary-folder';
import { FIXTURES } from './fixtures';

const folder = temporaryFolder();
const cube = { name: 'cube', shape: [4, 5, 6], values: new Uint8Array(120).fill(9), compressed: true };

describe('a file that cannot be read', () => {
  const cases: [what: string, file: () => string, code: string][] = [
    ['a missing one', () => join(folder.path, 'nothing.mat'), 'file-missing'],
    ['one below a file', () => join(folder.write('a.mat', 'text'), 'b.mat'), 'file-missing'],
    ['a name that no file can have', () => 'a\0b.mat', 'file-missing'],
    ['a folder', () => folder.path, 'file-is-folder'],
    ['an empty one', () => folder.write('empty.mat', ''), 'file-empty'],
    ['one of zeros', () => folder.write('zeros.mat', Buffer.alloc(5000)), 'file-all-zeros'],
    ['a device', () => '/dev/zero', 'file-not-regular'],
    ['a single zero', () => folder.write('zero.mat', Buffer.alloc(1)), 'file-all-zeros'],
  ];

  it.each(cases)('says so: %s', async (_, file, code) => {
    const path = file();
    const expected = { kind: 'unreadable-file', code, details: { file: path } };
    await expect(inspectFile(path)).rejects.toMatchObject(expected);
    await expect(openVariable({ file: path, variable: 'cube' })).rejects.toMatchObject(expected);
  });

  it.each([
    ['EACCES', 'file-no-permission'],
    ['EPERM', 'file-no-permission'],
    ['EISDIR', 'file-is-folder'],
    ['EMFILE', 'too-many-open-files'],
    ['EIO', 'file-not-readable'],
  ])('says what the system said: %s', (reason, code) => {
    const error = asFileError(Object.assign(new Error('as Node throws it'), { code: reason }), '/data/a.mat');
    expect(error).toMatchObject({ kind: 'unreadable-file', code, details: { file: '/data/a.mat' } });
  });

  it('leaves errors alone that are not about files', () => {
    const error = Object.assign(new Error('incorrect data check'), { code: 'Z_DATA_ERROR' });
    expect(asFileError(error, 'a.mat')).toBe(error);
  });
});

describe('a file of another format', () => {
  const text = (contents: string) => Buffer.from(contents, 'latin1');
  it.each([
    ['netcdf-classic', text('CDF\x01\0\0\0\0')],
    ['netcdf-classic', text('CDF\x05\0\0\0\0')],
    ['hdf4', text('\x0e\x03\x13\x01')],
    ['zip', text('PK\x03\x04\x14\0')],
    ['gzip', text('\x1f\x8b\x08\0')],
    ['bmp', text('BM\x36\x03\0\0\0\0\0\0\x36\0\0\0')],
    ['gif', text('GIF89a')],
    ['jpeg', text('\xff\xd8\xff\xe0')],
    ['web-page', text('\n<!DOCTYPE html><html><body>Not found')],
    ['text-file', text('band,wavelength\n1,400\n')],
    ['text-file', Buffer.from('高光谱影像\n')],
    ['unknown-format', Buffer.from([1, 2, 3, 4, 5, 6, 7, 8])],
  ])('is named, with what is read instead: %s', async (code, contents) => {
    const file = folder.write('other.mat', contents);
    const error = await inspectFile(file).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ kind: 'unsupported-format', code });
    for (const { title } of formats) expect((error as Error).message).toContain(title);
  });
});

describe('cancelling', () => {
  it('before the start reads nothing', async () => {
    const cancel = new AbortController();
    cancel.abort();
    await expect(inspectFile('nowhere.mat', cancel.signal)).rejects.toMatchObject({ kind: 'cancelled' });
  });

  it('ends unpacking', async () => {
    const cancel = new AbortController();
    const values = Float64Array.from({ length: 100 * 100 * 50 }, (_, i) => Math.sin(i));
    const file = folder.write(
      'large.mat',
      matFile({ name: 'c', shape: [100, 100, 50], values, compressed: true }),
    );
    const fractions: number[] = [];
    const opened = openVariable(
      { file, variable: 'c' },
      {
        signal: cancel.signal,
        onProgress: (fraction) => {
          fractions.push(fraction);
          cancel.abort();
        },
      },
    );
    await expect(opened).rejects.toMatchObject({ kind: 'cancelled' });
    expect(fractions).toHaveLength(1);
  });

  it('ends reading', async () => {
    for (const name of ['little-plain.mat', 'little-compressed.mat']) {
      const source = await openVariable({ file: FIXTURES + name, variable: 'cube_uint8' });
      const cancel = new AbortController();
      cancel.abort();
      const all = source.shape.map((length) => [0, length] as const);
      await expect(source.read(all, cancel.signal)).rejects.toMatchObject({ kind: 'cancelled' });
      await source.close();
    }
  });
});

it('a file that is cut off while it is open is an error, not a hang', async () => {
  const file = folder.write('shrinking.mat', matFile({ ...cube, compressed: false }));
  const source = await openVariable({ file, variable: 'cube' });
  folder.write('shrinking.mat', Buffer.alloc(200));
  const all = source.shape.map((length) => [0, length] as const);
  await expect(source.read(all)).rejects.toMatchObject({ code: 'file-ends-early' });
  await source.close();
});

it('a file that is gone while it is open can still be read', async () => {
  mkdirSync(join(folder.path, 'going'));
  const file = folder.write(join('going', 'c.mat'), matFile(cube));
  const source = await openVariable({ file, variable: 'cube' });
  rmSync(join(folder.path, 'going'), { recursive: true });
  expect(await source.read(source.shape.map((length) => [0, length] as const))).toEqual(cube.values);
  await source.close();
});

it('no file stays open after an error', async () => {
  const whole = matFile(cube);
  const damaged = folder.write('damaged.mat', whole.subarray(0, whole.length - 10));
  const foreign = folder.write('foreign.txt', 'some text');
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  for (let n = 0; n < 50; n++) {
    for (const file of [damaged, foreign, folder.path]) {
      await expect(inspectFile(file)).rejects.toThrow();
      await expect(openVariable({ file, variable: 'cube' })).rejects.toThrow();
    }
  }
  expect(openFiles()).toBeLessThan(before + 10);
});
