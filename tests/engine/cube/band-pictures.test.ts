import { describe, expect, it } from 'vitest';
import type { NumericArray } from '@shared/scene';
import { BandPictures, previewStep } from '../../../src-main/engine/cube/band-pictures';
import { readPlanes } from '../../../src-main/engine/cube/band-planes';
import type { Cube, CubeWindow } from '../../../src-main/engine/cube/cube';
import { openCube } from '../../../src-main/engine/cube/open';
import { MemoryBytes, type ByteSource } from '../../../src-main/engine/files/bytes';
import { tileAxisOf } from '../../../src-main/engine/files/source';
import { StoredArray } from '../../../src-main/engine/files/stored-array';
import { temporaryFolder } from '../../support/temporary-folder';

const ROWS = 9;
const COLUMNS = 7;
const BANDS = 5;
const valueAt = (row: number, column: number, band: number) => 1000 * row + 10 * column + band;
const ORDERS = { bsq: [1, 0, 2], bil: [1, 2, 0], bip: [2, 1, 0], matlab: [0, 1, 2], 'by columns': [2, 0, 1] };

/** A cube whose values lie in an order of axes, and how many bytes of it were read. */
function storedCube(order: readonly number[]): { cube: Cube; read(): number } {
  const shape = [ROWS, COLUMNS, BANDS];
  const values = new Int16Array(ROWS * COLUMNS * BANDS);
  const stride = (axis: number) =>
    order.slice(0, order.indexOf(axis)).reduce((product, other) => product * shape[other], 1);
  for (let row = 0; row < ROWS; row++)
    for (let column = 0; column < COLUMNS; column++)
      for (let band = 0; band < BANDS; band++)
        values[row * stride(0) + column * stride(1) + band * stride(2)] = valueAt(row, column, band);
  let read = 0;
  const memory = new MemoryBytes('cube', new Uint8Array(values.buffer));
  const bytes: ByteSource = {
    length: memory.length,
    read(offset, length, signal) {
      read += length;
      return memory.read(offset, length, signal);
    },
    close: () => memory.close(),
  };
  const decode = (part: Uint8Array) => new Int16Array(part.slice().buffer);
  const source = new StoredArray({ bytes, offset: 0, shape, order, dtype: 'int16', itemSize: 2, decode });
  const cube: Cube = {
    ...{ rows: ROWS, columns: COLUMNS, bands: BANDS, dtype: 'int16', warnings: [] },
    tileAxis: tileAxisOf(source) === 1 ? 'columns' : 'rows',
    bandsTogether: source.tileAxes[2] === 2,
    read: ({ rows = [0, ROWS], columns = [0, COLUMNS], bands = [0, BANDS] }: CubeWindow, signal) =>
      source.read([rows, columns, bands], signal),
    close: () => source.close(),
  };
  return { cube, read: () => read };
}

function expectedPlane(band: number, step: number): number[] {
  const plane: number[] = [];
  for (let row = 0; row < ROWS; row += step)
    for (let column = 0; column < COLUMNS; column += step) plane.push(valueAt(row, column, band));
  return plane;
}

describe.each(Object.entries(ORDERS))('bands of a cube stored as %s', (name, order) => {
  it.each([1, 2, 3, 20])('are read with every %d-th row and column', async (step) => {
    const { cube } = storedCube(order);
    const planes = await readPlanes(cube, [3, 0, 4], step);
    expect(planes.map((plane: NumericArray) => [...plane])).toEqual(
      [3, 0, 4].map((band) => expectedPlane(band, step)),
    );
  });

  it('are read once, and no more than what is shown', async () => {
    const { cube, read } = storedCube(order);
    const pictures = new BandPictures(cube);
    await pictures.paint({ bands: [3, 1, 3], stretch: 'full', step: 1 });
    const once = read();
    const wholeCube = 2 * ROWS * COLUMNS * BANDS;
    // Small gaps are read through, so bands that lie apart by less come along.
    expect(once).toBeLessThanOrEqual(wholeCube * (cube.bandsTogether ? 1 : 2));
    await pictures.paint({ bands: [1], stretch: 'percentile', step: 1 });
    expect(read()).toBe(once);
  });

  it('show every pixel, or the mean of some', async () => {
    const { cube } = storedCube(order);
    const [whole, half] = await Promise.all(
      [1, 2].map((step) => new BandPictures(cube).paint({ bands: [2], stretch: 'full', step })),
    );
    const highest = valueAt(ROWS - 1, COLUMNS - 1, 0);
    expect([...whole[0].grey]).toEqual(
      expectedPlane(0, 1).map((value) => Math.round((255 * value) / highest)),
    );
    expect(half[0]).toMatchObject({ band: 2, step: 2, rows: 5, columns: 4 });
    expect(half[0].grey).toHaveLength(20);
  });
});

it('of bands that lie together, only lines that are wanted are read, and other bands come along', async () => {
  const { cube, read } = storedCube(ORDERS.bip);
  const pictures = new BandPictures(cube);
  await pictures.paint({ bands: [2], stretch: 'full', step: 3 });
  const lines = 2 * 3 * COLUMNS * BANDS;
  expect(read()).toBeLessThanOrEqual(lines);
  for (const band of [0, 1, 3, 4]) await pictures.paint({ bands: [band], stretch: 'full', step: 3 });
  expect(read()).toBeLessThanOrEqual(lines);
});

describe('a first picture', () => {
  const folder = temporaryFolder();
  const large = async (interleave: string) => {
    const header = `ENVI\nsamples = 1500\nlines = 2500\nbands = 200\ndata type = 4\ninterleave = ${interleave}\nbyte order = 0\n`;
    const file = folder.write(`${interleave}.hdr`, header);
    folder.write(`${interleave}.raw`, '');
    const { truncate } = await import('node:fs/promises');
    await truncate(folder.path + `/${interleave}.raw`, 3e9);
    return openCube({ file, variable: interleave });
  };

  it.each([
    ['bsq', 1],
    ['bil', 1],
    ['bip', 12],
  ])('of three gigabytes in %s has every n-th row, n = %d', async (interleave, step) => {
    const cube = await large(interleave);
    expect(previewStep(cube)).toBe(step);
    await cube.close();
  });
});

it('is given up when it is no longer wanted', async () => {
  const { cube } = storedCube(ORDERS.bsq);
  const giveUp = new AbortController();
  const painting = new BandPictures(cube).paint({ bands: [0, 1], stretch: 'full', step: 1 }, giveUp.signal);
  giveUp.abort();
  await expect(painting).rejects.toMatchObject({ kind: 'cancelled' });
});
