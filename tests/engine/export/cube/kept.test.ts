import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { convertVariable } from '../../../../src-main/engine/export/cube/convert';
import type { GdalItem } from '../../../../src-main/engine/files/carried';
import { parseHeaderText } from '../../../../src-main/engine/files/envi/header-text';
import { inspectFile, openVariable } from '../../../../src-main/engine/files/registry';
import type { ArraySource } from '../../../../src-main/engine/files/source';
import { temporaryFolder } from '../../../support/temporary-folder';

const folder = temporaryFolder();
const UTM_32 =
  'PROJCS["ETRS_1989_UTM_Zone_32N",GEOGCS["GCS_ETRS_1989",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],' +
  'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],' +
  'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",9.0],' +
  'PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]';

/** Every field that says something of the picture, as programs write them. */
const FIELDS: Readonly<Record<string, string>> = {
  description: '{Flight 7,\n  line 3 (a = b)}',
  'sensor type': 'HySpex',
  'Acquisition Time': '2013-06-30T11:05:00Z',
  'wavelength units': 'Micrometers',
  wavelength: '{0.4501, 0.65, 1.65}',
  fwhm: '{0.0101, 0.011, 0.012}',
  bbl: '{1, 0, 1}',
  'default bands': '{3, 2, 1}',
  'data ignore value': '-9999',
  'reflectance scale factor': '10000.0000',
  'data gain values': '{0.1, 0.1, 0.2}',
  'data offset values': '{0, 0, 1.5}',
  'map info': '{UTM, 1.5, 1.5, 500000.25, 5400000.75, 0.5, 0.5, 32, North, ETRS 1989, units=Meters}',
  'coordinate system string': `{${UTM_32}}`,
  'band names': '{Blau, Rot, Kurzwelle ü}',
  'x start': '17',
  'z plot titles': '{Wavelength, Reflectance & "more" <here>}',
  'sun azimuth': '171.25',
};

function envi(name: string, fields: Readonly<Record<string, string>>, bands = 3): string {
  const layout = { samples: 2, lines: 2, bands, 'header offset': 0, 'data type': 2, 'byte order': 1 };
  const lines = Object.entries({ ...layout, interleave: 'bip', ...fields }).map((pair) => pair.join(' = '));
  folder.write(
    `${name}.dat`,
    Uint8Array.from({ length: 8 * bands }, (_, index) => index),
  );
  return folder.write(`${name}.hdr`, ['ENVI', ...lines].join('\n'));
}

async function convert(file: string, ending: string, name = 'out'): Promise<string> {
  const { variables } = await inspectFile(file);
  const out = join(folder.path, `${name}.${ending}`);
  await convertVariable({ file, variable: variables[0].name }, out, { overwrite: true });
  return out;
}

async function opened(file: string): Promise<ArraySource> {
  const { variables } = await inspectFile(file);
  const source = await openVariable({ file, variable: variables[0].name });
  await source.close();
  return source;
}

const written = (file: string) => parseHeaderText(readFileSync(file, 'utf8'))!.written;
const valuesOf = (file: string) =>
  Object.fromEntries(Array.from(written(file), ([key, { value }]) => [key, value]));
const LAYOUT = [
  'samples',
  'lines',
  'bands',
  'header offset',
  'file type',
  'data type',
  'interleave',
  'byte order',
];

describe('an ENVI header', () => {
  const source = envi('source', FIELDS);

  it('is written again as it was, but for how the values lie', async () => {
    const found = written(await convert(source, 'hdr', 'again'));
    for (const [key, field] of written(source)) {
      if (!LAYOUT.includes(key)) expect([key, found.get(key)]).toEqual([key, field]);
    }
    const layout = { 'data type': '2', interleave: 'bsq', 'byte order': '0', 'file type': 'ENVI Standard' };
    expect(valuesOf(join(folder.path, 'again.hdr'))).toMatchObject(layout);
    expect(found.size).toBe(written(source).size + 1);
  });

  it('comes back through a GeoTIFF, which tells all that it can itself', async () => {
    const tiff = await convert(source, 'tif', 'through');
    const { wavelengths, fwhm, badBands, bandNames, defaultRgb, nodata, georeferencing } = await opened(tiff);
    expect({ wavelengths, fwhm, badBands, bandNames, defaultRgb, nodata }).toEqual({
      wavelengths: [450.1, 650, 1650],
      fwhm: [10.1, 11, 12],
      badBands: [1],
      bandNames: ['Blau', 'Rot', 'Kurzwelle ü'],
      defaultRgb: [2, 1, 0],
      nodata: -9999,
    });
    expect(georeferencing).toEqual({ transform: [500_000, 0.5, 0, 5_400_001, 0, -0.5], crs: 'EPSG:25832' });
    const back = valuesOf(await convert(tiff, 'hdr', 'back'));
    const { 'map info': mapInfo, description, ...others } = FIELDS;
    const lowerCase = Object.entries(others).map(([key, value]) => [key.toLowerCase(), value]);
    expect(back).toMatchObject(Object.fromEntries(lowerCase));
    expect(back['map info']).toBe(
      '{UTM, 1, 1, 500000, 5400001, 0.5, 0.5, 32, North, ETRS 1989, units=Meters}',
    );
    expect(mapInfo).not.toBe(back['map info']);
    expect(back.description).toBe(description.replace('\n  ', '\n'));
  });

  it('says anew what was known better than by the source', async () => {
    const out = join(folder.path, 'better.hdr');
    const ref = { file: source, variable: 'source', wavelengths: [500, 600, 700] };
    await convertVariable(ref, out, { overwrite: true });
    const { wavelength, 'wavelength units': unit, fwhm, bbl } = valuesOf(out);
    expect([wavelength, unit, fwhm, bbl]).toEqual([
      '{\n500,\n600,\n700}',
      'Nanometers',
      '{\n10.1,\n11,\n12}',
      '{1, 0, 1}',
    ]);
    await convertVariable(ref, join(folder.path, 'better.tif'));
    expect((await opened(join(folder.path, 'better.tif'))).wavelengths).toEqual([500, 600, 700]);
  });

  it('of classes stays one, with their names and colours', async () => {
    const classes = {
      'file type': 'ENVI Classification',
      classes: '3',
      'class names': '{Unclassified, Wald, 水}',
    };
    const labels = envi('labels', { ...classes, 'class lookup': '{0, 0, 0, 1, 2, 3, 255, 0, 9}' }, 1);
    expect(valuesOf(await convert(labels, 'hdr', 'labels-again'))).toMatchObject(classes);
    const tiff = await convert(labels, 'tif', 'labels');
    const expected = (await opened(labels)).classes;
    expect((await opened(tiff)).classes).toEqual(expected);
    expect((await opened(await convert(tiff, 'hdr', 'labels-back'))).classes).toEqual(expected);
  });
});

describe('a GeoTIFF of GDAL', () => {
  const everything = fileURLToPath(new URL('../../../fixtures/writers/everything.tif', import.meta.url));
  const palette = fileURLToPath(new URL('../../../fixtures/writers/palette.tif', import.meta.url));

  it('is written again with all that GDAL said of it, its own coordinate system included', async () => {
    const [source, again] = [
      await opened(everything),
      await opened(await convert(everything, 'tif', 'gdal')),
    ];
    const { gdalItems = [], ...others } = source.carried ?? {};
    expect(again.carried).toMatchObject(others);
    const sorted = (items: readonly GdalItem[] = []) => items.map((item) => JSON.stringify(item)).sort();
    expect(gdalItems).toHaveLength(25);
    expect(sorted(again.carried?.gdalItems)).toEqual(sorted(gdalItems));
    expect(again.carried?.geoTags?.map(({ code }) => code)).toEqual([33550, 33922, 34736, 34735, 34737]);
    const { wavelengths, bandNames, badBands, nodata, georeferencing } = source;
    expect(again).toMatchObject({ wavelengths, bandNames, badBands, nodata, georeferencing });
  });

  it('tells an ENVI header all that it has words for, and comes back', async () => {
    const header = await convert(everything, 'hdr', 'from-gdal');
    expect(valuesOf(header)).toMatchObject({
      sensor: '{HySpex <VNIR> & "SWIR"}'.replace(/[{}]/g, ''),
      line: '3',
      'acquisition time': '2013-06-30',
      bbl: '{1, 0, 1}',
      'data ignore value': 'nan',
      'data gain values': '{\n0.5,\n0.25,\n1}',
      'data offset values': '{\n0,\n10,\n-1.5}',
      'band names': '{\nblue,\nred & infrared,\nshort wave ü}',
      'wavelength units': 'Nanometers',
      wavelength: '{\n450.5,\n800,\n2100.25}',
    });
    const [source, back] = [await opened(everything), await opened(await convert(header, 'tif', 'to-gdal'))];
    for (const fact of ['wavelengths', 'bandNames', 'badBands', 'nodata'] as const)
      expect(back[fact], fact).toEqual(source[fact]);
    expect(back.georeferencing?.transform).toEqual(source.georeferencing?.transform);
    const scales = (of: ArraySource) =>
      of.carried?.gdalItems
        ?.filter(({ role }) => /scale|offset/.test(role))
        .map(({ role, band, text }) => [role, band, Number(text)])
        .sort();
    expect(scales(back)).toEqual(scales(source));
  });

  it('of labels keeps its colours, as an ENVI Classification too', async () => {
    const { classes, georeferencing } = await opened(palette);
    expect(classes?.[2]).toEqual({ label: 2, color: [1, 2, 3] });
    expect((await opened(await convert(palette, 'tif', 'palette'))).classes).toEqual(classes);
    const header = await opened(await convert(palette, 'hdr', 'palette'));
    expect(header.classes?.map(({ color }) => color)).toEqual(classes?.map(({ color }) => color));
    expect(georeferencing?.crs).toBe('EPSG:2056');
    expect(header.georeferencing?.crs).toMatch(/^PROJCS\["CH1903\+_LV95",/);
    expect(
      (await opened(await convert(join(folder.path, 'palette.hdr'), 'tif', 'palette-back'))).georeferencing,
    ).toEqual(georeferencing);
  });
});
