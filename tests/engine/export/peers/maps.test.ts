import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type { Georeferencing, Rgb } from '@shared/scene';
import { PLAIN } from '../../../../src-main/engine/export/picture/draw';
import { ProbabilityFile } from '../../../../src-main/engine/export/probabilities';
import { placeOf } from '../../../../src-main/engine/export/place/place';
import { writeMap, writeReport } from '../../../../src-main/engine/export/write';
import { someResult } from '../../../support/some-result';
import { temporaryFolder } from '../../../support/temporary-folder';
import { digestOf, readWithPeers } from './peers';

/** Libraries take their time to load. */
vi.setConfig({ testTimeout: 400_000 });

const folder = temporaryFolder();
const path = (name: string) => join(folder.path, name);
const georeferencing: Georeferencing = { transform: [500000, 20, 0, 4650020, 0, -10], crs: 'EPSG:32616' };
const placed = { georeferencing };
const CLASSES: { name: string; color: Rgb }[] = [
  { name: 'Woods', color: [0, 128, 0] },
  { name: 'Buildings-Grass-Trees-Drives', color: [200, 30, 40] },
  { name: '草地', color: [1, 2, 3] },
];
const [rows, columns] = [7, 5];
const labels = Uint16Array.from({ length: rows * columns }, (_, pixel) => 1 + (pixel % 3));
const map = { rows, columns, labels };
const digest = digestOf(Uint8Array.from(labels));
const place = { transform: georeferencing.transform, epsg: 32616 };
const UNCLASSIFIED: Rgb = [0, 0, 0];
const COLORS = [UNCLASSIFIED, ...CLASSES.map(({ color }) => color)];
const NAMES = ['Unclassified', ...CLASSES.map(({ name }) => name)];

it('a map has its labels, colours, names and place in every format', async ({ skip }) => {
  for (const format of ['npy', 'mat', 'tif', 'hdr', 'png'] as const)
    await writeMap(path(`map.${format}`), format, map, CLASSES, { placed });
  const files = ['npy', 'mat', 'tif', 'hdr', 'png'].map((ending) => path(`map.${ending}`));
  const [npy, mat, tif, tifffile, envi, enviGdal, png] = readWithPeers(files, skip);
  for (const found of [npy, mat, tif, tifffile, envi, enviGdal, png])
    expect(found, found.reader).toMatchObject({ shape: [rows, columns], dtype: 'uint8', digest });
  expect(mat.name).toBe('map');
  expect(tif).toMatchObject({ ...place, nodata: 0 });
  expect((tif.colors as Rgb[]).slice(0, 4)).toEqual(COLORS);
  expect(tif.class_names).toMatch(/Unclassified,\s*Woods,\s*Buildings-Grass-Trees-Drives,\s*草地/);
  expect(envi).toMatchObject({ file_type: 'ENVI Classification', class_names: NAMES });
  expect(envi.class_lookup).toEqual(COLORS.flat());
  expect(enviGdal).toMatchObject(place);
  expect((enviGdal.colors as Rgb[]).slice(0, 4)).toEqual(COLORS);
  expect((png.colors as Rgb[]).slice(0, 4)).toEqual(COLORS);
  expect(png.transform).toEqual(georeferencing.transform);
});

it('labels above 255 are words, and an enlarged picture lies where the map does', async ({ skip }) => {
  const many = [{ ...CLASSES[0], label: 300 }];
  const words = { ...map, labels: labels.map((label) => 100 * label) };
  for (const format of ['npy', 'mat', 'tif', 'hdr'] as const)
    await writeMap(path(`words.${format}`), format, words, many, { placed });
  const picture = { ...PLAIN, scale: 4 };
  await writeMap(path('large.png'), 'png', map, CLASSES, { placed, picture });
  const files = ['words.npy', 'words.mat', 'words.tif', 'words.hdr', 'large.png'].map(path);
  const findings = readWithPeers(files, skip);
  const png = findings.pop();
  expect(findings).toHaveLength(6);
  for (const found of findings)
    expect(found, found.reader).toMatchObject({ dtype: 'uint16', digest: digestOf(words.labels) });
  expect(png).toMatchObject({ shape: [28, 20], transform: [500000, 5, 0, 4650020, 0, -2.5] });
});

it('class probabilities are bands of float32 with the names of the classes, as BigTIFF too', async ({
  skip,
}) => {
  const names = CLASSES.map(({ name }) => name);
  const values = Float32Array.from({ length: rows * columns * 3 }, (_, at) => (1 + (at % 7)) / 28);
  const scene = { rows, columns, names, place: await placeOf(placed) };
  for (const [name, largestClassic] of [
    ['p.tif', undefined],
    ['p-big.tif', 0],
  ] as const) {
    const file = await ProbabilityFile.create(path(name), scene, undefined, largestClassic);
    await file.put({ row: 0, column: 0, rows: 4, columns }, values.subarray(0, 4 * columns * 3));
    await file.put({ row: 4, column: 0, rows: 3, columns }, values.subarray(4 * columns * 3));
    await file.finish();
  }
  const findings = readWithPeers([path('p.tif'), path('p-big.tif')], skip);
  expect(findings.map(({ big }) => big)).toEqual([undefined, false, undefined, true]);
  for (const found of findings) {
    const wanted = { shape: [rows, columns, 3], dtype: 'float32', digest: digestOf(values) };
    expect(found, found.reader).toMatchObject(wanted);
    if (found.reader === 'with_gdal')
      expect(found).toMatchObject({ ...place, descriptions: names, nodata: null });
  }
});

it('the confusion matrix is the same to the csv module', async ({ skip }) => {
  const result = someResult(3);
  result.report.classes[1].name = 'Corn, "no till"';
  await writeReport(path('confusion.csv'), 'confusion', result);
  const [{ rows: cells }] = readWithPeers([path('confusion.csv')], skip);
  const names = result.report.classes.map(({ name }) => name);
  expect(cells).toEqual([
    ['truth \\ prediction', ...names],
    ...result.report.confusion.map((row, index) => [names[index], ...row.map(String)]),
  ]);
});
