import { describe, expect, it } from 'vitest';
import { initialValues, type Initializer } from '../../../src-main/engine/networks/initializers';
import { createRandom } from '../../../src-main/engine/samples/random';

/** A 3x3 kernel from 40 to 60 channels: fan-in 360, fan-out 540. */
const shape = [3, 3, 40, 60];
const draw = (initializer: Initializer, seed = 1) =>
  initialValues({ name: 'kernel', shape, initializer, trainable: true }, createRandom(seed, 'weights'));

const figures = (values: Float32Array) => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, deviation: Math.sqrt(variance), largest: Math.max(...values.map(Math.abs)) };
};

// The deviation of a uniform distribution in +-limit is limit / sqrt(3); of a normal one cut at 2, 0.8796 of the whole.
const cases: [string, Initializer, number, number][] = [
  ['glorot-uniform', 'glorot-uniform', Math.sqrt(2 / 900), Math.sqrt(6 / 900)],
  ['he-normal', 'he-normal', Math.sqrt(2 / 360), Infinity],
  ['he-normal-fan-out', 'he-normal-fan-out', Math.sqrt(2 / 540), Infinity],
  ['torch-uniform', 'torch-uniform', 1 / Math.sqrt(3 * 360), 1 / Math.sqrt(360)],
  ['normal', { kind: 'normal', deviation: 0.01 }, 0.01, Infinity],
  ['truncated normal', { kind: 'truncated-normal', deviation: 0.1 }, 0.08796, 0.2],
  ['uniform by fan-in', { kind: 'uniform-by-fan-in', limit: 2.4 }, 2.4 / 360 / Math.sqrt(3), 2.4 / 360],
];

it('tells on the way how many numbers are drawn', () => {
  const counts: number[] = [];
  const large = { name: 'kernel', shape: [1000, 2000], initializer: 'he-normal', trainable: true } as const;
  const values = initialValues({ ...large, shape: [...large.shape] }, createRandom(1, 'weights'), (count) =>
    counts.push(count),
  );
  expect(counts.length).toBeGreaterThan(4);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(values.length);
});

describe.each(cases)('%s', (_, initializer, deviation, limit) => {
  const values = draw(initializer);

  it('has the mean, deviation and limit that the paper gives', () => {
    const found = figures(values);
    expect(Math.abs(found.mean)).toBeLessThan(deviation * 0.03);
    expect(Math.abs(found.deviation / deviation - 1)).toBeLessThan(0.03);
    expect(found.largest).toBeLessThanOrEqual(limit * 1.000001);
  });

  it('follows the seed', () => {
    expect(draw(initializer)).toEqual(values);
    expect(draw(initializer, 2)).not.toEqual(values);
  });
});

it('draws each kernel by the inputs of its own output', () => {
  const spec = {
    ...{ name: 'kernel', shape: [2000, 2], trainable: true },
    ...{
      initializer: { kind: 'uniform-by-fan-in', limit: 2.4 } as const,
      fans: { fanIn: [75, 150], fanOut: 25 },
    },
  };
  const values = initialValues(spec, createRandom(1, 'weights'));
  for (const [column, fanIn] of [75, 150].entries()) {
    const { largest, deviation } = figures(values.filter((_, at) => at % 2 === column));
    expect(largest).toBeLessThanOrEqual((2.4 / fanIn) * 1.000001);
    expect(Math.abs(deviation / (2.4 / fanIn / Math.sqrt(3)) - 1)).toBeLessThan(0.05);
  }
});

it('knows constants and signs', () => {
  expect(new Set(draw('zeros'))).toEqual(new Set([0]));
  expect(new Set(draw('ones'))).toEqual(new Set([1]));
  expect(new Set(draw({ kind: 'constant', value: 0.5 }))).toEqual(new Set([0.5]));
  expect(new Set(draw('signs'))).toEqual(new Set([-1, 1]));
  expect(Math.abs(figures(draw('signs')).mean)).toBeLessThan(0.03);
});
