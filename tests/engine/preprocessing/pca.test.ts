import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Cube } from '../../../src-main/engine/cube/cube';
import { memoryCube } from '../../support/memory-cube';
import { fitPca, pcaFromJson, pcaToJson, type Pca } from '../../../src-main/engine/preprocessing/pca';
import { scorePicture, type ScoreOptions } from '../../../src-main/engine/preprocessing/scores';
import { wholePicture } from '../../support/random-scene';

interface Expected {
  shape: number[];
  values: number[];
  mean: number[];
  variances: number[];
  loadings: number[][];
  scores: number[][];
}
const file = new URL('../../fixtures/pca/expected.json', import.meta.url);
const expected = JSON.parse(readFileSync(file, 'utf8')) as Expected;
const cube = () => memoryCube(expected.shape, Int16Array.from(expected.values));
const components = expected.variances.length;

async function scoresOf(of: Cube, pca: Pca, options?: ScoreOptions): Promise<Float32Array> {
  const picture = await scorePicture(of, pca, options);
  const scores = await wholePicture(picture);
  await picture.close();
  return scores;
}

function expectClose(actual: ArrayLike<number>, wanted: number[], tolerance: number): void {
  expect(actual.length).toBe(wanted.length);
  wanted.forEach((value, i) =>
    expect(Math.abs(actual[i] - value)).toBeLessThan(tolerance * Math.max(1, Math.abs(value))),
  );
}

describe('PCA', () => {
  it('finds the mean, the variances and the loadings that scikit-learn finds', async () => {
    const pca = await fitPca(cube(), components);
    expectClose(pca.mean, expected.mean, 1e-12);
    expectClose(pca.variances, expected.variances, 1e-9);
    expectClose(pca.loadings, expected.loadings.flat(), 1e-9);
  });

  it('gives the whitened scores that scikit-learn gives', async () => {
    const pca = await fitPca(cube(), components);
    expectClose(await scoresOf(cube(), pca), expected.scores.flat(), 1e-6);
  });

  it('fits on the pixels that are named, and no others', async () => {
    const { shape, values } = expected;
    const bands = shape[2];
    const pixels = Int32Array.from({ length: 20 }, (_, i) => 2 * i + 1);
    const chosen = Array.from(pixels, (pixel) => values.slice(pixel * bands, (pixel + 1) * bands)).flat();
    const alone = await fitPca(memoryCube([4, 5, bands], Int16Array.from(chosen)), 3);
    const broken = Float64Array.from(values);
    broken[0] = NaN;
    const among = await fitPca(memoryCube(shape, broken), 3, { pixels });
    expectClose(among.mean, [...alone.mean], 1e-12);
    expectClose(among.loadings, [...alone.loadings], 1e-9);
    expectClose(among.variances, [...alone.variances], 1e-9);
  });

  it('keeps the digits of small differences on a large offset', async () => {
    const offset = 2 ** 30;
    const shifted = memoryCube(
      expected.shape,
      Float64Array.from(expected.values, (value) => offset + value),
    );
    const pca = await fitPca(shifted, components);
    expectClose(pca.variances, expected.variances, 1e-9);
    expectClose(pca.loadings, expected.loadings.flat(), 1e-9);
  });

  it('has the same values whichever way the scene is cut into tiles', async () => {
    const [rows, columns] = [60, 90];
    const values = Float64Array.from(
      { length: rows * columns * 250 },
      (_, i) => Math.sin(i * i) * (1 + (i % 250)),
    );
    const byRows = memoryCube([rows, columns, 250], values);
    const byColumns: Cube = {
      ...byRows,
      tileAxis: 'columns',
      read: async ({ columns: [start, stop] = [0, columns] }) => {
        const parts = Array.from({ length: rows }, (_, row) =>
          values.subarray((row * columns + start) * 250, (row * columns + stop) * 250),
        );
        return Float64Array.from(parts.flatMap((part) => [...part]));
      },
    };
    const pca = await fitPca(byRows, 3);
    const other = await fitPca(byColumns, 3);
    expectClose(other.variances, [...pca.variances], 1e-9);
    expectClose(other.mean, [...pca.mean], 1e-9);
    const scores = await scoresOf(byRows, pca);
    expect(await scoresOf(byColumns, pca)).toEqual(scores);
    for (const each of [byRows, byColumns])
      expect(await scoresOf(each, pca, { memoryLimit: 1000 })).toEqual(scores);
  });

  it('reads back from JSON to the same numbers', async () => {
    const pca = await fitPca(cube(), components);
    expect(pcaFromJson(JSON.parse(JSON.stringify(pcaToJson(pca))))).toEqual(pca);
  });

  it('reports progress up to the end and ends when cancelled', async () => {
    const fractions: number[] = [];
    await fitPca(cube(), 2, { onProgress: (fraction) => fractions.push(fraction) });
    expect(fractions[fractions.length - 1]).toBe(1);
    const cancel = new AbortController();
    cancel.abort();
    await expect(fitPca(cube(), 2, { signal: cancel.signal })).rejects.toMatchObject({ kind: 'cancelled' });
  });
});

describe('data that a PCA cannot use', () => {
  it('refuses values whose squares are not finite', async () => {
    const values = Float64Array.from(expected.values, (value) => value * 1e200);
    await expect(fitPca(memoryCube(expected.shape, values), 2)).rejects.toMatchObject({
      code: 'values-too-large',
    });
  });

  it('sees that a band of one fraction is constant', async () => {
    const values = Float64Array.from(expected.values, (value, i) => (i % 9 === 2 ? 0.1 : value));
    expect((await fitPca(memoryCube(expected.shape, values), 4)).constantBands).toEqual([2]);
  });

  it('refuses more components than bands', async () => {
    await expect(fitPca(cube(), 10)).rejects.toMatchObject({ code: 'components-exceed-bands' });
  });

  it('says how many components vary where bands are constant or repeated', async () => {
    const values = Float64Array.from(expected.values, (value, i) => (i % 9 >= 6 ? 5 : value));
    await expect(fitPca(memoryCube(expected.shape, values), 7)).rejects.toMatchObject({
      code: 'too-few-independent-bands',
      details: { components: 7, usable: 6 },
    });
    const fitted = await fitPca(memoryCube(expected.shape, values), 6);
    expect(fitted.variances).toHaveLength(6);
    expect(fitted.constantBands).toEqual([6, 7, 8]);
    const constant = memoryCube(
      expected.shape,
      values.map(() => 3),
    );
    await expect(fitPca(constant, 1)).rejects.toMatchObject({
      message: expect.stringContaining('is constant'),
    });
  });
});
