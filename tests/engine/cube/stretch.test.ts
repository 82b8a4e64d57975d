import { describe, expect, test } from 'vitest';
import { meansOfSquares, shade, stretchRange } from '../../../src-main/engine/cube/stretch';

const statistics = {
  minimum: 0,
  maximum: 100,
  mean: 40,
  standardDeviation: 10,
  percentile2: 10,
  percentile98: 60,
};

test('each stretch takes its range from the band', () => {
  expect(stretchRange(statistics, 'percentile')).toEqual({ low: 10, high: 60 });
  expect(stretchRange(statistics, 'full')).toEqual({ low: 0, high: 100 });
  expect(stretchRange(statistics, 'deviation')).toEqual({ low: 20, high: 60 });
  expect(stretchRange({ ...statistics, standardDeviation: 90 }, 'deviation')).toEqual({ low: 0, high: 100 });
});

describe('shades', () => {
  test('are linear within the range, black below, white above', () => {
    const { grey, missing } = shade(Float32Array.of(5, 10, 36, 60, 99), { low: 10, high: 60 });
    expect([...grey]).toEqual([0, 0, 133, 255, 255]);
    expect(missing).toBeUndefined();
  });

  test('of a constant band are mid-grey and no division by zero', () => {
    expect([...shade(Uint16Array.of(7, 7), { low: 7, high: 7 }).grey]).toEqual([128, 128]);
  });

  test('are missing where there is no value', () => {
    const values = Float64Array.of(0, NaN, Infinity, -9999, 1);
    const { grey, missing } = shade(values, { low: 0, high: 1 }, -9999);
    expect([...grey]).toEqual([0, 0, 0, 0, 255]);
    expect([...(missing ?? [])]).toEqual([0, 1, 1, 1, 0]);
  });
});

describe('means of squares', () => {
  // 3 rows x 5 columns.
  const size = { rows: 3, columns: 5 };
  const values = Int16Array.of(10, 20, 30, 40, 50, 20, 30, 40, 50, 60, 100, 101, 0, 255, 7);

  test('are of all their values, and of what is left at the edges', () => {
    expect(meansOfSquares(values, size, 2)).toEqual(Float32Array.of(20, 40, 55, 100.5, 127.5, 7));
    expect(meansOfSquares(values, size, 1)).toEqual(Float32Array.from(values));
    expect(meansOfSquares(values, size, 8)[0]).toBeCloseTo(values.reduce((a, b) => a + b) / 15, 4);
  });

  test('are of the values that are none for "no value", and NaN where there is no other', () => {
    const holes = Float32Array.of(NaN, -1, 30, 40, 50, -1, 30, 40, 50, 60, -1, Infinity, 0, -1, 7);
    expect(meansOfSquares(holes, size, 2, -1)).toEqual(Float32Array.of(30, 40, 55, NaN, 0, 7));
  });
});
