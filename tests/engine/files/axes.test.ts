import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { AXIS_NAMES, type AxisName } from '@shared/axes';
import type { NumericArray } from '@shared/scene';
import { turned } from '../../../src-main/engine/files/axes/turned';
import { openVariable } from '../../../src-main/engine/files/registry';
import { tileAxisOf, type ArraySource, type Range } from '../../../src-main/engine/files/source';
import { createRandom } from '../../../src-main/engine/samples/random';
import { cutWindow } from '../../support/cut-window';
import { readAll } from './fixtures';

const FORMATS = fileURLToPath(new URL('../../fixtures/formats/', import.meta.url));

const ORDERS: AxisName[][] = [
  ['rows', 'columns', 'bands'],
  ['rows', 'bands', 'columns'],
  ['columns', 'rows', 'bands'],
  ['columns', 'bands', 'rows'],
  ['bands', 'rows', 'columns'],
  ['bands', 'columns', 'rows'],
];

interface Row {
  file: string;
  variable: string;
  shape: number[];
  values: string;
}

/** The first cube of a format's fixtures, as its manifest states it, made by independent libraries. */
function cubeOf(format: string) {
  const folder = `${FORMATS}${format}/`;
  const { rows, values } = JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8')) as {
    rows: Row[];
    values: Record<string, number[]>;
  };
  const row = rows.find(({ shape }) => shape.length === 3) as Row;
  return {
    file: folder + row.file,
    variable: row.variable,
    shape: row.shape,
    values: values[row.values],
  };
}

/** Values in the order rows, columns, bands, picked one by one from where each of them is in the file. */
function pick(values: ArrayLike<number>, shape: readonly number[], order: readonly AxisName[]) {
  const at = (name: AxisName) => order.indexOf(name);
  const [rows, columns, bands] = AXIS_NAMES.map((name) => shape[at(name)]);
  const picked: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      for (let band = 0; band < bands; band++) {
        const index = [0, 0, 0];
        index[at('rows')] = row;
        index[at('columns')] = column;
        index[at('bands')] = band;
        picked.push(values[(index[0] * shape[1] + index[1]) * shape[2] + index[2]]);
      }
  return { values: picked, shape: [rows, columns, bands] };
}

describe.each(['npy', 'npz', 'hdf5', 'netcdf4', 'mat73', 'envi', 'geotiff', 'erdas'])('%s', (format) => {
  const cube = cubeOf(format);

  it.each(ORDERS.map((order) => [order.join(' x '), order] as const))('as %s', async (_, axes) => {
    const expected = pick(cube.values, cube.shape, axes);
    const source = await openVariable({ file: cube.file, variable: cube.variable, axes: [...axes] });
    try {
      expect(source.shape).toEqual(expected.shape);
      expect(Array.from(await readAll(source))).toEqual(expected.values);
      const random = createRandom(3, axes.join());
      for (let n = 0; n < 10; n++) {
        const ranges = expected.shape.map((length): Range => {
          const start = random.integer(length + 1);
          return [start, start + random.integer(length - start + 1)];
        });
        const window = Array.from(await source.read(ranges));
        expect(window, JSON.stringify(ranges)).toEqual(cutWindow(expected.values, expected.shape, ranges));
      }
    } finally {
      await source.close();
    }
  });
});

/** An array of 4 x 3 x 2 that notes what is read of it. */
function observed(changes: Partial<ArraySource> = {}) {
  const reads: (readonly Range[])[] = [];
  const values = Float64Array.from({ length: 24 }, (_, index) => index);
  const source: ArraySource = {
    ...{ shape: [4, 3, 2], dtype: 'float64', tileAxes: [0, 1, 2], warnings: [] },
    read: async (ranges): Promise<NumericArray> => {
      reads.push(ranges);
      return Float64Array.from(cutWindow(values, [4, 3, 2], ranges));
    },
    close: async () => undefined,
    ...changes,
  };
  return { source, reads };
}

describe('an array in another order', () => {
  it('reads no more than the window', async () => {
    const { source, reads } = observed();
    const cube = turned(source, ['bands', 'columns', 'rows']);
    expect(cube.shape).toEqual([2, 3, 4]);
    await cube.read([
      [1, 2],
      [0, 3],
      [2, 3],
    ]);
    expect(reads).toEqual([
      [
        [2, 3],
        [0, 3],
        [1, 2],
      ],
    ]);
  });

  it('is cut where the file is cheapest to cut', () => {
    const { source } = observed();
    expect(tileAxisOf(turned(source, ['bands', 'columns', 'rows']))).toBe(1);
    expect(tileAxisOf(turned(source, ['bands', 'rows', 'columns']))).toBe(0);
  });

  it('keeps wavelengths and the place as far as they are still of the same axes', () => {
    const { source } = observed({
      wavelengths: [500, 600],
      nodata: -1,
      georeferencing: { transform: [10, 2, 0, 50, 0, -3], crs: 'EPSG:32616' },
    });
    expect(turned(source, ['columns', 'rows', 'bands'])).toMatchObject({
      wavelengths: [500, 600],
      nodata: -1,
      georeferencing: { transform: [10, 0, 2, 50, -3, 0], crs: 'EPSG:32616' },
    });
    const other = turned(source, ['bands', 'rows', 'columns']);
    expect(other.wavelengths).toBeUndefined();
    expect(other.georeferencing).toBeUndefined();
    expect(other.nodata).toBe(-1);
  });

  it('is the array itself where nothing changes', () => {
    const { source } = observed();
    expect(turned(source, ['rows', 'columns', 'bands'])).toBe(source);
  });
});

it('labels are turned too', async () => {
  const { file, variable } = { file: `${FORMATS}npy/`, variable: '' };
  const row = (
    JSON.parse(readFileSync(`${file}manifest.json`, 'utf8')) as {
      rows: Row[];
      values: Record<string, number[]>;
    }
  ).rows.find(({ shape }) => shape.length === 2) as Row;
  const source = await openVariable({
    file: file + row.file,
    variable: row.variable + variable,
    axes: ['columns', 'rows'],
  });
  expect(source.shape).toEqual([...row.shape].reverse());
  await source.close();
});

it.each([
  [['rows', 'columns'], /each of rows, columns, bands once/],
  [['rows', 'rows', 'bands'], /each of rows, columns, bands once/],
] as [AxisName[], RegExp][])('refuses %j for a cube', async (axes, message) => {
  const { file, variable } = cubeOf('npy');
  await expect(openVariable({ file, variable, axes })).rejects.toMatchObject({
    code: 'axes-differ',
    message: expect.stringMatching(message) as string,
  });
});
