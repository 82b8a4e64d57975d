import { describe, expect, it } from 'vitest';
import { splitPixels, type SplitOptions } from '../../../src-main/engine/samples/split';
import { blockyGrid, labelGrid } from '../../support/label-grid';

const truth = blockyGrid(12, 3, 4, 5);
const OPTIONS: SplitOptions = { kind: 'random', training: 0.5, patch: 1, seed: 0 };

const perClass = (pixels: Int32Array, of: { labels: Uint16Array } = truth) => {
  const counts: Record<number, number> = {};
  for (const pixel of pixels) counts[of.labels[pixel]] = (counts[of.labels[pixel]] ?? 0) + 1;
  return counts;
};

describe('pixels held back for validation', () => {
  it.each(['random', 'disjoint'] as const)('come from training pixels only (%s)', (kind) => {
    const without = splitPixels(truth, { ...OPTIONS, kind });
    const held = splitPixels(truth, { ...OPTIONS, kind, validation: 0.25 });
    expect(held.test).toEqual(without.test);
    expect([...held.train, ...held.validation].sort((a, b) => a - b)).toEqual([...without.train]);
    expect(held.validation.length).toBe(Math.round(without.train.length / 4));
    held.validation.forEach((pixel) => expect(held.sides[pixel]).toBe(2));
    expect(held.sides.filter((side) => side === 2)).toHaveLength(held.validation.length);
  });

  it('come from every class, and leave every class something to learn from', () => {
    const { train, validation } = splitPixels(truth, { ...OPTIONS, training: 3, validation: 100 });
    expect(perClass(train)).toEqual({ 1: 1, 2: 1, 3: 1, 4: 1, 5: 1 });
    expect(perClass(validation)).toEqual({ 1: 2, 2: 2, 3: 2, 4: 2, 5: 2 });
  });

  it('are none of a class with one training pixel', () => {
    const small = labelGrid('11112222', '11112222', '3.......');
    const { train, validation } = splitPixels(small, { ...OPTIONS, validation: 1 });
    expect(perClass(train, small)).toEqual({ 1: 3, 2: 3, 3: 1 });
    expect(perClass(validation, small)).toEqual({ 1: 1, 2: 1 });
  });

  it('are those of the training mask where masks decide', () => {
    const trainingMask = labelGrid('1111....', '1111....');
    const testMask = labelGrid('....1111', '....1111');
    const labels = labelGrid('11221122', '11221122');
    const split = splitPixels(labels, { ...OPTIONS, kind: 'masks', trainingMask, testMask, validation: 0.5 });
    expect(split.test).toHaveLength(8);
    expect(perClass(split.validation, labels)).toEqual({ 1: 2, 2: 2 });
    expect([...split.validation].every((pixel) => trainingMask.labels[pixel] === 1)).toBe(true);
  });

  it('are others for another seed', () => {
    const of = (seed: number) => splitPixels(truth, { ...OPTIONS, seed, validation: 0.5 }).validation;
    expect(of(0)).toEqual(of(0));
    expect(of(0)).not.toEqual(of(1));
  });

  it('are refused where no class has one to spare', () => {
    const refused = () => splitPixels(truth, { ...OPTIONS, training: 1, validation: 0.5 });
    expect(refused).toThrow(expect.objectContaining({ code: 'no-validation-pixels' }));
  });
});
