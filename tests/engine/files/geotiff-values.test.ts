import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Dtype, Georeferencing } from '@shared/scene';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { readAll } from './fixtures';

const FOLDER = fileURLToPath(new URL('../../fixtures/geotiff/', import.meta.url));

interface Cube {
  shape: number[];
  dtype: Dtype;
  values: (number | string)[];
}
interface Expected {
  cube: string;
  wavelengths?: number[];
  georeferencing?: Georeferencing;
  nodata?: number;
  bandNames?: string[];
  warnings?: string[];
}
const document = JSON.parse(readFileSync(`${FOLDER}expected.json`, 'utf8')) as {
  cubes: Record<string, Cube>;
  files: Record<string, Expected>;
};
const SPECIAL: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
const numbers = ({ values }: Cube) =>
  values.map((value) => (typeof value === 'string' ? SPECIAL[value] : value));

async function open(name: string) {
  const file = FOLDER + name;
  const { format, variables } = await inspectFile(file);
  expect(format).toBe('geotiff');
  expect(variables).toHaveLength(1);
  return { info: variables[0], source: await openVariable({ file, variable: variables[0].name }) };
}

describe('what tifffile and GDAL wrote reads to the bit', () => {
  it.each(Object.entries(document.files))('%s', async (name, expected) => {
    const cube = document.cubes[expected.cube];
    const { info, source } = await open(name);
    expect(info).toMatchObject({ shape: cube.shape, dtype: cube.dtype, name: name.replace('.tif', '') });
    expect(info.role).toBe(cube.shape.length === 3 ? 'cube' : 'labels');
    expect(source).toMatchObject({ shape: cube.shape, dtype: cube.dtype });
    const values = Array.from(await readAll(source));
    const wanted = numbers(cube);
    expect(values.length).toBe(wanted.length);
    expect(values.findIndex((value, index) => !Object.is(value, wanted[index]))).toBe(-1);
    for (const key of ['wavelengths', 'georeferencing', 'nodata', 'bandNames'] as const) {
      if (expected[key] !== undefined) expect(source[key as keyof typeof source], key).toEqual(expected[key]);
    }
    if (expected.wavelengths) expect(info.wavelengths).toEqual(expected.wavelengths);
    expect(source.warnings.map(({ code }) => code)).toEqual(expected.warnings ?? []);
    await source.close();
  });
});

describe('windows', () => {
  it.each(['planar-tiles.tif', 'deflate-predictor.tif', 'strips-of-3.tif', 'pages.tif', 'planar.tif'])(
    'of %s are the same part of the whole',
    async (name) => {
      const { source } = await open(name);
      const [rows, columns, bands] = source.shape;
      const whole = await readAll(source);
      for (const window of [
        [
          [5, 6],
          [7, 8],
          [0, bands],
        ],
        [
          [0, rows],
          [0, columns],
          [3, 4],
        ],
        [
          [14, 19],
          [15, 18],
          [1, 4],
        ],
        [
          [2, 2],
          [0, 3],
          [0, 1],
        ],
      ] as [number, number][][]) {
        const wanted: number[] = [];
        for (let row = window[0][0]; row < window[0][1]; row++)
          for (let column = window[1][0]; column < window[1][1]; column++)
            for (let band = window[2][0]; band < window[2][1]; band++)
              wanted.push(whole[(row * columns + column) * bands + band]);
        expect(Array.from(await source.read(window))).toEqual(wanted);
      }
      await expect(
        source.read([
          [0, rows + 1],
          [0, 1],
          [0, 1],
        ]),
      ).rejects.toMatchObject({
        code: 'window-outside-array',
      });
      await source.close();
    },
  );
});
