import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, vi } from 'vitest';
import { convertVariable, type ConvertOptions } from '../../../../src-main/engine/export/cube/convert';
import { temporaryFolder } from '../../../support/temporary-folder';
import { readWithPeers } from './peers';

const TIFFS = fileURLToPath(new URL('../../../fixtures/geotiff/', import.meta.url));
const ENDINGS = ['npy', 'mat', 'tif', 'hdr'];
const TYPES = [
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
/** Libraries take their time to load. */
vi.setConfig({ testTimeout: 400_000 });

const folder = temporaryFolder();

async function converted(name: string, endings: readonly string[], options?: ConvertOptions) {
  const source = `${TIFFS}${name}.tif`;
  const files = endings.map((ending) => join(folder.path, `${name}.${ending}`));
  for (const file of files) await convertVariable({ file: source, variable: name }, file, options);
  return { source, files };
}

it.for(['gdal-nodata', 'gdal-turned', 'gdal-pixel', 'labels'])(
  'what was converted from %s is the same to NumPy, SciPy, GDAL, tifffile and Spectral Python',
  async (name, { skip }) => {
    const { source, files } = await converted(name, ENDINGS);
    const [wanted, ...findings] = readWithPeers([source, ...files], skip).filter(
      ({ file, reader }) => file !== `${TIFFS}${name}.tif` || reader === 'with_gdal',
    );
    expect(findings).toHaveLength(6);
    const { shape, dtype, digest } = wanted;
    for (const found of findings) {
      const about = `${found.file} ${found.reader}`;
      expect(found, about).toMatchObject({ shape, dtype, digest });
      if (found.wavelengths !== undefined) {
        const expected = wanted.wavelengths as number[] | null;
        const close = expected?.map((value) => expect.closeTo(value, 9)) ?? null;
        expect(found.wavelengths, about).toEqual(close);
      }
      if (found.reader !== 'with_gdal') continue;
      const { transform, epsg, nodata } = wanted;
      expect(found, about).toMatchObject({ epsg, nodata });
      const close = (transform as number[] | null)?.map((value) => expect.closeTo(value, 9)) ?? null;
      expect(found.transform, about).toEqual(close);
    }
  },
);

it('every type of value is the same to all of them', async ({ skip }) => {
  const files: string[] = [];
  for (const dtype of TYPES) {
    const endings = ENDINGS.filter((ending) => ending !== 'hdr' || dtype !== 'int8');
    const made = await converted(`${dtype}-big`, endings);
    files.push(made.source, ...made.files);
  }
  const findings = readWithPeers(files, skip);
  for (const dtype of TYPES) {
    const of = findings.filter(({ file }) => file.includes(`/${dtype}-big.`));
    expect(of).toHaveLength(dtype === 'int8' ? 6 : 8);
    expect(new Set(of.map(({ digest }) => digest)).size, dtype).toBe(1);
    expect(new Set(of.map((each) => each.dtype)), dtype).toEqual(new Set([dtype]));
  }
});

it('a GeoTIFF of many tiles, as BigTIFF too, is tiled and packed and the same', async ({ skip }) => {
  const source = `${TIFFS}gdal-names.tif`;
  const files = ['classic', 'big'].map((name) => join(folder.path, `${name}.tif`));
  const variable = { file: source, variable: 'gdal-names' };
  await convertVariable(variable, files[0], { tileBytes: 1 });
  await convertVariable(variable, files[1], { tileBytes: 1, bigTiffFrom: 0 });
  const [wanted, , ...findings] = readWithPeers([source, ...files], skip);
  const { shape, dtype, digest, descriptions } = wanted;
  expect(findings.map(({ reader }) => reader)).toEqual(
    Array.from({ length: 4 }, (_, at) => (at % 2 === 0 ? 'with_gdal' : 'with_tifffile')),
  );
  for (const found of findings) expect(found).toMatchObject({ shape, dtype, digest });
  for (const found of [findings[0], findings[2]]) expect(found.descriptions).toEqual(descriptions);
  const layout = { tiled: true, compression: 'ADOBE_DEFLATE' };
  expect(findings[1]).toMatchObject({ ...layout, big: false });
  expect(findings[3]).toMatchObject({ ...layout, big: true });
});
