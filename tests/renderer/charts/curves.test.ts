import { expect, test } from 'vitest';
import { cellStrength, confusionCells } from '../../../src-renderer/charts/confusion';
import { curvesOf, linePath } from '../../../src-renderer/charts/curve-path';
import { linearScale } from '../../../src-renderer/charts/scale';
import { epochRecord } from '../fake-result';

const identity = linearScale([0, 100], [0, 100]);

test('the history of several runs becomes one curve each', () => {
  const history = [epochRecord(1, 1), epochRecord(2, 1), epochRecord(1, 2)];
  const curves = curvesOf(history);
  expect(curves.map(({ run, epochs }) => [run, epochs])).toEqual([
    [1, [1, 2]],
    [2, [1]],
  ]);
  expect(curves[0].loss).toEqual([history[0].loss, history[1].loss]);
  expect(curves[1].accuracy).toEqual([history[2].accuracy]);
  expect(curves[0].validation).toEqual({ loss: [], accuracy: [] });
});

test('what was measured on pixels held back is a curve beside it', () => {
  const history = [0.5, 0.7].map((accuracy, index) => ({
    ...epochRecord(index + 1, 1),
    validation: { loss: 1 - accuracy, accuracy },
  }));
  const [{ validation, epochs }] = curvesOf(history);
  expect(epochs).toEqual([1, 2]);
  expect(validation.accuracy).toEqual([0.5, 0.7]);
  expect(validation.loss).toEqual([0.5, expect.closeTo(0.3)]);
});

test('a first epoch is a dot, and a loss that is no number leaves a gap', () => {
  expect(linePath([1], [5], identity, identity)).toBe('M1.0 5.0h0');
  expect(linePath([1, 2, 3, 4], [5, NaN, 7, 8], identity, identity)).toBe('M1.0 5.0h0M3.0 7.0L4.0 8.0');
});

test('cells of a confusion matrix are shares of their row of truth', () => {
  const cells = confusionCells([
    [8, 2],
    [0, 0],
  ]);
  expect(cells[0]).toEqual([
    { count: 8, share: 0.8, correct: true },
    { count: 2, share: 0.2, correct: false },
  ]);
  expect(cells[1].map(({ share }) => share)).toEqual([0, 0]);
});

test('a rare confusion is still seen, and no confusion is not', () => {
  expect(cellStrength(0)).toBe(0);
  expect(cellStrength(0.001)).toBeGreaterThan(0.1);
  expect(cellStrength(1)).toBeCloseTo(0.7);
});
