import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTruth } from '../../../src-main/engine/cube/labels';
import { openCube } from '../../../src-main/engine/cube/open';
import { SceneStore } from '../../../src-main/engine/cube/scene-store';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { enviImages } from '../../support/envi-image';
import { temporaryFolder } from '../../support/temporary-folder';

const FIXTURES = fileURLToPath(new URL('../../fixtures/formats/envi/', import.meta.url));
const folder = temporaryFolder();

const image = enviImages(folder);

describe('what the header says besides', () => {
  it('reaches the scene: wavelengths, composite, bad bands', async () => {
    const cube = await openCube({ file: `${FIXTURES}quirks.hdr`, variable: 'quirks' });
    expect(cube).toMatchObject({ defaultRgb: [3, 2, 0], nodata: -9999 });
    expect(cube.wavelengths).toEqual([450, 550, 650, 700, 850]);
    expect(cube.warnings).toMatchObject([
      { code: 'bad-bands-marked', details: { count: 2, bands: '3, 5' } },
      { code: 'envi-data-longer', details: { length: 577, stop: 573 } },
    ]);
    await cube.close();
  });

  it('names and colours the classes', async () => {
    const { classes } = await readTruth({ file: `${FIXTURES}classes.hdr`, variable: 'classes' });
    expect(classes.map(({ label, name, color }) => [label, name, color])).toEqual([
      [1, 'Corn-notill', [255, 0, 10]],
      [2, 'Woods', [1, 128, 2]],
      [3, 'Stone Steel', [0, 0, 255]],
    ]);
  });

  it('gives way to names that a person chose', async () => {
    const ref = { file: `${FIXTURES}classes.hdr`, variable: 'classes' };
    const { classes } = await readTruth(ref, { names: ['Mais'] });
    expect(classes.map(({ name }) => name)).toEqual(['Mais', 'Woods', 'Stone Steel']);
  });

  it('leaves holes in a picture where there is no value', async () => {
    const file = image('holes', { 'data ignore value': '20', 'default bands': '{2, 1, 2}' });
    const store = new SceneStore();
    const scene = await store.open({ sceneId: 'a', cube: { file, variable: 'holes' } });
    expect(scene.cube.defaultRgb).toEqual([1, 0, 1]);
    const [{ grey, missing }] = await store.readBands('a', { bands: [0], stretch: 'full', step: 1 });
    expect(Array.from(missing ?? []).flatMap((hole, pixel) => (hole ? [pixel] : []))).toEqual([2]);
    expect(Array.from(grey.subarray(0, 4))).toEqual([0, 23, 0, 70]);
    expect(Math.max(...grey)).toBe(255);
    await store.close('a');
  });

  it.each([
    ['Micrometers', '{0.5, 0.7}', [500, 700]],
    ['Nanometers', '{500.25, 700}', [500.25, 700]],
    ['um', '{0.5, 1.1}', [500, 1100]],
    ['Wavenumber', '{20000, 10000}', [500, 1000]],
    ['Unknown', '{0.5, 0.7}', [500, 700]],
    [undefined, '{500, 700}', [500, 700]],
  ])('wavelengths in %s', async (unit, wavelength, expected) => {
    const file = image('waves', { 'wavelength units': unit, wavelength });
    expect((await inspectFile(file)).variables[0].wavelengths).toEqual(expected);
  });

  it.each([
    ['too few', '{500}'],
    ['no numbers', '{500, x}'],
    ['negative ones', '{-1, 700}'],
  ])('wavelengths that do not fit are left out with a warning: %s', async (_, wavelength) => {
    const file = image('unfit', { 'wavelength units': 'Nanometers', wavelength });
    const source = await openVariable({ file, variable: 'unfit' });
    expect(source.wavelengths).toBeUndefined();
    expect(source.warnings).toMatchObject([{ code: 'envi-fields-ignored' }]);
    await source.close();
  });

  it.each([
    ['{UTM, 1, 1, 100, 200, 2, 2, 16, North, WGS-84}', [100, 2, 0, 200, 0, -2], 'EPSG:32616'],
    ['{UTM, 2, 3, 100, 200, 2, 4, 16, South, WGS-84, units=Meters}', [98, 2, 0, 208, 0, -4], 'EPSG:32716'],
    ['{Geographic Lat/Lon, 1, 1, 8, 49, 0.5, 0.5, WGS-84}', [8, 0.5, 0, 49, 0, -0.5], 'EPSG:4326'],
    ['{UTM, 1, 1, 0, 0, 1, 1, 16, North, North America 1983}', [0, 1, 0, 0, 0, -1], 'EPSG:26916'],
    ['{UTM, 1, 1, 0, 0, 1, 1, 16, South, North America 1927}', [0, 1, 0, 0, 0, -1], undefined],
    ['{Arbitrary, 1, 1, 0, 0, 1, 1}', [0, 1, 0, 0, 0, -1], undefined],
  ])('the place: %s', async (info, transform, crs) => {
    const [variable] = (await inspectFile(image('placed', { 'map info': info }))).variables;
    expect(variable.georeferencing).toEqual({ transform, ...(crs && { crs }) });
  });

  it('the place, with the coordinate system that the header spells out', async () => {
    const [variable] = (await inspectFile(`${FIXTURES}turned.hdr`)).variables;
    expect(variable.georeferencing?.crs).toBe('EPSG:32616');
    const text = 'PROJCS["Mine",GEOGCS["GCS_WGS_1984"]]';
    const info = '{UTM, 1, 1, 100, 200, 2, 2, 16, North, WGS-84}';
    const own = image('own', { 'map info': info, 'coordinate system string': `{${text}}` });
    expect((await inspectFile(own)).variables[0].georeferencing?.crs).toBe(text);
  });

  it.each(['{UTM, 1, 1}', '{UTM, 1, 1, a, 2, 3, 4}', '{}', '{UTM, 1, 1, 100, 200, 0, 0, 16, North}'])(
    'no place: %s',
    async (info) => {
      const [variable] = (await inspectFile(image('placed', { 'map info': info }))).variables;
      expect(variable.georeferencing).toBeUndefined();
    },
  );
});
