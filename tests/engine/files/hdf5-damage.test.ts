import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { BandscapeError } from '../../../src-main/engine/errors';
import { lookup3 } from '../../../src-main/engine/files/hdf5/checksum';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { temporaryFolder } from '../../support/temporary-folder';
import { readAll } from './fixtures';

const FORMATS = fileURLToPath(new URL('../../fixtures/formats/', import.meta.url));
const folder = temporaryFolder();

const copyOf = (name: string) => Buffer.from(readFileSync(FORMATS + name));
const openedFrom = async (file: string, variable: string) => {
  const source = await openVariable({ file, variable });
  try {
    return Array.from(await readAll(source));
  } finally {
    await source.close();
  }
};

it.each(['deflate', 'deflate-twice', 'lzf', 'zstd'])('a bomb is not unpacked: %s', async (variable) => {
  const before = process.memoryUsage().rss;
  const opened = openedFrom(`${FORMATS}hdf5/bombs.h5`, `/${variable}`);
  await expect(opened).rejects.toMatchObject({ kind: 'unreadable-file', code: 'file-damaged' });
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
});

it('cells that hold themselves and structs within themselves are followed to an end', async () => {
  const file = `${FORMATS}mat73/cycle.mat`;
  const { variables, skipped } = await inspectFile(file);
  expect(variables[0].name).toBe('s.cube');
  expect(skipped).toContainEqual({ name: 'z', kind: 'cell array that holds more than is listed' });
  await expect(openVariable({ file, variable: 'z' })).rejects.toMatchObject({
    code: 'too-many-arrays-inside',
  });
});

/** Lengths of axes, or other numbers, as they follow each other in the file. */
function numbers(...values: (number | bigint)[]): Buffer {
  const bytes = Buffer.alloc(8 * values.length);
  values.forEach((value, index) => bytes.writeBigUInt64LE(BigInt(value), 8 * index));
  return bytes;
}

function replace(bytes: Buffer, from: Buffer, to: Buffer): number {
  const place = bytes.indexOf(from);
  expect(place).toBeGreaterThan(0);
  to.copy(bytes, place);
  return place;
}

/** Makes the checksum of the object header around a place right again. */
function sealHeader(bytes: Buffer, place: number): void {
  const start = bytes.lastIndexOf('OHDR', place);
  const flags = bytes[start + 5];
  const sizeAt = start + 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const size = 1 << (flags & 3);
  const end = sizeAt + size + bytes.readUIntLE(sizeAt, size);
  expect(end).toBeGreaterThan(place);
  bytes.writeUInt32LE(lookup3(bytes.subarray(start, end)), end);
}

describe.each(['earliest', 'latest'])('axes that cannot be there (%s)', (version) => {
  it.each([
    ['2^31 rows', [2 ** 31, 3, 2], 'data-too-short'],
    ['more values than any number counts', [2 ** 31, 2 ** 31, 2 ** 31], 'file-damaged'],
    ['more than 2^53', [2n ** 63n, 1, 1], 'file-damaged'],
  ])('%s', async (_, dims, code) => {
    const bytes = copyOf(`hdf5/tiny-${version}.h5`);
    const place = replace(bytes, numbers(2, 3, 2), numbers(...dims));
    if (version === 'latest') sealHeader(bytes, place);
    const file = folder.write('axes.h5', bytes);
    const { variables, skipped } = await inspectFile(file);
    expect(variables.map(({ name }) => name)).toEqual(['/gt']);
    expect(skipped).toMatchObject([{ name: '/g/cube' }]);
    await expect(openVariable({ file, variable: '/g/cube' })).rejects.toMatchObject({
      kind: 'unreadable-file',
      code,
    });
  });
});

it('chunks as large as memory are refused before any is unpacked', async () => {
  const bytes = copyOf('hdf5/tiny-earliest.h5');
  const lengths = (...values: number[]) => Buffer.from(Uint32Array.from(values).buffer);
  replace(bytes, lengths(2, 2, 2, 2), lengths(2 ** 31, 2, 2, 2));
  const file = folder.write('chunk.h5', bytes);
  await expect(openVariable({ file, variable: '/g/cube' })).rejects.toMatchObject({
    code: 'chunk-too-large',
  });
  replace(bytes, lengths(2 ** 31, 2, 2, 2), lengths(2 ** 23, 2, 2, 2));
  folder.write('chunk.h5', bytes);
  await expect(openedFrom(file, '/g/cube')).rejects.toMatchObject({ code: 'file-damaged' });
});

describe('what leads back to itself', () => {
  it('a tree of chunks', async () => {
    const bytes = copyOf('hdf5/many-chunks-earliest.h5');
    // Signature, type and level of a node above the leaves; its first child's address follows two siblings and a key.
    const node = bytes.indexOf(Buffer.from('TREE\x01\x01', 'latin1'));
    bytes.writeBigUInt64LE(BigInt(node), node + 24 + 8 + 3 * 8);
    const file = folder.write('tree.h5', bytes);
    await expect(openedFrom(file, '/fixed')).rejects.toMatchObject({ code: 'file-damaged' });
  });

  it('an object header', async () => {
    const bytes = copyOf('hdf5/tiny-earliest.h5');
    // The root group's header begins behind the superblock; its message becomes a continuation at itself.
    const header = 96;
    expect(bytes[header]).toBe(1);
    bytes.writeUInt16LE(0x10, header + 16);
    numbers(header + 16, bytes.readUInt32LE(header + 8)).copy(bytes, header + 24);
    const opened = inspectFile(folder.write('header.h5', bytes));
    await expect(opened).rejects.toMatchObject({ code: 'file-damaged' });
    await expect(opened).rejects.toThrow(/continues without end/);
  });

  it('a group in a tree of groups', async () => {
    const bytes = copyOf('hdf5/groups-earliest.h5');
    // The tree of "/many", whose nine tables hold forty names.
    const node = bytes.indexOf(Buffer.from('TREE\x00\x00\x09', 'latin1'));
    bytes[node + 5] = 1;
    numbers(node).copy(bytes, node + 24 + 8);
    const { variables, skipped } = await inspectFile(folder.write('groups.h5', bytes));
    expect(skipped).toContainEqual({ name: '/many', kind: 'damaged object' });
    expect(variables.map(({ name }) => name)).toContain('/described');
  });
});

it('damage in one array leaves the others as they are', async () => {
  const bytes = copyOf('hdf5/tiny-latest.h5');
  const start = bytes.lastIndexOf('OHDR', bytes.indexOf(numbers(2, 3, 2)));
  bytes[start + 12] ^= 1;
  const file = folder.write('one.h5', bytes);
  const { variables, skipped } = await inspectFile(file);
  expect(variables.map(({ name }) => name)).toEqual(['/gt']);
  expect(skipped).toEqual([{ name: '/g/cube', kind: 'damaged object' }]);
  await expect(openVariable({ file, variable: '/g/cube' })).rejects.toThrow(/checksum of an object header/);
});

it('a changed value is told by the checksum of its chunk', async () => {
  const bytes = copyOf('hdf5/layouts-latest.h5');
  const whole = await openedFrom(`${FORMATS}hdf5/layouts-latest.h5`, '/checksum');
  // The last chunk holds only the corner: its first value is followed by those beyond the edges.
  const chunk = Buffer.from(Uint16Array.of(whole[279]).buffer);
  let refused = 0;
  for (let place = bytes.indexOf(chunk); place >= 0; place = bytes.indexOf(chunk, place + 1)) {
    const changed = Buffer.from(bytes);
    changed[place] ^= 1;
    const file = folder.write('value.h5', changed);
    const result = await openedFrom(file, '/checksum').catch((error: unknown) => error);
    if (!(result instanceof BandscapeError)) expect(result).toEqual(whole);
    else refused++;
  }
  expect(refused).toBeGreaterThan(0);
});
