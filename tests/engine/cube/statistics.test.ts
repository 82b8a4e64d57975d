import { describe, expect, it } from 'vitest';
import type { NumericArray } from '@shared/scene';
import { openCube } from '../../../src-main/engine/cube/open';
import { checkScene } from '../../../src-main/engine/cube/scene-check';
import { quantiles } from '../../../src-main/engine/cube/selection';
import { bandRange, bandStatistics } from '../../../src-main/engine/cube/statistics';
import { stretchRange } from '../../../src-main/engine/cube/stretch';
import { createRandom } from '../../../src-main/engine/samples/random';
import { memoryCube } from '../../support/memory-cube';
import { CUBE, expected } from './sample';

describe('statistics of a band', () => {
  it('of the sample are those that NumPy finds', async () => {
    const cube = await openCube(CUBE);
    for (const [band, wanted] of Object.entries(expected.bands)) {
      const values = Float32Array.from(await cube.read({ bands: [Number(band), Number(band) + 1] }));
      const statistics = bandStatistics(values);
      for (const [name, value] of Object.entries(wanted)) {
        expect(statistics[name as keyof typeof statistics], `${name} of band ${band}`).toBeCloseTo(value, 9);
      }
    }
    await cube.close();
  });

  it('are over the finite values only', () => {
    expect(bandStatistics(Float32Array.of(NaN, 4, Infinity, 2, -Infinity))).toEqual({
      minimum: 2,
      maximum: 4,
      mean: 3,
      standardDeviation: 1,
      percentile2: 2.04,
      percentile98: 3.96,
    });
  });

  it.each([Int8Array, Uint8Array, Int16Array, Uint16Array])(
    'are the same however values are held: %o',
    (Type) => {
      const values = Type.from(Array.from({ length: 3000 }, (_, i) => (i * i * 31) % 977));
      const counted = bandStatistics(values, values[5]);
      const wanted = bandStatistics(Float64Array.from(values), values[5]);
      for (const [name, value] of Object.entries(wanted))
        expect(counted[name as keyof typeof counted], name).toBeCloseTo(value, 9);
    },
  );

  it('are over the values that are not the one for "no value"', () => {
    expect(bandStatistics(Int16Array.of(-9999, 4, 2, -9999), -9999)).toMatchObject({
      minimum: 2,
      maximum: 4,
      mean: 3,
      standardDeviation: 1,
    });
  });

  it('are zero where nothing is finite', () => {
    const zero = { minimum: 0, maximum: 0, mean: 0, standardDeviation: 0, percentile2: 0, percentile98: 0 };
    expect(bandStatistics(Float32Array.of(NaN, NaN))).toEqual(zero);
    expect(bandStatistics(new Float32Array(0))).toEqual(zero);
  });

  it('leave the band as it was', () => {
    const values = Float32Array.of(5, 3, 9, 1);
    bandStatistics(values);
    expect(values).toEqual(Float32Array.of(5, 3, 9, 1));
  });
});

/** What NumPy does: sorting, and a straight line between the two nearest ranks. */
function bySorting(values: ArrayLike<number>, q: number): number {
  const sorted = Float64Array.from(values).sort();
  const rank = q * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
  return low + (high - low) * (rank % 1);
}

function found(values: NumericArray, ...qs: number[]): number[] {
  const sorted = Float64Array.from(values).sort();
  const present = {
    missing: NaN,
    minimum: sorted[0],
    maximum: sorted[sorted.length - 1],
    count: sorted.length,
  };
  return quantiles(values, qs, present);
}

describe('quantiles', () => {
  it.each([
    ['whole numbers', (of: number) => Int16Array.from({ length: of }, (_, i) => ((i * 7919) % 83) - 40)],
    ['fractions', (of: number) => Float32Array.from({ length: of }, (_, i) => Math.sin(i) / 7)],
    ['huge doubles', (of: number) => Float64Array.from({ length: of }, (_, i) => Math.cos(i) * 1.7e308)],
    ['tiny doubles', (of: number) => Float64Array.from({ length: of }, (_, i) => (i % 5) * 5e-324)],
    ['one far away', (of: number) => Float64Array.from({ length: of }, (_, i) => (i ? (i % 9) / 8 : 1e12))],
    ['whole numbers far apart', (of: number) => Int32Array.from({ length: of }, (_, i) => (i % 7) * 1e8)],
  ])('of %s are what sorting gives', (_, make) => {
    for (const length of [1, 2, 3, 10, 1001]) {
      const values = make(length);
      const before = values.slice();
      for (const q of [0, 0.02, 0.37, 0.98, 1])
        expect(found(values, q, 1 - q)).toEqual([bySorting(values, q), bySorting(values, 1 - q)]);
      expect(values).toEqual(before);
    }
  });

  it('of values with many ties are found', () => {
    const random = createRandom(5, 'quantiles');
    for (let n = 0; n < 300; n++) {
      // Few different values make many ties, which is where selection goes wrong.
      const values = Float32Array.from({ length: 1 + random.integer(60) }, () =>
        random.integer(1 + (n % 12)),
      );
      const q = n % 7 === 0 ? 1 : random.next();
      expect(found(values, q)[0]).toBeCloseTo(bySorting(values, q), 10);
    }
  });

  it.each([
    ['rising', (i: number) => i / 3],
    ['falling', (i: number) => -i / 3],
    ['constant', () => 7],
    ['an organ pipe', (i: number) => Math.min(i, 50_000 - i) / 3],
  ])('of many values in any order are found: %s', (_, valueAt) => {
    const values = Float32Array.from({ length: 50_001 }, (_, i) => valueAt(i));
    expect(found(values, 0.02)).toEqual([bySorting(values, 0.02)]);
  });

  it('pass over what is missing', () => {
    const values = Float32Array.of(NaN, 4, -9999, 1, Infinity, 3, 2);
    const present = { missing: -9999, minimum: 1, maximum: 4, count: 4 };
    expect(quantiles(values, [0, 0.5, 1], present)).toEqual([1, 2.5, 4]);
  });
});

describe('the range of a stretch', () => {
  const values = Float32Array.from({ length: 5000 }, (_, i) =>
    i % 17 === 0 ? NaN : i % 13 === 0 ? -9999 : (i * 7919) % 4001,
  );
  it.each(['percentile', 'full', 'deviation'] as const)('%s is that of the statistics', (kind) => {
    for (const of of [values, Int16Array.from(values), Float64Array.of(NaN)])
      expect(bandRange(of, kind, -9999)).toEqual(stretchRange(bandStatistics(of, -9999), kind));
  });
});

describe('a look through the scene', () => {
  it('finds nothing to say about the sample', async () => {
    const cube = await openCube(CUBE);
    expect(await checkScene(cube)).toEqual([]);
    await cube.close();
  });

  it('counts NaN, infinite values and constant bands', async () => {
    const values = Float64Array.from({ length: 4 * 5 * 3 }, (_, i) => (i % 3 === 1 ? 6 : i));
    values[0] = values[3] = NaN;
    values[5] = -Infinity;
    const warnings = await checkScene(memoryCube([4, 5, 3], values));
    expect(warnings).toMatchObject([
      { code: 'nan-values', details: { count: 2 } },
      { code: 'infinite-values', details: { count: 1 } },
      { code: 'constant-bands', details: { count: 1, bands: '2' } },
    ]);
    expect(warnings[1].message).toMatch(/1 value that is infinite/);
  });

  it('takes a band for constant where all of its values but those that stand for none are the same', async () => {
    const values = Float64Array.from({ length: 12 }, (_, i) => (i < 3 ? -99 : i % 3 === 1 ? 6 : i));
    const warnings = await checkScene({ ...memoryCube([2, 2, 3], values), nodata: -99 });
    expect(warnings).toMatchObject([{ code: 'constant-bands', details: { count: 1, bands: '2' } }]);
  });

  it('names no more than ten bands', async () => {
    const [{ message, details }] = await checkScene(memoryCube([2, 2, 40], new Float64Array(160)));
    expect(details).toMatchObject({ count: 40, bands: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...' });
    expect(message).toContain('40 bands');
  });
});
