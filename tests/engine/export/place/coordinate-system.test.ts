import { describe, expect, it } from 'vitest';
import { coordinateSystemOf } from '../../../../src-main/engine/export/place/coordinate-system';
import { parseWellKnownText } from '../../../../src-main/engine/export/place/well-known-text';

const WGS_84 =
  'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],' +
  'PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]';
const utm = (zone: number, meridian: number, unit = 'UNIT["Meter",1.0]') =>
  `PROJCS["WGS_1984_UTM_Zone_${zone}N",${WGS_84},PROJECTION["Transverse_Mercator"],` +
  'PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],' +
  `PARAMETER["Central_Meridian",${meridian}],PARAMETER["Scale_Factor",0.9996],` +
  `PARAMETER["Latitude_Of_Origin",0.0],${unit}]`;

describe('a coordinate system', () => {
  it.each([
    ['EPSG:32616', 32616, false, utm(16, -87).replace('-87', '-87.0')],
    ['EPSG:4326', 4326, true, WGS_84],
    ['EPSG:4490', 4490, true, expect.stringMatching(/^GEOGCS\["GCS_China_Geodetic/)],
    ['EPSG:4547', 4547, false, expect.stringMatching(/^PROJCS\["CGCS2000_3_Degree_GK_CM_114E"/)],
    [utm(33, 15), 32633, false, utm(33, 15)],
    [WGS_84, 4326, true, WGS_84],
  ])('that is called %s has its code and its text', async (crs, epsg, isGeographic, text) => {
    expect(await coordinateSystemOf(crs)).toMatchObject({ epsg, isGeographic, text });
  });

  it('has the code of a listed one only where it says the very same', async () => {
    expect(await coordinateSystemOf(utm(33, 15.5))).toMatchObject({ epsg: undefined, text: utm(33, 15.5) });
    const feet = utm(33, 15, 'UNIT["Foot_US",0.3048006096012192]');
    expect((await coordinateSystemOf(feet)).epsg).toBeUndefined();
  });

  it('has the code that its text gives to the whole, never that of its unit', async () => {
    const unit = 'UNIT["metre",1,AUTHORITY["EPSG","9001"]]';
    const own = `PROJCS["own",GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]]],${unit}]`;
    expect((await coordinateSystemOf(own)).epsg).toBeUndefined();
    const coded = own.replace(/\]$/, ',AUTHORITY["EPSG","32632"]]');
    expect(await coordinateSystemOf(coded)).toMatchObject({
      epsg: 32632,
      text: expect.stringMatching(/^PROJCS\["WGS_1984_UTM_Zone_32N"/),
    });
  });

  it('that has only a name keeps it', async () => {
    for (const name of ['field grid 7', 'LOCAL_CS["field"]'])
      expect(await coordinateSystemOf(name)).toEqual({ name, isGeographic: false });
    const unlisted = { name: 'EPSG:999999', epsg: 999999, isGeographic: false };
    expect(await coordinateSystemOf('EPSG:999999')).toEqual(unlisted);
  });
});

describe('well-known text', () => {
  it('is a tree of names and values', () => {
    expect(parseWellKnownText('PROJCS["a ""b""", -1.5e3 , north,UNIT["m",1]]')).toEqual({
      name: 'PROJCS',
      values: ['a "b"', -1500, 'north', { name: 'UNIT', values: ['m', 1] }],
    });
  });

  it.each([
    '',
    'PROJCS',
    'PROJCS[',
    'PROJCS["a"',
    'PROJCS["a"]]',
    '"a"',
    '[1]',
    'A["x"] B["y"]',
    'A['.repeat(10_000),
    'A'.repeat(70_000),
  ])('is none: %.20s', (text) => {
    expect(parseWellKnownText(text)).toBeUndefined();
  });
});
