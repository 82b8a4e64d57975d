import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Dtype, NumericArray } from '@shared/scene';
import type { Reduction, ScalingKind } from '@shared/experiment';
import type { Cube } from '../../../src-main/engine/cube/cube';
import {
  fitPreprocessing,
  pixelsWithoutValues,
  preparedPicture,
} from '../../../src-main/engine/preprocessing/preprocessing';
import { memoryCube } from '../../support/memory-cube';
import { wholePicture } from '../../support/random-scene';

const file = new URL('../../fixtures/preprocessing/expected.json', import.meta.url);
const fixture = JSON.parse(readFileSync(file, 'utf8')) as { shape: number[]; values: number[] };
const [ROWS, COLUMNS, BANDS] = fixture.shape;
/** Whole numbers, so that every type holds them exactly. */
const values = fixture.values.map((value) => Math.round(value) + 10_000);

/** Pixels without any value, at a corner, along a line and in the middle, and one that lacks a single band. */
const EMPTY = [0, COLUMNS, COLUMNS + 1, Math.floor((ROWS * COLUMNS) / 2)];
const PARTLY = ROWS * COLUMNS - 1;
const LACKING = [...EMPTY, PARTLY];
const COMPLETE = Array.from({ length: ROWS * COLUMNS }, (_, pixel) => pixel).filter(
  (pixel) => !LACKING.includes(pixel),
);

type Make = new (values: number[]) => NumericArray;
const KINDS: [name: string, Make, Dtype, hole: number, nodata?: number][] = [
  ['NaN', Float64Array, 'float64', NaN],
  ['infinite values', Float32Array, 'float32', -Infinity],
  ['-9999 in a header', Float64Array, 'float64', -9999, -9999],
  ['a 32-bit number written short', Float32Array, 'float32', -3.4028234663852886e38, -3.40282347e38],
  ['zeros that stand for nothing', Uint16Array, 'uint16', 0, 0],
  ['a whole number of 32 bits', Int32Array, 'int32', -2_147_483_648, -2_147_483_648],
];

function cubeWith([, Type, dtype, hole, nodata]: (typeof KINDS)[number]): Cube {
  const own = new Type(values);
  for (const pixel of EMPTY) own.fill(hole, pixel * BANDS, (pixel + 1) * BANDS);
  own[PARTLY * BANDS + 2] = hole;
  return { ...memoryCube(fixture.shape, own), dtype, nodata };
}

/** Only the complete pixels, in one line: there is nothing to leave out. */
const onlyComplete = memoryCube(
  [1, COMPLETE.length, BANDS],
  Float64Array.from(COMPLETE.flatMap((pixel) => values.slice(pixel * BANDS, (pixel + 1) * BANDS))),
);

const asked = (scaling: ScalingKind, reduction: Reduction) => ({
  removedBands: '',
  components: 3,
  scaling,
  reduction,
});

describe.each(KINDS)('pixels with %s', (...kind) => {
  it.each([
    ['none', 'whitened-pca'],
    ['standard', 'pca'],
    ['minmax', 'none'],
  ] as const)('change nothing for the others: scaling %s, reduction %s', async (scaling, reduction) => {
    const cube = cubeWith(kind);
    const fitted = await fitPreprocessing(cube, asked(scaling, reduction));
    const wanted = await fitPreprocessing(onlyComplete, asked(scaling, reduction));
    const wantedValues = await wholePicture(await preparedPicture(onlyComplete, wanted));
    for (const memoryLimit of [undefined, 0]) {
      const picture = await preparedPicture(cube, fitted, { memoryLimit });
      const found = await wholePicture(picture);
      const { channels, incomplete } = picture;
      COMPLETE.forEach((pixel, index) => {
        for (let channel = 0; channel < channels; channel++)
          expect(found[pixel * channels + channel]).toBeCloseTo(wantedValues[index * channels + channel], 4);
      });
      for (const pixel of LACKING)
        expect([...found.subarray(pixel * channels, (pixel + 1) * channels)]).toEqual(
          Array(channels).fill(0),
        );
      expect([...(incomplete ?? [])].flatMap((mark, pixel) => (mark ? [pixel] : []))).toEqual(LACKING);
      await picture.close();
    }
  });

  it('are found, except where only a removed band lacks', async () => {
    const marks = async (removedBands: string) =>
      [...((await pixelsWithoutValues(cubeWith(kind), { removedBands })) ?? [])].flatMap((mark, pixel) =>
        mark ? [pixel] : [],
      );
    expect(await marks('')).toEqual(LACKING);
    expect(await marks('3')).toEqual(EMPTY);
  });
});

describe('a cube without gaps', () => {
  it('has none, and whole numbers are not even looked at', async () => {
    expect(await pixelsWithoutValues(onlyComplete, { removedBands: '' })).toBeUndefined();
    const unread: Cube = {
      ...memoryCube(fixture.shape, new Uint16Array(values)),
      dtype: 'uint16',
      read: () => Promise.reject(new Error('read')),
    };
    expect(await pixelsWithoutValues(unread, { removedBands: '' })).toBeUndefined();
  });
});

it('a band without any value leaves no pixel, and is named by its number in the file', async () => {
  const own = Float64Array.from(values);
  for (let at = 4; at < own.length; at += BANDS) own[at] = NaN;
  const cube = memoryCube(fixture.shape, own);
  const refusal = { code: 'no-complete-pixel', details: { band: 5, pixels: ROWS * COLUMNS } };
  await expect(pixelsWithoutValues(cube, { removedBands: '2' })).rejects.toMatchObject(refusal);
  await expect(fitPreprocessing(cube, { ...asked('none', 'pca'), removedBands: '2' })).rejects.toMatchObject(
    refusal,
  );
  expect(await pixelsWithoutValues(cube, { removedBands: '5' })).toBeUndefined();
});
