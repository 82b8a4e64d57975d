import { describe, expect, it } from 'vitest';
import { openCube } from '../../../src-main/engine/cube/open';
import { intoMemory } from '../../../src-main/engine/cube/memory-cube';
import { forEachTile, pixelsOf } from '../../../src-main/engine/cube/tiles';
import { matFile } from '../../support/mat-file';
import { memoryCube } from '../../support/memory-cube';
import { temporaryFolder } from '../../support/temporary-folder';
import { CUBE, WAVELENGTHS } from './sample';

const folder = temporaryFolder();
const shape = [6, 7, 5];
const values = Int16Array.from({ length: 210 }, (_, i) => i * 3 - 200);
const file = folder.write(
  'cube.mat',
  matFile({ name: 'cube', shape, values }, { name: 'flat', shape: [6, 7], values: values.slice(0, 42) }),
);

describe('opening a cube', () => {
  it('gives the sample with the wavelengths that lie beside it', async () => {
    const cube = await openCube(CUBE);
    expect(cube).toMatchObject({ rows: 145, columns: 145, bands: 200, dtype: 'uint16', warnings: [] });
    expect(cube.wavelengths).toHaveLength(200);
    expect(cube.wavelengths?.[0]).toBe(400.02);
    await cube.close();
  });

  it('gives none where the list beside it belongs to another cube', async () => {
    folder.write('wavelengths.csv', '400\n500\n600\n');
    const cube = await openCube({ file, variable: 'cube' });
    expect(cube.wavelengths).toBeUndefined();
    await cube.close();
  });

  it('takes the list that is named, or says why it does not fit', async () => {
    const list = folder.write('centres.txt', '0.4\n0.5\n0.6\n0.7\n0.8\n');
    const cube = await openCube({ file, variable: 'cube' }, { wavelengthFile: list });
    expect(cube.wavelengths).toEqual([400, 500, 600, 700, 800]);
    await cube.close();
    const opened = openCube({ file, variable: 'cube' }, { wavelengthFile: WAVELENGTHS });
    await expect(opened).rejects.toMatchObject({
      code: 'wavelength-count-differs',
      details: { bands: 5, wavelengths: 200 },
    });
  });

  it('refuses what has not three axes', async () => {
    await expect(openCube({ file, variable: 'flat' })).rejects.toMatchObject({
      kind: 'unusable-data',
      code: 'not-a-cube',
      details: { shape: '6 x 7' },
    });
  });

  it('reads windows in row, column, band order; an axis left out is whole', async () => {
    const cube = await openCube({ file, variable: 'cube' });
    expect(await cube.read({})).toEqual(values);
    expect(await cube.read({ rows: [2, 3], columns: [1, 2] })).toEqual(values.slice(75, 80));
    const band = await cube.read({ bands: [3, 4] });
    expect(band).toEqual(values.filter((_, i) => i % 5 === 3));
    await cube.close();
  });
});

describe('a cube in memory', () => {
  it('reads the same windows as the one it was copied from, which is closed', async () => {
    const cube = await openCube({ file, variable: 'cube' });
    const other = await openCube({ file, variable: 'cube' });
    const memory = await intoMemory(other);
    for (const window of [
      {},
      { rows: [1, 4] },
      { columns: [2, 7], bands: [0, 5] },
      { bands: [4, 5] },
      { rows: [0, 6], columns: [3, 4], bands: [1, 3] },
      { rows: [2, 2] },
    ] as Parameters<typeof cube.read>[0][]) {
      expect(await memory.read(window), JSON.stringify(window)).toEqual(await cube.read(window));
    }
    await expect(other.read({})).rejects.toMatchObject({ code: 'source-closed' });
    await Promise.all([memory.close(), cube.close()]);
    await expect(memory.read({})).rejects.toMatchObject({ code: 'source-closed' });
  });

  it('closes the original when the copy is cancelled', async () => {
    const cube = await openCube({ file, variable: 'cube' });
    const cancel = new AbortController();
    cancel.abort();
    await expect(intoMemory(cube, { signal: cancel.signal })).rejects.toMatchObject({ kind: 'cancelled' });
    await expect(cube.read({})).rejects.toMatchObject({ code: 'source-closed' });
  });
});

describe('tiles', () => {
  const [rows, columns, bands] = [70, 90, 400];
  const scene = Float64Array.from({ length: rows * columns * bands }, (_, i) => i);

  it.each(['rows', 'columns'] as const)('along %s hold every pixel once', async (tileAxis) => {
    const cube = {
      ...memoryCube([rows, columns, bands], scene),
      tileAxis,
      read: async ({ rows: [top, bottom] = [0, rows], columns: [left, right] = [0, columns] }) => {
        const lines = Array.from({ length: bottom - top }, (_, i) =>
          scene.subarray(((top + i) * columns + left) * bands, ((top + i) * columns + right) * bands),
        );
        return Float64Array.from(lines.flatMap((line) => [...line]));
      },
    };
    const seen = new Uint8Array(rows * columns);
    const fractions: number[] = [];
    let tiles = 0;
    await forEachTile(
      cube,
      (tile) => {
        tiles++;
        pixelsOf(tile, columns).forEach((pixel, index) => {
          seen[pixel]++;
          expect(tile.values[index * bands]).toBe(pixel * bands);
        });
      },
      { onProgress: (fraction) => fractions.push(fraction) },
    );
    expect(tiles).toBeGreaterThan(2);
    expect(seen.every((count) => count === 1)).toBe(true);
    expect(fractions[fractions.length - 1]).toBe(1);
  });

  it('let a cancellation in between', async () => {
    const cancel = new AbortController();
    let tiles = 0;
    const pass = forEachTile(memoryCube([rows, columns, bands], scene), () => void tiles++, {
      signal: cancel.signal,
    });
    setImmediate(() => cancel.abort());
    await expect(pass).rejects.toMatchObject({ kind: 'cancelled' });
    expect(tiles).toBeLessThan(3);
  });
});
