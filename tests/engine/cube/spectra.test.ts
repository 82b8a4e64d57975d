import { describe, expect, it } from 'vitest';
import type { Cube, CubeWindow } from '../../../src-main/engine/cube/cube';
import { readTruth } from '../../../src-main/engine/cube/labels';
import { openCube } from '../../../src-main/engine/cube/open';
import { classSpectra } from '../../../src-main/engine/cube/spectra';
import { memoryCube } from '../../support/memory-cube';
import { CUBE, TRUTH, expected } from './sample';

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

  it('leave out the value that stands for none', async () => {
    const values = Int16Array.of(-99, 1, 4, 3, 6, -99);
    const cube = { ...memoryCube([1, 3, 2], values), dtype: 'int16' as const, nodata: -99 };
    const [spectrum] = await classSpectra(cube, { rows: 1, columns: 3, labels: Uint16Array.of(2, 2, 2) });
    expect(spectrum).toEqual({
      label: 2,
      mean: Float32Array.of(5, 2),
      standardDeviation: Float32Array.of(1, 1),
    });
  });

  it.each(['rows', 'columns'] as const)(
    'read no more than lies between labelled pixels, by %s',
    async (tileAxis) => {
      const [rows, columns, bands] = [300, 300, 100];
      const whole = memoryCube(
        [rows, columns, bands],
        Float32Array.from({ length: rows * columns * bands }, (_, i) => i % 97),
      );
      const windows: CubeWindow[] = [];
      const cube: Cube = {
        ...{ rows, columns, bands, dtype: 'float32', warnings: [], tileAxis, bandsTogether: true },
        read: (window, signal) => {
          windows.push(window);
          return whole.read(window, signal);
        },
        close: async () => undefined,
      };
      const labels = new Uint16Array(rows * columns);
      for (let row = 3; row < 5; row++)
        for (let column = 10; column < 20; column++) labels[row * columns + column] = 7;
      labels[250 * columns + 100] = 9;
      const truth = { rows, columns, labels };
      expect(await classSpectra(cube, truth)).toEqual(await classSpectra(whole, truth));
      const pixels = windows.map(
        ({ rows: [top, bottom] = [0, rows], columns: [left, right] = [0, columns] }) =>
          (bottom - top) * (right - left),
      );
      expect(pixels.reduce((sum, count) => sum + count, 0)).toBeLessThan(0.1 * rows * columns);
    },
  );

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
