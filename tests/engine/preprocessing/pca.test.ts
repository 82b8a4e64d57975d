import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryCube } from '../../support/memory-cube';
import { applyPca, fitPca, pcaFromJson, pcaToJson } from '../../../src-main/engine/preprocessing/pca';

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
    expectClose(await applyPca(cube(), pca), expected.scores.flat(), 1e-6);
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
  it('names the first value that is not finite', async () => {
    const values = Float64Array.from(expected.values);
    values[(2 * 7 + 3) * 9 + 4] = NaN;
    const broken = memoryCube(expected.shape, values);
    await expect(fitPca(broken, 2)).rejects.toMatchObject({
      code: 'values-not-finite',
      details: { row: 2, column: 3, band: 5, value: 'NaN' },
    });
    const pca = await fitPca(cube(), 2);
    await expect(applyPca(broken, pca)).rejects.toMatchObject({ code: 'values-not-finite' });
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
    expect((await fitPca(memoryCube(expected.shape, values), 6)).variances).toHaveLength(6);
    const constant = memoryCube(
      expected.shape,
      values.map(() => 3),
    );
    await expect(fitPca(constant, 1)).rejects.toMatchObject({
      message: expect.stringContaining('is constant'),
    });
  });
});
