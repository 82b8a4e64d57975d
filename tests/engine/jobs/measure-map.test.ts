import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { ClassInfo, LabelMap } from '@shared/scene';
import type { ClassificationMap } from '@shared/training';
import type { TrainedModel } from '../../../src-main/engine/classifiers/model-folder';
import { encodeNpy } from '../../../src-main/engine/export/npy';
import { measureMap } from '../../../src-main/engine/jobs/measure-map';
import { temporaryFolder } from '../../support/temporary-folder';

const folder = temporaryFolder();
const SCENE = '/data/scene.mat:scene';
const named = (...names: [label: number, name: string][]): ClassInfo[] =>
  names.map(([label, name]) => ({ label, name, color: [0, 0, 0], pixels: 1 }));
const model = {
  classes: named([1, 'Water'], [3, 'Woods'], [4, 'Class 4']),
  trainedOn: { cube: SCENE, truth: '/data/truth.mat:truth' },
} as unknown as TrainedModel;

/** 2 x 3 pixels: one is unlabelled, one is unclassified in the map, three of the other four are right. */
const LABELS = [1, 3, 3, 0, 4, 1];
const map = { rows: 2, columns: 3, labels: Uint16Array.of(1, 3, 1, 3, 4, 0) } as ClassificationMap;
const truth = (classes: ClassInfo[] = model.classes as ClassInfo[], labels = LABELS): LabelMap => ({
  ...{ rows: 2, columns: 3, classes },
  labels: Uint16Array.from(labels),
});
const measure = (labelMap: LabelMap, cube = '/data/other.mat:other') =>
  measureMap(map, labelMap, model, { directory: folder.path, cube });

test('every labelled pixel of another scene counts, whatever the model learnt from', async () => {
  folder.write('split.npy', encodeNpy(Uint8Array.of(1, 1, 3, 0, 3, 3), [2, 3]));
  const found = await measure(truth());
  expect(found).toMatchObject({ oa: 0.75, pixels: 4, testPixelsOnly: false });
  expect(found).toMatchObject({
    confusion: [
      [1, 0, 0],
      [1, 1, 0],
      [0, 0, 1],
    ],
    classes: [
      { label: 1, name: 'Water', test: 1 },
      { label: 3, test: 2, recall: 0.5 },
      { label: 4, test: 1 },
    ],
  });
});

test('of the scene that the model learnt from only the test pixels count, wherever it lies now', async () => {
  folder.write('split.npy', encodeNpy(Uint8Array.of(1, 1, 3, 0, 3, 3), [2, 3]));
  for (const cube of [SCENE, join('/moved', 'scene.mat:scene')])
    expect(await measure(truth(), cube)).toMatchObject({ oa: 0.5, pixels: 2, testPixelsOnly: true });
  folder.write('split.npy', encodeNpy(Uint8Array.of(1, 1, 3, 0, 3, 3), [3, 2]));
  expect(await measure(truth(), SCENE)).toMatchObject({ pixels: 4, testPixelsOnly: false });
});

test('a class that either side has no name for is known by its label, any other by its name too', async () => {
  expect(await measure(truth(named([1, 'Class 1'], [3, 'Woods'], [4, 'Roads'])))).toMatchObject({
    pixels: 4,
  });
  expect(await measure(truth(named([1, 'Water'], [3, 'Wheat'], [4, 'Class 4'])))).toEqual({
    reason: 'other-classes',
  });
  expect(await measure(truth(named([2, 'Class 2'])))).toEqual({ reason: 'other-classes' });
});

test('labels of unclassified pixels alone measure nothing', async () => {
  expect(await measure(truth(undefined, [0, 0, 0, 0, 0, 1]))).toEqual({ reason: 'nothing-labelled' });
});
