import { describe, expect, it } from 'vitest';
import { confusionMatrix } from '../../../src-main/engine/evaluation/confusion';
import {
  averageAccuracy,
  classFigures,
  cohensKappa,
  macroAverage,
  overallAccuracy,
  weightedAverage,
} from '../../../src-main/engine/evaluation/metrics';
import stored from '../../fixtures/metrics/expected.json';

const TOLERANCE = 1e-9;

function expectClose(actual: number, expected: number): void {
  expect(Math.abs(actual - expected), `${actual} against ${expected}`).toBeLessThanOrEqual(TOLERANCE);
}

function allPixels(count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, pixel) => pixel);
}

describe.each(stored.sets)(
  `figures of ${stored.madeWith} on $name`,
  ({ labels, truth, predicted, expected }) => {
    const confusion = confusionMatrix(
      Uint16Array.from(truth),
      Uint16Array.from(predicted),
      allPixels(truth.length),
      labels,
    );
    const figures = classFigures(confusion);

    it('confusion matrix', () => {
      expect(confusion).toEqual(expected.confusion);
    });

    it('precision, recall, f1 and support of every class', () => {
      figures.forEach(({ precision, recall, f1, support }, index) => {
        expectClose(precision, expected.precision[index]);
        expectClose(recall, expected.recall[index]);
        expectClose(f1, expected.f1[index]);
        expect(support).toBe(expected.support[index]);
      });
    });

    it('averages', () => {
      for (const field of ['precision', 'recall', 'f1'] as const) {
        expectClose(macroAverage(figures)[field], expected.macro[field]);
        expectClose(weightedAverage(figures)[field], expected.weighted[field]);
      }
      expect(macroAverage(figures).support).toBe(truth.length);
    });

    it('overall accuracy, average accuracy and kappa', () => {
      expectClose(overallAccuracy(confusion), expected.oa);
      expectClose(averageAccuracy(confusion), expected.aa);
      expectClose(cohensKappa(confusion), expected.kappa);
    });
  },
);

describe('figures without a denominator', () => {
  it('are 0, kappa of one single class included', () => {
    expect(
      cohensKappa([
        [5, 0],
        [0, 0],
      ]),
    ).toBe(0);
    expect(
      overallAccuracy([
        [0, 0],
        [0, 0],
      ]),
    ).toBe(0);
    expect(
      averageAccuracy([
        [0, 0],
        [0, 0],
      ]),
    ).toBe(0);
    expect(
      classFigures([
        [0, 3],
        [0, 0],
      ])[1],
    ).toEqual({ precision: 0, recall: 0, f1: 0, support: 0 });
  });
});

describe('confusionMatrix', () => {
  it('counts the given pixels only', () => {
    const truth = Uint16Array.of(1, 1, 2, 2, 0);
    const predicted = Uint16Array.of(1, 2, 2, 1, 1);
    expect(confusionMatrix(truth, predicted, Int32Array.of(1, 2), [1, 2])).toEqual([
      [0, 1],
      [0, 1],
    ]);
  });

  it('refuses a prediction that is no class', () => {
    const act = () => confusionMatrix(Uint16Array.of(1), Uint16Array.of(9), Int32Array.of(0), [1, 2]);
    expect(act).toThrow(expect.objectContaining({ code: 'unknown-class-in-evaluation' }));
  });
});
