import { expect, test } from 'vitest';
import { extent, invert, linearScale, ticks } from '../../../src-renderer/charts/scale';

test('a scale maps its domain to its range and back', () => {
  const scale = linearScale([400, 2500], [64, 600]);
  expect(scale(400)).toBe(64);
  expect(scale(2500)).toBe(600);
  expect(invert(scale, scale(1234))).toBeCloseTo(1234);
});

test('one single value lies in the middle', () => {
  expect(linearScale([5, 5], [0, 100])(5)).toBe(50);
});

test('ticks are round numbers within the domain', () => {
  expect(ticks([400, 2500], 5)).toEqual([500, 1000, 1500, 2000, 2500]);
  expect(ticks([0, 1], 4)).toEqual([0, 0.5, 1]);
  expect(ticks([1, 100], 4)).toEqual([50, 100]);
  expect(ticks([0, 0.3], 3)).toEqual([0, 0.1, 0.2, 0.3]);
  expect(ticks([-20, 20], 4)).toEqual([-20, -10, 0, 10, 20]);
});

test('an empty domain has one tick', () => {
  expect(ticks([7, 7], 5)).toEqual([7]);
});

test('the extent leaves out values that are not finite', () => {
  expect(extent([Float32Array.of(3, NaN, 8), [Infinity, -2]])).toEqual([-2, 8]);
  expect(extent([[NaN], []])).toBeNull();
});
