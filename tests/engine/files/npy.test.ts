import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32 as zlibCrc32, deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../src-main/engine/files/crc32';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { npy, npyHeader, zip } from '../../support/npy-file';
import { readEverything } from '../../support/read-everything';
import { temporaryFolder } from '../../support/temporary-folder';
import { readAll } from './fixtures';

const NPZ = fileURLToPath(new URL('../../fixtures/formats/npz/', import.meta.url));
const folder = temporaryFolder();

describe('an array of NumPy', () => {
  it.each([
    ["'<c16'", 'complex array'],
    ["'<U5'", 'text'],
    ["'|O'", 'list of Python objects'],
    ["'<M8[ns]'", 'list of times'],
    ["'<f16'", '128-bit floating-point array'],
    ["[('a', '<f4'), ('b', '<i2')]", 'structured array'],
  ])('that holds no plain numbers is named for what it is: %s', async (descr, kind) => {
    const file = folder.write('other.npy', npy(npyHeader(descr, '3,')));
    expect(await inspectFile(file)).toMatchObject({ variables: [], skipped: [{ name: 'other', kind }] });
    const opened = openVariable({ file, variable: 'other' });
    await expect(opened).rejects.toMatchObject({ code: 'variable-not-numeric', details: { kind } });
  });

  it.each([
    ['more values than bytes', npy(npyHeader("'|u1'", '3, 5')), 'data-too-short'],
    ['2^31 rows', npy(npyHeader("'|u1'", '2147483648, 2147483648')), 'data-too-short'],
    [
      'a product that overflows',
      npy(npyHeader("'|u1'", '9007199254740991, 9007199254740991')),
      'data-too-short',
    ],
    ['a length that no number holds', npy(npyHeader("'|u1'", '99999999999999999999,')), 'file-damaged'],
    ['a negative length', npy(npyHeader("'|u1'", '-3, -4')), 'file-damaged'],
    ['an unknown type', npy(npyHeader("'<q8'", '3,').replace('q8', 'i3')), 'file-damaged'],
    ['no shape', npy("{'descr': '<f4', 'fortran_order': False}"), 'file-damaged'],
    ['a header behind the end', npy(npyHeader("'|u1'", '3,'), undefined, 60_000), 'file-damaged'],
    ['a version to come', npy(npyHeader("'|u1'", '3,')).fill(9, 6, 7), 'file-damaged'],
  ])('that lies is refused: %s', async (_, bytes, code) => {
    expect(await readEverything(folder.write('liar.npy', bytes))).toMatchObject({
      kind: 'unreadable-file',
      code,
    });
  });

  it('with an inexact integer is refused with its value', async () => {
    const data = Buffer.alloc(8);
    data.writeBigInt64LE(9007199254740993n);
    const file = folder.write('huge.npy', npy(npyHeader("'<i8'", '1,'), data));
    expect(await readEverything(file)).toMatchObject({
      code: 'integer-not-exact',
      details: { variable: 'huge', value: '9007199254740993' },
    });
  });
});

describe('an archive', () => {
  const array = npy(npyHeader("'|u1'", '3, 4'), Buffer.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]));
  const values = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

  it('lists its arrays with their roles, and what it holds besides', async () => {
    for (const name of ['stored', 'packed']) {
      const { variables, skipped } = await inspectFile(`${NPZ}${name}.npz`);
      expect(variables.map(({ name, role }) => [name, role])).toEqual([
        ['cube', 'cube'],
        ['fortran', 'cube'],
        ['gt', 'labels'],
        ['label_doubles', 'labels'],
        ['wavelength', 'vector'],
      ]);
      expect(skipped).toEqual([
        { name: 'names', kind: 'text' },
        { name: 'phase', kind: 'complex array' },
      ]);
    }
  });

  it('is known by its contents whatever its name', async () => {
    const file = folder.write('renamed.bin', zip({ name: 'a.npy', contents: array }));
    expect(await readEverything(file)).toEqual({ a: values });
  });

  it('with a comment at its end is read', async () => {
    const bytes = Buffer.concat([zip({ name: 'a.npy', contents: array }), Buffer.from('made today')]);
    expect(await readEverything(folder.write('comment.npz', bytes))).toEqual({ a: values });
  });

  it('passes over entries that are encrypted, packed otherwise or no arrays', async () => {
    const file = folder.write(
      'mixed.npz',
      zip(
        { name: 'secret.npy', contents: array, flags: 1 },
        { name: 'lzma.npy', contents: array, method: 14 },
        { name: 'readme.txt', contents: Buffer.from('text') },
        { name: 'a.npy', contents: array, packed: deflateRawSync(array), method: 8 },
      ),
    );
    expect(await readEverything(file)).toEqual({ a: values });
    expect((await inspectFile(file)).skipped?.map(({ name }) => name)).toEqual(['secret', 'lzma']);
  });

  const packed = deflateRawSync(array);
  it.each([
    ['a wrong checksum', { packed, method: 8, crc: 1 }],
    ['a declared size other than the array', { packed, method: 8, unpacked: array.length + 1 }],
    ['a declared size that cannot be packed so tightly', { packed, method: 8, unpacked: 4_000_000_000 }],
    ['a stored size that differs', { unpacked: array.length + 1 }],
    ['data that cannot be unpacked', { packed: Buffer.alloc(40, 0xff), method: 8 }],
  ])('that lies is refused: %s', async (_, says) => {
    const file = folder.write('liar.npz', zip({ name: 'a.npy', contents: array, ...says }));
    expect(await readEverything(file)).toMatchObject({ kind: 'unreadable-file', code: 'file-damaged' });
  });

  it('that unpacks to far more than its array is read no further', async () => {
    const bomb = Buffer.concat([array, Buffer.alloc(50_000_000)]);
    const file = folder.write(
      'bomb.npz',
      zip({ name: 'a.npy', contents: array, packed: deflateRawSync(bomb), method: 8 }),
    );
    const before = process.memoryUsage().arrayBuffers;
    expect(await readEverything(file)).toMatchObject({ code: 'file-damaged' });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
  });

  it('that is large is unpacked into a scratch file', async () => {
    const ref = { file: `${NPZ}packed.npz`, variable: 'cube' };
    const progress: number[] = [];
    const options = { memoryLimit: 10, onProgress: (fraction: number) => progress.push(fraction) };
    const [scratch, memory] = [await openVariable(ref, options), await openVariable(ref)];
    expect(await readAll(scratch)).toEqual(await readAll(memory));
    expect(progress[progress.length - 1]).toBe(1);
    await Promise.all([scratch.close(), memory.close()]);
  });

  it('can be cancelled while it is unpacked', async () => {
    const cancel = new AbortController();
    const opened = openVariable(
      { file: `${NPZ}packed.npz`, variable: 'cube' },
      { signal: cancel.signal, onProgress: () => cancel.abort() },
    );
    await expect(opened).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

it('a checksum is that of zlib, also in parts', () => {
  const bytes = readFileSync(`${NPZ}stored.npz`);
  expect(crc32(bytes)).toBe(zlibCrc32(bytes));
  expect(crc32(bytes.subarray(100), crc32(bytes.subarray(0, 100)))).toBe(zlibCrc32(bytes));
});
