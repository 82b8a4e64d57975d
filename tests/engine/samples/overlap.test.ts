import { expect, it } from 'vitest';
import { windowOverlap } from '../../../src-main/engine/samples/overlap';
import { splitPixels } from '../../../src-main/engine/samples/split';
import { blockyGrid } from '../../support/label-grid';

it.each([1, 3, 5, 7])('agrees with looking at every pixel of every window of %i', (patch) => {
  const { rows, columns, labels, classes } = blockyGrid(5, 3, 4, 3);
  const truth = { rows, columns, labels, classes };
  const { train, test } = splitPixels(truth, { kind: 'random', training: 2, patch, seed: 5 });
  const reach = (patch - 1) / 2;
  const overlapping = [...test].filter((pixel) =>
    [...train].some(
      (other) =>
        Math.abs(Math.floor(pixel / columns) - Math.floor(other / columns)) <= reach &&
        Math.abs((pixel % columns) - (other % columns)) <= reach,
    ),
  );
  expect(windowOverlap({ train, test }, rows, columns, patch)).toBe(overlapping.length / test.length);
});

it('is 0 for a window of one pixel and where nothing tests', () => {
  const pixels = { train: Int32Array.of(0), test: Int32Array.of(1, 2) };
  expect(windowOverlap(pixels, 1, 3, 1)).toBe(0);
  expect(windowOverlap({ ...pixels, test: new Int32Array(0) }, 1, 3, 3)).toBe(0);
});

it('is the exact share', () => {
  const pixels = { train: Int32Array.of(0), test: Int32Array.of(1, 2, 3, 4) };
  expect(windowOverlap(pixels, 1, 5, 3)).toBe(0.25);
  expect(windowOverlap(pixels, 1, 5, 5)).toBe(0.5);
});
