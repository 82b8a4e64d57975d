import { fileURLToPath } from 'node:url';
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { tileAxisOf } from '../../../src-main/engine/files/source';
import { readAll } from './fixtures';

const FORMATS = fileURLToPath(new URL('../../fixtures/formats/', import.meta.url));
const file = (name: string) => FORMATS + name;

async function valuesOf(name: string, variable: string): Promise<number[]> {
  const source = await openVariable({ file: file(name), variable });
  try {
    return Array.from(await readAll(source));
  } finally {
    await source.close();
  }
}

const refusal = (name: string, variable: string) =>
  openVariable({ file: file(name), variable }).then(
    () => 'opened',
    (error: unknown) => error,
  );

describe.each(['earliest', 'v110', 'latest'])('what is no array of plain numbers (%s)', (version) => {
  it.each([
    ['types', '/text', 'variable-not-numeric', 'text'],
    ['types', '/texts', 'variable-not-numeric', 'text'],
    ['types', '/complex', 'variable-not-numeric', 'complex array'],
    ['types', '/table', 'variable-not-numeric', 'table'],
    ['types', '/reference', 'variable-not-numeric', 'list of references'],
    ['types', '/array-type', 'variable-not-numeric', 'list of small arrays'],
    ['types', '/lists', 'variable-not-numeric', 'list of lists'],
    ['types', '/opaque', 'variable-not-numeric', 'list of opaque bytes'],
    ['layouts', '/scale-offset', 'packing-unknown', 'array packed with scale-offset'],
    ['layouts', '/blosc', 'packing-unknown', 'array packed with Blosc'],
    ['layouts', '/bitshuffle', 'packing-unknown', 'array packed with Bitshuffle'],
    ['layouts', '/szip', 'packing-unknown', 'array packed with SZIP'],
    ['groups', '/other-file', 'values-elsewhere', 'link to another file'],
    ['groups', '/outside', 'values-elsewhere', 'link to another file'],
  ])('%s: %s is named and refused', async (name, variable, code, kind) => {
    const { skipped } = await inspectFile(file(`hdf5/${name}-${version}.h5`));
    expect(skipped).toContainEqual({ name: variable, kind });
    const error = await refusal(`hdf5/${name}-${version}.h5`, variable);
    expect(error).toMatchObject({ kind: 'unsupported-format', code, details: { variable } });
    expect((error as Error).message).toMatch(/^[^\n]+\.$/);
  });

  it('is every array once, under the first of its names', async () => {
    const { variables } = await inspectFile(file(`hdf5/groups-${version}.h5`));
    const names = variables.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('/a/b/c/高光谱');
    expect(names).not.toContain('/alias');
    expect(names.filter((name) => name.startsWith('/many/'))).toHaveLength(40);
    expect(names.filter((name) => name.startsWith('/in-order/'))).toHaveLength(14);
  });

  it('can be opened under its other names', async () => {
    const name = `hdf5/groups-${version}.h5`;
    const expected = await valuesOf(name, '/a/b/c/高光谱');
    for (const other of ['/alias', '/a/z/again', '/a/near/高光谱', '/a/b/root/alias'])
      expect(await valuesOf(name, other), other).toEqual(expected);
  });

  it.each(['/circle', '/dangling', '/a', '/nowhere/at/all', '/a/near', ''])(
    'is not what "%s" leads to',
    async (variable) => {
      const error = await refusal(`hdf5/groups-${version}.h5`, variable);
      expect(error).toMatchObject({ kind: 'unusable-data', code: 'variable-missing' });
    },
  );
});

it('a virtual array is refused', async () => {
  const error = await refusal('hdf5/groups-latest.h5', '/virtual');
  expect(error).toMatchObject({ code: 'values-elsewhere', details: { variable: '/virtual' } });
});

it.each(['v110', 'latest'])('chunks far along an axis that grows are found (%s)', async (version) => {
  const source = await openVariable({ file: file(`hdf5/many-chunks-${version}.h5`), variable: '/far' });
  const values = await readAll(source);
  expect(values).toHaveLength(140_000);
  expect([...values.keys()].filter((index) => values[index] !== 0)).toEqual([131_500, 139_999]);
  expect([values[131_500], values[139_999]]).toEqual([1, 2]);
  await source.close();
});

it('arrays come in the order in which they were made, where the file knows it', async () => {
  const { variables } = await inspectFile(file('hdf5/groups-latest.h5'));
  const inOrder = variables.map(({ name }) => /^\/in-order\/(.)$/.exec(name)?.[1] ?? '').join('');
  expect(inOrder).toBe('zyxwvutsrqponm');
});

it('an axis without coordinates is no array', async () => {
  const { variables } = await inspectFile(file('netcdf4/tiny.nc'));
  expect(variables.map(({ name }) => name)).toEqual(['/cube']);
});

it('says that scale and offset are not applied', async () => {
  const source = await openVariable({ file: file('netcdf4/placed.nc'), variable: '/reflectance' });
  expect(source.warnings).toMatchObject([{ code: 'scale-not-applied' }]);
  expect(source).toMatchObject({ nodata: -9999, georeferencing: { crs: 'EPSG:32616' } });
  await source.close();
});

describe('tiles run along', () => {
  it.each([
    ['hdf5/layouts-latest.h5', '/contiguous', 0],
    // Chunks of 3 x 4 x 2 in 8 x 7 x 5.
    ['hdf5/layouts-latest.h5', '/gzip', 0],
    ['hdf5/layouts-latest.h5', '/one-chunk', 0],
    ['mat73/plain.mat', 'cube_int16', 1],
    // Chunks of 3 x 4 x 2 in 8 x 7 x 5 again.
    ['mat73/packed.mat', 'cube_int16', 0],
  ])('%s %s: axis %i', async (name, variable, axis) => {
    const source = await openVariable({ file: file(name), variable });
    expect(tileAxisOf(source)).toBe(axis);
    await source.close();
  });
});

it.each(['/everything', '/lzf-cube', '/grows-twice-gzip', '/one-chunk', '/chunked'])(
  'chunks of %s that memory has no room for are unpacked once, into a scratch file',
  async (variable) => {
    const expected = await valuesOf('hdf5/layouts-latest.h5', variable);
    for (const memoryLimit of [0, 200]) {
      const source = await openVariable({ file: file('hdf5/layouts-latest.h5'), variable }, { memoryLimit });
      for (let row = 0; row < 8; row++) {
        const values = await source.read([
          [row, row + 1],
          [1, 6],
          [0, 5],
        ]);
        expect(Array.from(values)).toEqual(expected.slice(row * 35 + 5, row * 35 + 30));
      }
      expect(Array.from(await readAll(source))).toEqual(expected);
      const open = () => readdirSync('/proc/self/fd').length;
      const before = open();
      await source.close();
      expect(open()).toBe(before - 2);
    }
  },
);

it.each(['/contiguous', '/gzip', '/grows-twice-gzip', '/compact'])(
  'reading %s can be cancelled',
  async (variable) => {
    const source = await openVariable({ file: file('hdf5/layouts-latest.h5'), variable });
    const cancel = new AbortController();
    const all = source.shape.map((length) => [0, length] as const);
    const reading = source.read(all, cancel.signal);
    cancel.abort();
    if (variable !== '/compact') await expect(reading).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(source.read(all, cancel.signal)).rejects.toMatchObject({ kind: 'cancelled' });
    expect(await readAll(source)).toHaveLength(280);
    await source.close();
    await expect(readAll(source)).rejects.toThrow();
  },
);

it('no file stays open', async () => {
  const openFiles = () => readdirSync('/proc/self/fd').length;
  const before = openFiles();
  for (let n = 0; n < 20; n++) {
    for (const variable of ['/contiguous', '/gzip', '/compact', '/szip', '/nothing']) {
      const source = await openVariable({ file: file('hdf5/layouts-latest.h5'), variable }).catch(
        () => undefined,
      );
      await source?.close();
    }
  }
  expect(openFiles()).toBeLessThan(before + 10);
});
