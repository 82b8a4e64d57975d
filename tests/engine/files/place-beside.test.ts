import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { temporaryFolder } from '../../support/temporary-folder';

const base = temporaryFolder();
let folder: string;
let tif: string;
let count = 0;

/** 30 m pixels, the middle of the first one at (500015, 4499985). */
const WORLD = '30\n0\n0\n-30\n500015\n4499985\n';
const UTM = 'PROJCS["WGS_1984_UTM_Zone_16N",GEOGCS["GCS_WGS_1984"]]';
const PLACE = [500_000, 30, 0, 4_500_000, 0, -30];

beforeEach(() => {
  folder = join(base.path, `case ${++count}`);
  mkdirSync(folder);
  tif = join(folder, 'scene.v2.tif');
  copyFileSync('tests/fixtures/geotiff/uint16-little.tif', tif);
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const placeOf = async (file = tif) => (await inspectFile(file)).variables[0].georeferencing;

test('a world file gives a TIFF without tags its place, and a .prj its reference system', async () => {
  expect(await placeOf()).toBeUndefined();
  write('scene.v2.tfw', WORLD);
  expect(await placeOf()).toEqual({ transform: PLACE });
  write('scene.v2.prj', `${UTM}\n`);
  expect(await placeOf()).toEqual({ transform: PLACE, crs: UTM });
  const source = await openVariable({ file: tif, variable: 'scene.v2' });
  expect(source.georeferencing).toEqual({ transform: PLACE, crs: UTM });
  await source.close();
});

test.each(['scene.v2.TFW', 'scene.v2.wld', 'scene.v2.tifw'])('%s is a world file too', async (name) => {
  write(name, WORLD.replaceAll('\n', '\r\n'));
  expect(await placeOf()).toEqual({ transform: PLACE });
});

test('a turned image keeps its turn', async () => {
  write('scene.v2.tfw', '20\n10\n10\n-20\n115\n195\n');
  expect(await placeOf()).toEqual({ transform: [100, 20, 10, 200, 10, -20] });
});

test("GDAL's notes come before a world file", async () => {
  write('scene.v2.tfw', '1\n0\n0\n-1\n0\n0\n');
  write(
    'scene.v2.tif.aux.xml',
    `<PAMDataset><SRS dataAxisToSRSAxisMapping="1,2">${UTM.replaceAll('"', '&quot;')}</SRS>
    <GeoTransform>  5.0e+05,  3.0e+01, 0, 4.5e+06, 0, -3.0e+01</GeoTransform></PAMDataset>`,
  );
  expect(await placeOf()).toEqual({ transform: PLACE, crs: UTM });
});

test('notes that only count values do not hide a world file', async () => {
  write('scene.v2.tif.aux.xml', '<PAMDataset><PAMRasterBand band="1"/></PAMDataset>');
  write('scene.v2.tfw', WORLD);
  expect(await placeOf()).toEqual({ transform: PLACE });
});

test.each(['', 'no numbers here at all, sorry', '1 2 3', '0 0 0 0 5 5', '1e999 0 0 1 0 0'])(
  'a world file of "%s" gives no place and keeps nothing from opening',
  async (text) => {
    write('scene.v2.tfw', text);
    expect(await placeOf()).toBeUndefined();
  },
);

test('the tags of the image itself come first', async () => {
  const placed = join(folder, 'placed.tif');
  copyFileSync('tests/fixtures/geotiff/gdal-names.tif', placed);
  const before = await placeOf(placed);
  write('placed.tfw', WORLD);
  expect(before).toBeDefined();
  expect(await placeOf(placed)).toEqual(before);
});
