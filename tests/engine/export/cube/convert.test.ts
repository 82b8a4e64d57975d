import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Dtype } from '@shared/scene';
import { convertVariable } from '../../../../src-main/engine/export/cube/convert';
import { inspectFile, openVariable } from '../../../../src-main/engine/files/registry';
import { matFile } from '../../../support/mat-file';
import { temporaryFolder } from '../../../support/temporary-folder';
import { readAll } from '../../files/fixtures';

const TIFFS = fileURLToPath(new URL('../../../fixtures/geotiff/', import.meta.url));
const folder = temporaryFolder();
const ENDINGS = ['npy', 'mat', 'tif', 'hdr'] as const;

async function contents(file: string, variable?: string) {
  const { variables } = await inspectFile(file);
  const info = variable === undefined ? variables[0] : variables.find(({ name }) => name === variable);
  const source = await openVariable({ file, variable: info?.name ?? '' });
  try {
    const { shape, dtype, wavelengths, georeferencing, nodata, bandNames } = source;
    const values = Array.from(await readAll(source));
    return { shape: [...shape], dtype, wavelengths, georeferencing, nodata, bandNames, values };
  } finally {
    await source.close();
  }
}

const TYPES: Dtype[] = [
  'uint8',
  'int8',
  'uint16',
  'int16',
  'uint32',
  'int32',
  'uint64',
  'int64',
  'float32',
  'float64',
];

describe.each(ENDINGS)('what is written as .%s', (ending) => {
  const types = TYPES.filter((dtype) => ending !== 'hdr' || dtype !== 'int8');

  it.each(types)('has the same values, type and shape: %s', async (dtype) => {
    const source = { file: `${TIFFS}${dtype}-big.tif`, variable: `${dtype}-big` };
    const file = join(folder.path, `${dtype}.${ending}`);
    const { files, shape } = await convertVariable(source, file);
    expect(files).toContain(file);
    expect(shape).toEqual([20, 18, 5]);
    const [from, to] = [await contents(source.file), await contents(file)];
    expect(to).toMatchObject({ shape: from.shape, dtype });
    expect(to.values.findIndex((value, index) => !Object.is(value, from.values[index]))).toBe(-1);
  });

  it('holds labels too', async () => {
    const file = join(folder.path, `labels.${ending}`);
    await convertVariable({ file: `${TIFFS}labels.tif`, variable: 'labels' }, file);
    const [from, to] = [await contents(`${TIFFS}labels.tif`), await contents(file)];
    expect(to).toMatchObject({ shape: [20, 18], dtype: 'uint8', values: from.values });
  });

  it('is the same from a file that keeps columns together', async () => {
    const values = Float32Array.from({ length: 7 * 6 * 5 }, (_, index) => Math.sin(index));
    const source = folder.write('columns.mat', matFile({ name: 'cube', shape: [7, 6, 5], values }));
    const file = join(folder.path, `columns-out.${ending}`);
    await convertVariable({ file: source, variable: 'cube' }, file);
    expect(await contents(file)).toMatchObject({ shape: [7, 6, 5], values: Array.from(values) });
  });

  it('is the same in many tiles, from rows and from columns', async () => {
    const shape = [70, 53, 8];
    const tileBytes = 10_000;
    const values = Int16Array.from({ length: 70 * 53 * 8 }, (_, index) => (index * 31) % 32_749);
    const columns = folder.write('large.mat', matFile({ name: 'cube', shape, values }));
    const rows = join(folder.path, `rows-${ending}.npy`);
    const fractions: number[] = [];
    await convertVariable({ file: columns, variable: 'cube' }, rows, {
      tileBytes,
      onProgress: (fraction) => fractions.push(fraction),
    });
    expect(fractions.length).toBeGreaterThan(1);
    expect(fractions.at(-1)).toBe(1);
    for (const file of [columns, rows]) {
      const { variables } = await inspectFile(file);
      const out = join(folder.path, `large-out.${ending}`);
      await convertVariable({ file, variable: variables[0].name }, out, { overwrite: true, tileBytes });
      const written = (await inspectFile(out)).variables[0];
      expect(written).toMatchObject({ shape, dtype: 'int16' });
      const source = await openVariable({ file: out, variable: written.name });
      const found = await readAll(source);
      await source.close();
      expect(Buffer.compare(new Uint8Array(found.buffer), new Uint8Array(values.buffer))).toBe(0);
    }
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const cancel = new AbortController();
    const before = readdirSync(folder.path);
    const written = convertVariable(
      { file: `${TIFFS}uint8-big.tif`, variable: 'uint8-big' },
      join(folder.path, `cancelled.${ending}`),
      { signal: cancel.signal, onProgress: () => cancel.abort() },
    );
    cancel.abort();
    await expect(written).rejects.toMatchObject({ kind: 'cancelled' });
    expect(readdirSync(folder.path)).toEqual(before);
  });

  it('replaces a file only where that was asked for', async () => {
    const file = join(folder.path, `mine.${ending}`);
    writeFileSync(file, 'precious');
    const source = { file: `${TIFFS}uint8-big.tif`, variable: 'uint8-big' };
    await expect(convertVariable(source, file)).rejects.toMatchObject({ code: 'output-file-exists' });
    expect(readFileSync(file, 'utf8')).toBe('precious');
    await convertVariable(source, file, { overwrite: true });
    expect((await contents(file)).dtype).toBe('uint8');
  });

  it('goes nowhere where there is no folder', async () => {
    const file = join(folder.path, 'nowhere', `cube.${ending}`);
    const source = { file: `${TIFFS}uint8-big.tif`, variable: 'uint8-big' };
    await expect(convertVariable(source, file)).rejects.toMatchObject({ code: 'folder-missing' });
    expect(existsSync(join(folder.path, 'nowhere'))).toBe(false);
  });
});

describe('what belongs to the values', () => {
  const source = { file: `${TIFFS}gdal-nodata.tif`, variable: 'gdal-nodata' };
  const convert = async (ending: string, from = source) => {
    const file = join(folder.path, `${from.variable}-kept.${ending}`);
    await convertVariable(from, file, { overwrite: true });
    return contents(file);
  };

  it.each(['tif', 'hdr'])('is kept in .%s: wavelengths, place, nodata', async (ending) => {
    const { wavelengths, georeferencing, nodata } = await contents(source.file);
    expect(georeferencing).toEqual({ transform: [500000, 20, 0, 4650020, 0, -10], crs: 'EPSG:32616' });
    expect(await convert(ending)).toMatchObject({ wavelengths, georeferencing, nodata });
  });

  it.each(['tif', 'hdr'])('is kept in .%s: a turned scene', async (ending) => {
    const turned = { file: `${TIFFS}gdal-turned.tif`, variable: 'gdal-turned' };
    const { georeferencing } = await contents(turned.file);
    const kept = (await convert(ending, turned)).georeferencing;
    expect(kept?.crs).toBe('EPSG:32616');
    kept?.transform.forEach((value, index) =>
      expect(value).toBeCloseTo(georeferencing?.transform[index] ?? NaN, 6),
    );
  });

  it('is kept in .mat: wavelengths', async () => {
    const { wavelengths } = await contents(source.file);
    expect((await convert('mat')).wavelengths).toEqual(wavelengths);
  });

  it.each(['tif', 'hdr'])('is kept in .%s: names of bands', async (ending) => {
    const named = { file: `${TIFFS}gdal-names.tif`, variable: 'gdal-names' };
    const { bandNames, wavelengths } = await contents(named.file);
    expect(bandNames).toHaveLength(5);
    expect(await convert(ending, named)).toMatchObject({ bandNames, wavelengths });
  });
});

describe('what cannot be written', () => {
  const source = { file: `${TIFFS}int8-big.tif`, variable: 'int8-big' };

  it.each([
    ['cube.xyz', 'unknown-cube-format'],
    ['cube', 'unknown-cube-format'],
    ['cube.hdr', 'type-not-in-format'],
  ])('says why: %s', async (name, code) => {
    const file = join(folder.path, name);
    await expect(convertVariable(source, file)).rejects.toMatchObject({ kind: 'invalid-settings', code });
    expect(existsSync(file)).toBe(false);
  });

  it('leaves the file alone that it reads', async () => {
    const file = folder.write('self.tif', readFileSync(source.file));
    await expect(
      convertVariable({ file, variable: 'self' }, file, { overwrite: true }),
    ).rejects.toMatchObject({ code: 'output-is-input' });
    expect(readFileSync(file)).toEqual(readFileSync(source.file));
  });

  it('leaves the other half alone of the file that it reads', async () => {
    const header = join(folder.path, 'half.hdr');
    await convertVariable(source, join(folder.path, 'half.tif'));
    await convertVariable({ file: `${TIFFS}uint8-big.tif`, variable: 'uint8-big' }, header);
    const data = readFileSync(join(folder.path, 'half.img'));
    const ref = { file: header, variable: 'half' };
    const again = convertVariable(ref, join(folder.path, 'half.img.hdr'), { overwrite: true });
    await expect(again).rejects.toMatchObject({ code: 'output-is-input' });
    expect(readFileSync(join(folder.path, 'half.img'))).toEqual(data);
  });
});

describe('an ENVI header whose data would be sought elsewhere', () => {
  const source = { file: `${TIFFS}uint8-big.tif`, variable: 'uint8-big' };

  it('is never written beside data that every reader would take for its own', async () => {
    const other = folder.write('taken.dat', 'mine');
    const file = join(folder.path, 'taken.hdr');
    await expect(convertVariable(source, file)).rejects.toMatchObject({ details: { place: other } });
    const { files } = await convertVariable(source, file, { overwrite: true });
    expect(files).toEqual([other, file]);
    expect(await contents(file)).toMatchObject({ values: (await contents(source.file)).values });
  });
});
