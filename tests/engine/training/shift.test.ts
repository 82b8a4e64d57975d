import { describe, expect, it } from 'vitest';
import { shiftOf } from '@shared/recipe-in-use';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { createRandom } from '../../../src-main/engine/samples/random';
import { shiftedPixels } from '../../../src-main/engine/training/augmentation';

const SCENE = { rows: 9, columns: 7 };
const rowOf = (pixel: number) => Math.floor(pixel / SCENE.columns);
const columnOf = (pixel: number) => pixel % SCENE.columns;

/** Corners, an edge, the middle, and a neighbour of the middle that belongs to another class. */
const labelled = {
  pixels: Int32Array.from([0, 6, 31, 32, 35, 62]),
  targets: Int32Array.from([0, 1, 0, 1, 0, 1]),
};

function shifted(reach: number, seed: number) {
  const random = createRandom(seed, 'shift');
  return shiftedPixels(labelled, SCENE, reach, () => random.next());
}

describe('windows of training pixels that an update moves', () => {
  const seen = Array.from({ length: 400 }, (_, seed) => shifted(2, seed));

  it('stay within reach and within the scene, with the same labels', () => {
    for (const { pixels, targets } of seen) {
      expect(targets).toBe(labelled.targets);
      pixels.forEach((pixel, at) => {
        expect(pixel).toBeGreaterThanOrEqual(0);
        expect(pixel).toBeLessThan(SCENE.rows * SCENE.columns);
        expect(Math.abs(rowOf(pixel) - rowOf(labelled.pixels[at]))).toBeLessThanOrEqual(2);
        expect(Math.abs(columnOf(pixel) - columnOf(labelled.pixels[at]))).toBeLessThanOrEqual(2);
      });
    }
  });

  it('never lie on a training pixel of another class', () => {
    for (const { pixels } of seen) {
      expect(pixels[2]).not.toBe(32);
      expect(pixels[3]).not.toBe(31);
    }
  });

  it('come to lie on every other pixel within reach', () => {
    expect(new Set(seen.map(({ pixels }) => pixels[2])).size).toBe(24);
    expect(new Set(seen.map(({ pixels }) => pixels[0])).size).toBe(9);
  });

  it('are moved by the seed alone, and not at all without a reach', () => {
    expect(shifted(1, 3)).toEqual(shifted(1, 3));
    expect(shifted(1, 3)).not.toEqual(shifted(1, 4));
    expect(shifted(0, 3)).toBe(labelled);
  });
});

it('are moved as the recipe says, never where training and test pixels are kept apart', () => {
  const { method } = findNetwork('hybridsn-attention');
  expect(method.shift).toBeGreaterThan(0);
  expect(shiftOf(method, 'recipe', 'random')).toBe(method.shift);
  expect(shiftOf(method, 'recipe', 'disjoint')).toBe(0);
  expect(shiftOf(method, 'recipe', 'masks')).toBe(0);
  expect(shiftOf(method, 'symmetries', 'random')).toBe(0);
  expect(shiftOf(findNetwork('hybridsn').method, 'recipe', 'random')).toBe(0);
});
