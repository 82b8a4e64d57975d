import { expect, test } from 'vitest';
import type { FileInfo, VariableRole } from '@shared/scene';
import { candidatesOf, fittingLabels, planScene, planTruth } from '../../../src-renderer/state/pairing';

const file = (name: string, ...variables: [string, VariableRole, number[]][]): FileInfo => ({
  file: name,
  format: 'mat5',
  variables: variables.map(([variable, role, shape]) => ({ name: variable, role, shape, dtype: 'uint16' })),
});
const plan = (files: FileInfo[], open: number[] | null = null) => planScene(candidatesOf(files), open);

const cube = file('/cube.mat', ['cube', 'cube', [145, 145, 200]]);
const truth = file('/gt.mat', ['gt', 'labels', [145, 145]]);
const CUBE = { file: '/cube.mat', variable: 'cube' };
const TRUTH = { file: '/gt.mat', variable: 'gt' };

test('a cube and its truth are opened at once, whichever file comes first', () => {
  expect(plan([cube, truth])).toEqual({ kind: 'open', cube: CUBE, truth: TRUTH });
  expect(plan([truth, cube])).toEqual({ kind: 'open', cube: CUBE, truth: TRUTH });
});

test('both may lie in one file, beside vectors and others', () => {
  const both = file(
    '/both.mat',
    ['w', 'vector', [200]],
    ['cube', 'cube', [145, 145, 200]],
    ['gt', 'labels', [145, 145]],
    ['x', 'other', [2, 2, 2, 2]],
  );
  expect(plan([both])).toEqual({
    kind: 'open',
    cube: { file: '/both.mat', variable: 'cube' },
    truth: { file: '/both.mat', variable: 'gt' },
  });
});

test('a cube alone is opened without truth', () => {
  expect(plan([cube])).toEqual({ kind: 'open', cube: CUBE, truth: undefined });
});

test('truth of another size is passed on, so that the engine can say what is wrong', () => {
  const transposed = file('/gt.mat', ['gt', 'labels', [145, 144]]);
  expect(plan([cube, transposed])).toEqual({ kind: 'open', cube: CUBE, truth: TRUTH });
});

test('the one truth that fits is taken from several', () => {
  const several = file('/gt.mat', ['small', 'labels', [10, 10]], ['gt', 'labels', [145, 145]]);
  expect(plan([cube, several])).toEqual({ kind: 'open', cube: CUBE, truth: TRUTH });
});

test('several cubes, or several truths that fit, are the choice of the person', () => {
  expect(plan([cube, file('/other.mat', ['second', 'cube', [9, 9, 9]])]).kind).toBe('choose-scene');
  const masks = file('/masks.mat', ['TR', 'labels', [145, 145]], ['TE', 'labels', [145, 145]]);
  const choice = plan([cube, masks]);
  expect(choice.kind).toBe('choose-scene');
  if (choice.kind === 'choose-scene')
    expect(choice.labels.map(({ variable }) => variable)).toEqual(['TR', 'TE']);
});

test('labels alone belong to the open scene', () => {
  expect(plan([truth], [145, 145])).toEqual({ kind: 'attach', truth: TRUTH });
  expect(plan([truth])).toEqual({ kind: 'labels-without-scene' });
});

test('labels of another size than the open scene are passed on alone, not among others', () => {
  expect(plan([truth], [10, 10])).toEqual({ kind: 'attach', truth: TRUTH });
  const { labels } = candidatesOf([truth, file('/b.mat', ['fits', 'labels', [10, 10]])]);
  expect(planTruth(labels, [10, 10])).toEqual({
    kind: 'attach',
    truth: { file: '/b.mat', variable: 'fits' },
  });
});

test('files that hold neither are said to', () => {
  expect(plan([file('/w.mat', ['w', 'vector', [200]])], [145, 145])).toEqual({ kind: 'no-cube' });
  expect(planTruth([], [145, 145])).toEqual({ kind: 'no-labels' });
});

test('several truths that fit the open scene are a choice among those that fit', () => {
  const { labels } = candidatesOf([
    file('/a.mat', ['a', 'labels', [10, 10]], ['b', 'labels', [10, 10]], ['c', 'labels', [3, 3]]),
  ]);
  const choice = planTruth(labels, [10, 10]);
  expect(choice).toMatchObject({ kind: 'choose-truth' });
  expect(fittingLabels([10, 10, 5], labels)).toHaveLength(2);
});
