import { expect, test } from 'vitest';
import type { LabelMap } from '@shared/scene';
import { completeTruth } from '../../../src-main/engine/jobs/complete-truth';

const truth: LabelMap = {
  rows: 2,
  columns: 4,
  labels: Uint16Array.of(0, 1, 1, 3, 3, 0, 1, 7),
  classes: [
    { label: 1, name: 'Corn', color: [1, 2, 3], pixels: 3 },
    { label: 3, name: 'Woods', color: [4, 5, 6], pixels: 2 },
    { label: 7, name: 'Oats', color: [7, 8, 9], pixels: 1 },
  ],
};

test('labels of pixels without values are not counted, and a class without others is gone', () => {
  const { truth: left, warnings } = completeTruth(truth, Uint8Array.of(1, 0, 1, 0, 0, 1, 0, 1));
  expect(left.labels).toEqual(Uint16Array.of(0, 1, 0, 3, 3, 0, 1, 0));
  expect(left.classes).toEqual([{ ...truth.classes[0], pixels: 2 }, truth.classes[1]]);
  expect(warnings).toMatchObject([{ code: 'pixels-without-values', details: { pixels: 4, labelled: 2 } }]);
  expect(truth.labels[2]).toBe(1);
});

test('where every pixel has values, the truth is the truth', () => {
  expect(completeTruth(truth, undefined)).toEqual({ truth, warnings: [] });
});
