import { closeSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readTruth } from '../../../src-main/engine/cube/labels';
import { openCube } from '../../../src-main/engine/cube/open';
import { SceneStore } from '../../../src-main/engine/cube/scene-store';
import { BandscapeError } from '../../../src-main/engine/errors';
import { withoutParts } from '../../../src-main/engine/files/parts';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { createRandom } from '../../../src-main/engine/samples/random';
import { temporaryFolder } from '../../support/temporary-folder';
import { readAll } from './fixtures';

const FIXTURES = fileURLToPath(new URL('../../fixtures/formats/envi/', import.meta.url));
const folder = temporaryFolder();

const BASE = {
  samples: '4',
  lines: '3',
  bands: '2',
  'data type': '1',
  interleave: 'bsq',
  'byte order': '0',
};
const DATA = Uint8Array.from({ length: 24 }, (_, i) => i * 10);

/** Writes a header, the named fields changed or (undefined) left out, and its data; gives the header's path. */
function image(name: string, fields: Record<string, string | undefined>, data: Uint8Array = DATA): string {
  const lines = Object.entries({ ...BASE, ...fields })
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field} = ${value}`);
  folder.write(`${name}.dat`, data);
  return folder.write(`${name}.hdr`, ['ENVI', ...lines, ''].join('\n'));
}

async function readEverything(file: string): Promise<number[] | BandscapeError> {
  try {
    const { variables } = await inspectFile(file);
    const source = await openVariable({ file, variable: variables[0].name });
    try {
      return Array.from(await readAll(source));
    } finally {
      await source.close();
    }
  } catch (error) {
    if (error instanceof BandscapeError && error.kind !== 'engine') return error;
    throw error;
  }
}

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
    const { values, statistics } = await store.readBand('a', 0);
    expect(Array.from(values.subarray(0, 4))).toEqual([0, 10, NaN, 30]);
    expect(statistics).toMatchObject({ minimum: 0, maximum: 110 });
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

describe('a header that is wrong', () => {
  it.each([
    ['no lines', { lines: undefined }, 'envi-field-missing'],
    ['no interleave', { interleave: undefined }, 'envi-field-missing'],
    ['negative samples', { samples: '-4' }, 'envi-field-wrong'],
    ['no samples at all', { samples: '0' }, 'envi-field-wrong'],
    ['samples with a fraction', { samples: '4.5' }, 'envi-field-wrong'],
    ['a negative offset', { 'header offset': '-8' }, 'envi-field-wrong'],
    ['an offset behind the end', { 'header offset': '25' }, 'data-too-short'],
    ['2^31 lines', { lines: '2147483648' }, 'data-too-short'],
    ['a product that overflows', { lines: '4294967296', samples: '4294967296' }, 'data-too-short'],
    ['more digits than a number holds', { lines: '99999999999999999999' }, 'envi-field-wrong'],
    ['a wider type', { 'data type': '2' }, 'data-too-short'],
    ['an unknown type', { 'data type': '7' }, 'envi-field-wrong'],
    ['a name of every object as interleave', { interleave: 'constructor' }, 'envi-field-wrong'],
    ['complex numbers', { 'data type': '6' }, 'envi-kind'],
    ['compressed data', { 'file compression': '1' }, 'envi-kind'],
    ['frame offsets', { 'major frame offsets': '{0, 8}' }, 'envi-kind'],
    ['a spectral library', { 'file type': 'ENVI Spectral Library' }, 'envi-kind'],
    ['an open brace', { 'class names': '{a, b' }, 'file-damaged'],
  ])('is refused: %s', async (_, fields, code) => {
    const error = await readEverything(image('wrong', fields));
    expect(error).toMatchObject({ code });
    expect((error as BandscapeError).message).toMatch(/^[^\n]+\.$/);
  });

  it('ends anywhere, or has changed bytes, and is refused or read, never more', async () => {
    const header = readFileSync(`${FIXTURES}quirks.hdr`);
    const data = readFileSync(`${FIXTURES}quirks.BSQ`);
    folder.write('cut.dat', data);
    const whole = await readEverything(`${FIXTURES}quirks.hdr`);
    for (let length = 1; length < header.length; length++) {
      const result = await readEverything(folder.write('cut.hdr', header.subarray(0, length)));
      if (length < 4) expect(result).toMatchObject({ kind: 'unsupported-format' });
    }
    const random = createRandom(3, 'envi');
    for (let n = 0; n < 500; n++) {
      const changed = Buffer.from(header);
      changed[random.integer(changed.length)] ^= 1 << random.integer(8);
      await readEverything(folder.write('cut.hdr', changed));
    }
    expect(await readEverything(folder.write('cut.hdr', header))).toEqual(whole);
  });
});

describe('two files', () => {
  it('opened together are one image', async () => {
    const infos = await Promise.all(
      ['bare', 'bare.hdr', 'twofold.dat'].map((name) => inspectFile(FIXTURES + name)),
    );
    expect(withoutParts(infos).map(({ file }) => file.slice(FIXTURES.length))).toEqual([
      'bare.hdr',
      'twofold.dat',
    ]);
  });

  it('the missing one is named, whichever was opened', async () => {
    const header = readFileSync(`${FIXTURES}bare.hdr`);
    const lonely = folder.write('lonely.hdr', header);
    expect(await readEverything(lonely)).toMatchObject({
      kind: 'unreadable-file',
      code: 'envi-data-missing',
      details: { data: 'lonely.dat' },
    });
    const raw = folder.write(
      'alone.bil',
      Uint8Array.from({ length: 50 }, (_, i) => i),
    );
    expect(await readEverything(raw)).toMatchObject({
      kind: 'unreadable-file',
      code: 'envi-header-missing',
      details: { header: 'alone.hdr' },
    });
  });

  it('data that end at any byte before the last are refused', async () => {
    const header = image('short', { interleave: 'bip' });
    for (let length = 1; length < DATA.length; length++) {
      folder.write('short.dat', DATA.subarray(0, length));
      expect(await readEverything(header)).toMatchObject({ code: 'data-too-short', details: { length } });
    }
    folder.write('short.dat', '');
    expect(await readEverything(header)).toMatchObject({ code: 'file-empty' });
  });

  it('a header of another program beside the data is refused', async () => {
    folder.write('esri.hdr', 'NROWS 3\nNCOLS 4\n');
    const data = folder.write('esri.bil', DATA);
    expect(await readEverything(data)).toMatchObject({ code: 'not-an-envi-header' });
  });

  it('the data of another format are not taken for raw data', async () => {
    expect(await readEverything(folder.write('page.dat', '<!DOCTYPE html><html></html>'))).toMatchObject({
      code: 'web-page',
    });
  });

  it('of three gigabytes open without being read', async () => {
    const data = join(folder.path, 'large.dat');
    const handle = openSync(data, 'w');
    ftruncateSync(handle, 3_000_000_000);
    writeSync(handle, Buffer.from([7]), 0, 1, 2_999_999_999);
    closeSync(handle);
    const file = image('large-copy', { samples: '3000', lines: '5000', bands: '200' });
    const header = folder.write('large.hdr', readFileSync(file));
    const before = process.memoryUsage().arrayBuffers;
    const source = await openVariable({ file: header, variable: 'large' });
    const corner = await source.read([
      [4999, 5000],
      [2999, 3000],
      [198, 200],
    ]);
    expect(Array.from(corner)).toEqual([0, 7]);
    await source.close();
    const store = new SceneStore();
    const scene = await store.open({ sceneId: 'large', cube: { file: header, variable: 'large' } });
    expect(scene.warnings).toMatchObject([{ code: 'scene-not-checked' }]);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000);
    expect((await store.readBand('large', 199)).values[14_999_999]).toBe(7);
    await store.close('large');
  });
});
