import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../src-main/engine/samples/random';

const take = (count: number, draw: () => number) => Array.from({ length: count }, draw);

describe('createRandom', () => {
  it('gives the same numbers for the same seed and stream', () => {
    expect(take(50, createRandom(7, 'split').next)).toEqual(take(50, createRandom(7, 'split').next));
  });

  it('keeps to these numbers, on which stored results depend', () => {
    const random = createRandom(0, 'split');
    expect(take(4, () => random.integer(1_000_000))).toEqual([517928, 711365, 337109, 620088]);
  });

  it('gives other numbers for another seed or stream', () => {
    const first = take(8, createRandom(7, 'split').next);
    for (const other of [createRandom(8, 'split'), createRandom(7, 'order'), createRandom(70, 'split')]) {
      expect(take(8, other.next)).not.toEqual(first);
    }
  });

  it('spreads evenly over [0, 1)', () => {
    const random = createRandom(1, 'uniform');
    const tenths = new Array(10).fill(0);
    for (let draw = 0; draw < 100_000; draw++) {
      const value = random.next();
      expect(value >= 0 && value < 1).toBe(true);
      tenths[Math.floor(10 * value)]++;
    }
    // Chi-squared with 9 degrees of freedom: 27.9 is exceeded once in a thousand.
    expect(tenths.reduce((sum, seen) => sum + (seen - 10_000) ** 2 / 10_000, 0)).toBeLessThan(27.9);
  });

  it('draws every whole number below n alike', () => {
    const random = createRandom(2, 'integers');
    const seen = new Array(7).fill(0);
    for (let draw = 0; draw < 70_000; draw++) seen[random.integer(7)]++;
    expect(seen.reduce((sum, times) => sum + (times - 10_000) ** 2 / 10_000, 0)).toBeLessThan(22.5);
    expect(random.integer(1)).toBe(0);
  });

  it('draws normal deviates of mean 0 and deviation 1', () => {
    const random = createRandom(3, 'normal');
    const values = take(100_000, random.normal);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(Math.abs(mean)).toBeLessThan(0.02);
    expect(Math.abs(variance - 1)).toBeLessThan(0.03);
    expect(values.every(Number.isFinite)).toBe(true);
  });

  it('shuffles in place, keeps every element and reaches every order', () => {
    const random = createRandom(4, 'shuffle');
    const array = Int32Array.of(1, 2, 3);
    const orders = new Map<string, number>();
    for (let draw = 0; draw < 6000; draw++) {
      expect(random.shuffle(array)).toBe(array);
      const order = array.join('');
      orders.set(order, (orders.get(order) ?? 0) + 1);
    }
    expect([...orders.keys()].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
    expect(Math.min(...orders.values())).toBeGreaterThan(850);
  });
});
