import { describe, expect, it } from 'vitest';
import { openCube } from '../../../src-main/engine/cube/open';
import { readTruth } from '../../../src-main/engine/cube/labels';
import { checkScene } from '../../../src-main/engine/cube/scene-check';
import { quantile } from '../../../src-main/engine/cube/selection';
import { classSpectra } from '../../../src-main/engine/cube/spectra';
import { bandStatistics } from '../../../src-main/engine/cube/statistics';
import { createRandom } from '../../../src-main/engine/samples/random';
import { memoryCube } from '../../support/memory-cube';
import { CUBE, TRUTH, expected } from './sample';

describe('statistics of a band', () => {
  it('of the sample are those that NumPy finds', async () => {
    const cube = await openCube(CUBE);
    for (const [band, wanted] of Object.entries(expected.bands)) {
      const values = Float32Array.from(await cube.read({ bands: [Number(band), Number(band) + 1] }));
      const found = bandStatistics(values);
      for (const [name, value] of Object.entries(wanted)) {
        expect(found[name as keyof typeof found], `${name} of band ${band}`).toBeCloseTo(value, 9);
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

describe('a quantile', () => {
  it('is what sorting would give', () => {
    const random = createRandom(5, 'quantiles');
    for (let n = 0; n < 300; n++) {
      // Few different values make many ties, which is where selection goes wrong.
      const values = Float32Array.from({ length: 1 + random.integer(60) }, () =>
        random.integer(1 + (n % 12)),
      );
      const q = n % 7 === 0 ? 1 : random.next();
      const sorted = Float32Array.from(values).sort();
      const rank = q * (sorted.length - 1);
      const [low, high] = [sorted[Math.floor(rank)], sorted[Math.ceil(rank)]];
      expect(quantile(values, q)).toBeCloseTo(low + (high - low) * (rank % 1), 10);
      expect(values.sort()).toEqual(sorted);
    }
  });

  it.each([
    ['rising', (i: number) => i],
    ['falling', (i: number) => -i],
    ['constant', () => 7],
    ['an organ pipe', (i: number) => Math.min(i, 50_000 - i)],
  ])('of many values in any order is found: %s', (_, valueAt) => {
    const values = Float32Array.from({ length: 50_001 }, (_, i) => valueAt(i));
    const sorted = Float32Array.from(values).sort();
    expect(quantile(values, 0.02)).toBe(sorted[1000]);
  });
});

describe('mean spectra of classes', () => {
  it('of the sample are those that NumPy finds', async () => {
    const cube = await openCube(CUBE);
    const spectra = await classSpectra(cube, await readTruth(TRUTH));
    expect(spectra.map(({ label }) => label)).toEqual(Array.from({ length: 16 }, (_, i) => i + 1));
    for (const [label, wanted] of Object.entries(expected.classes)) {
      const found = spectra[Number(label) - 1];
      wanted.mean.forEach((value, band) => expect(found.mean[band] / value).toBeCloseTo(1, 6));
      wanted.standardDeviation.forEach((value, band) =>
        expect(found.standardDeviation[band] / value).toBeCloseTo(1, 6),
      );
    }
    await cube.close();
  });

  it('leave out values that are not finite', async () => {
    const cube = memoryCube([1, 3, 2], Float64Array.of(NaN, 1, 4, 3, 6, Infinity));
    const [spectrum] = await classSpectra(cube, { rows: 1, columns: 3, labels: Uint16Array.of(2, 2, 2) });
    expect(spectrum).toEqual({
      label: 2,
      mean: Float32Array.of(5, 2),
      standardDeviation: Float32Array.of(1, 1),
    });
  });

  it('keep the digits of small differences on a large offset', async () => {
    const cube = memoryCube([1, 4, 1], Float64Array.of(1e9, 1e9 + 1, 1e9 + 2, 1e9 + 3));
    const [{ standardDeviation }] = await classSpectra(cube, {
      rows: 1,
      columns: 4,
      labels: new Uint16Array(4).fill(1),
    });
    expect(standardDeviation[0]).toBeCloseTo(Math.sqrt(1.25), 6);
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

  it('names no more than ten bands', async () => {
    const [{ message, details }] = await checkScene(memoryCube([2, 2, 40], new Float64Array(160)));
    expect(details).toMatchObject({ count: 40, bands: '1, 2, 3, 4, 5, 6, 7, 8, 9, 10, ...' });
    expect(message).toContain('40 bands');
  });
});
