import { describe, expect, it } from 'vitest';
import type { Georeferencing } from '@shared/scene';
import { encodeGeoTiff } from '../../../src-main/engine/export/geotiff';
import { encodeLabels, encodeNpy } from '../../../src-main/engine/export/npy';
import { placeOf } from '../../../src-main/engine/export/place/place';
import { drawMap } from '../../../src-main/engine/export/picture/draw';
import { defaultColor } from '../../support/colors';
import { decodeNpy } from '../../support/decode-npy';
import { decodePng } from '../../support/decode-png';
import { decodeTiff } from '../../support/decode-tiff';

const classesUpTo = (largest: number) =>
  Array.from({ length: largest }, (_, index) => ({
    name: `Class ${index + 1}`,
    color: defaultColor(index + 1),
  }));

/** 300 x 301 pixels, so that a row is no round number and labels go through several strips. */
function mapWith(largest: number) {
  const [rows, columns] = [300, 301];
  const labels = Uint16Array.from({ length: rows * columns }, (_, pixel) => 1 + ((pixel * 7) % largest));
  return { rows, columns, labels };
}

const pngOf = async (...[map, classes]: Parameters<typeof drawMap>) => (await drawMap(map, classes)).png;

describe('a PNG', () => {
  it.each([2, 16, 255])('of %i classes holds label and colour of every pixel', async (largest) => {
    const map = mapWith(largest);
    const { width, height, colorType, palette, pixels } = decodePng(await pngOf(map, classesUpTo(largest)));
    expect({ width, height, colorType }).toEqual({ width: 301, height: 300, colorType: 3 });
    expect(pixels).toEqual(Uint8Array.from(map.labels));
    expect([...palette!]).toEqual([0, 0, 0, ...classesUpTo(largest).flatMap(({ color }) => color)]);
  });

  it('of more classes than a palette holds has the colour of every pixel', async () => {
    const map = mapWith(300);
    const { colorType, pixels } = decodePng(await pngOf(map, classesUpTo(300)));
    expect(colorType).toBe(2);
    expect(pixels).toEqual(Uint8Array.from([...map.labels].flatMap((label) => defaultColor(label))));
  });

  it('takes labels with gaps from the classes themselves', async () => {
    const classes = [
      { label: 2, name: 'Two', color: [9, 8, 7] as [number, number, number] },
      { label: 5, name: 'Five', color: [1, 2, 3] as [number, number, number] },
    ];
    const map = { rows: 1, columns: 3, labels: Uint16Array.of(5, 2, 5) };
    const { palette, pixels } = decodePng(await pngOf(map, classes));
    expect([...pixels]).toEqual([5, 2, 5]);
    expect([...palette!.subarray(15, 18)]).toEqual([1, 2, 3]);
    expect([...palette!.subarray(6, 9)]).toEqual([9, 8, 7]);
  });
});

describe('a NumPy file', () => {
  it('holds labels as bytes where they fit and as words where not', () => {
    const map = mapWith(255);
    const shape = [map.rows, map.columns];
    expect(decodeNpy(encodeLabels(map.labels, shape, 255))).toEqual({
      description: '|u1',
      dtype: 'uint8',
      shape,
      values: Uint8Array.from(map.labels),
    });
    expect(decodeNpy(encodeLabels(map.labels, shape, 256))).toEqual({
      description: '<u2',
      dtype: 'uint16',
      shape,
      values: map.labels,
    });
  });

  it('holds floats and lists', () => {
    const values = Float32Array.of(0.1, Number.NaN, -0, Number.POSITIVE_INFINITY);
    expect(decodeNpy(encodeNpy(values, [4]))).toEqual({
      description: '<f4',
      dtype: 'float32',
      shape: [4],
      values,
    });
  });
});

describe('a GeoTIFF', () => {
  it('holds bytes with a colour table and 0 as nodata', () => {
    const map = mapWith(16);
    const { tags, pixels } = decodeTiff(encodeGeoTiff(map, classesUpTo(16)));
    expect(pixels).toEqual(Uint8Array.from(map.labels));
    expect(tags.get(256)).toEqual([301]);
    expect(tags.get(257)).toEqual([300]);
    expect(tags.get(262)).toEqual([3]);
    expect(tags.get(42113)).toBe('0');
    const colors = tags.get(320) as number[];
    expect(colors).toHaveLength(3 * 256);
    for (let label = 1; label <= 16; label++) {
      const color = [0, 1, 2].map((channel) => colors[256 * channel + label] / 257);
      expect(color).toEqual(defaultColor(label));
    }
    expect([33550, 33922, 34264, 34735].some((code) => tags.has(code))).toBe(false);
  });

  it('holds 16-bit labels where a colour table is too small', () => {
    const map = mapWith(300);
    const { tags, pixels } = decodeTiff(encodeGeoTiff(map, classesUpTo(300)));
    expect(pixels).toEqual(map.labels);
    expect(tags.get(258)).toEqual([16]);
    expect(tags.get(262)).toEqual([1]);
  });

  const tagsFor = async (georeferencing: Georeferencing) =>
    decodeTiff(encodeGeoTiff(mapWith(2), classesUpTo(2), await placeOf({ georeferencing }))).tags;

  it('lies where the scene lies', async () => {
    const tags = await tagsFor({ transform: [500_000, 17, 0, 4_400_000, 0, -17], crs: 'EPSG:32616' });
    expect(tags.get(33550)).toEqual([17, 17, 0]);
    expect(tags.get(33922)).toEqual([0, 0, 0, 500_000, 4_400_000, 0]);
    expect(tags.get(34735)).toEqual([
      ...[1, 1, 1, 4],
      ...[1024, 0, 1, 1],
      ...[1025, 0, 1, 1],
      ...[1026, 34737, 11, 0],
      ...[3072, 0, 1, 32616],
    ]);
    expect(tags.get(34737)).toBe('EPSG:32616|');
  });

  it('keeps the turn of a scene that is not north-up', async () => {
    const tags = await tagsFor({ transform: [10, 3, 4, 20, 4, -3] });
    expect(tags.get(34264)).toEqual([3, 4, 0, 10, 4, -3, 0, 20, 0, 0, 0, 0, 0, 0, 0, 1]);
    expect(tags.has(33550) || tags.has(34735)).toBe(false);
  });

  it.each([
    ['EPSG:4326', [2048, 0, 1, 4326]],
    [
      'GEOGCS["WGS 84",DATUM["WGS_1984",AUTHORITY["EPSG","6326"]],AUTHORITY["EPSG","4326"]]',
      [2048, 0, 1, 4326],
    ],
    ['PROJCRS["UTM 33",BASEGEOGCRS["WGS 84"],ID["EPSG",32633]]', [3072, 0, 1, 32633]],
  ])('knows the reference system %s', async (crs, key) => {
    const tags = await tagsFor({ transform: [0, 1, 0, 0, 0, -1], crs });
    const keys = tags.get(34735) as number[];
    expect(keys.slice(-4)).toEqual(key);
  });

  it('keeps a reference system without a code as text', async () => {
    const tags = await tagsFor({ transform: [0, 1, 0, 0, 0, -1], crs: 'LOCAL_CS["field"]' });
    expect((tags.get(34735) as number[]).slice(4, 8)).toEqual([1024, 0, 1, 32767]);
    expect(tags.get(34737)).toBe('LOCAL_CS["field"]|');
  });
});
