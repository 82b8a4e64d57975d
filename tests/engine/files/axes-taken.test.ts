import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openCube } from '../../../src-main/engine/cube/open';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { matFile } from '../../support/mat-file';
import { npy, npyHeader, zip } from '../../support/npy-file';
import { temporaryFolder } from '../../support/temporary-folder';
import { readAll } from './fixtures';

const folder = temporaryFolder();
const file = (name: string) => fileURLToPath(new URL(`../../fixtures/formats/${name}`, import.meta.url));
const count = (shape: number[]) => shape.reduce((product, length) => product * length, 1);
const ramp = (shape: number[]) => Uint16Array.from({ length: count(shape) }, (_, index) => index % 60_000);

function npyOf(shape: number[], values: Uint16Array | Float64Array = ramp(shape)): Buffer {
  const type = values instanceof Uint16Array ? "'<u2'" : "'<f8'";
  return npy(npyHeader(type, `${shape.join(', ')},`), Buffer.from(new Uint8Array(values.buffer)));
}

const BANDS = Float64Array.from({ length: 40 }, (_, band) => 400 + 10 * band);

/** A cube of 24 rows, 30 columns and 40 bands, its bands first, and what lies beside it. */
const STORED = [40, 24, 30];
const npz = (name: string, ...beside: Parameters<typeof zip>) =>
  folder.write(name, zip({ name: 'cube.npy', contents: npyOf(STORED) }, ...beside));

async function cubeIn(path: string, variable = 'cube') {
  const info = (await inspectFile(path)).variables.find(({ name }) => name === variable);
  const source = await openVariable({ file: path, variable });
  const { shape, wavelengths, taken } = source;
  const values = Array.from(await readAll(source));
  await source.close();
  expect(shape).toEqual(info?.shape);
  expect(wavelengths).toEqual(info?.wavelengths);
  return { info, values, taken };
}

/** Value of the stored array at a row, column and band. */
const at = (row: number, column: number, band: number) => ((band * 24 + row) * 30 + column) % 60_000;

function expectTurned(values: number[]): void {
  const places = [0, 1, 777, values.length - 1];
  for (const place of places) {
    const [band, column, row] = [place % 40, Math.floor(place / 40) % 30, Math.floor(place / 1200)];
    expect(values[place]).toBe(at(row, column, band));
  }
}

describe('bands first are found', () => {
  it('by wavelengths, which are then those of the cube', async () => {
    const path = npz('wavelengths.npz', { name: 'wavelengths.npy', contents: npyOf([40], BANDS) });
    const { info, values, taken } = await cubeIn(path);
    expect(info).toMatchObject({
      shape: [24, 30, 40],
      axes: ['bands', 'rows', 'columns'],
      axesFrom: 'wavelengths',
      wavelengths: Array.from(BANDS),
    });
    expect(info?.axesUncertain).toBeUndefined();
    expect(taken).toMatchObject({ from: 'wavelengths', uncertain: false });
    expectTurned(values);
  });

  it('by labels of as many rows and columns', async () => {
    const path = npz('labels.npz', { name: 'gt.npy', contents: npyOf([24, 30]) });
    const { info, values } = await cubeIn(path);
    expect(info).toMatchObject({ shape: [24, 30, 40], axesFrom: 'labels' });
    expectTurned(values);
  });

  it('in MAT files too', async () => {
    const path = folder.write(
      'bands-first.mat',
      matFile(
        { name: 'cube', shape: STORED, values: ramp(STORED), compressed: true },
        { name: 'gt', shape: [24, 30], values: ramp([24, 30]), compressed: true },
      ),
    );
    const { info, values } = await cubeIn(path);
    expect(info).toMatchObject({ shape: [24, 30, 40], axesFrom: 'labels' });
    expectTurned(values);
  });

  it('by the names of the axes in NetCDF files', async () => {
    const { info } = await cubeIn(file('netcdf4/placed.nc'), '/band_first');
    expect(info).toMatchObject({
      shape: [8, 7, 5],
      axes: ['bands', 'rows', 'columns'],
      axesFrom: 'names',
    });
  });

  it('but formats that know their axes are believed', async () => {
    const { info, taken } = await cubeIn(file('envi/uint8-bsq-little.hdr'), 'uint8-bsq-little');
    expect([info?.shape, info?.axesFrom, taken]).toEqual([[8, 7, 5], undefined, undefined]);
  });
});

it('a guess that may be wrong is said, until a person has chosen', async () => {
  const path = folder.write('sure-of-nothing.npy', npyOf([20, 40, 30]));
  const ref = { file: path, variable: 'sure-of-nothing' };
  const cube = await openCube(ref);
  expect(cube.warnings.map(({ code, details }) => [code, details.shape, details.axes])).toEqual([
    ['axes-guessed', '20 x 40 x 30', 'rows, columns, bands'],
  ]);
  await cube.close();
  const chosen = await openCube({ ...ref, axes: ['bands', 'rows', 'columns'] });
  expect([chosen.rows, chosen.columns, chosen.bands, chosen.warnings]).toEqual([40, 30, 20, []]);
  await chosen.close();
});
