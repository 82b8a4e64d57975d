import { describe, expect, test } from 'vitest';
import type { AxesFrom, FileInfo, VariableRole } from '@shared/scene';
import { candidatesOf, pairingInOrder, pairingsOf } from '@shared/pairing';
import { axesSubjectOf, fittingLabels, planScene, planTruth } from '../../../src-renderer/state/pairing';

const file = (name: string, ...variables: [string, VariableRole, number[]][]): FileInfo => ({
  file: name,
  format: 'mat5',
  variables: variables.map(([variable, role, shape]) => ({ name: variable, role, shape, dtype: 'uint16' })),
});
const openCube = (...shape: number[]) => ({ file: '/open.mat', variable: 'cube', shape, hasTruth: true });
/** Files that a person named. */
const plan = (files: FileInfo[], open: ReturnType<typeof openCube> | null = null) =>
  planScene(candidatesOf(files), open, () => true);
/** Files that were found in a folder. */
const planFolder = (files: FileInfo[]) => planScene(candidatesOf(files), null, () => false);

const cube = file('/cube.mat', ['cube', 'cube', [145, 145, 200]]);
const truth = file('/gt.mat', ['gt', 'labels', [145, 145]]);
const CUBE = { file: '/cube.mat', variable: 'cube' };
const TRUTH = { file: '/gt.mat', variable: 'gt' };

test('a cube and its truth are opened at once, whichever file comes first', () => {
  expect(plan([cube, truth])).toEqual({ kind: 'open', cube: CUBE, truth: TRUTH, found: {} });
  expect(plan([truth, cube])).toEqual({ kind: 'open', cube: CUBE, truth: TRUTH, found: {} });
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
    found: {},
  });
});

test('a cube alone is opened without truth', () => {
  expect(plan([cube])).toEqual({ kind: 'open', cube: CUBE, truth: undefined, found: {} });
});

test('truth of another size is passed on, so that the engine can say what is wrong', () => {
  const transposed = file('/gt.mat', ['gt', 'labels', [145, 144]]);
  expect(plan([cube, transposed])).toEqual({ kind: 'open', cube: CUBE, truth: TRUTH, found: {} });
});

test('the one truth that fits is taken from several', () => {
  const several = file('/gt.mat', ['small', 'labels', [10, 10]], ['gt', 'labels', [145, 145]]);
  expect(plan([cube, several])).toEqual({ kind: 'open', cube: CUBE, truth: TRUTH, found: {} });
});

test('several cubes, or several truths that fit, are the choice of the person', () => {
  expect(plan([cube, file('/other.mat', ['second', 'cube', [9, 9, 9]])]).kind).toBe('choose-scene');
  const masks = file('/masks.mat', ['TR', 'labels', [145, 145]], ['TE', 'labels', [145, 145]]);
  const choice = plan([cube, masks]);
  expect(choice.kind).toBe('choose-scene');
  if (choice.kind === 'choose-scene')
    expect(choice.pairings[0].truths.map(({ variable }) => variable)).toEqual(['TR', 'TE']);
});

test('labels alone belong to the open scene', () => {
  expect(plan([truth], openCube(145, 145, 9))).toEqual({ kind: 'attach', truth: TRUTH });
  expect(plan([truth])).toEqual({ kind: 'labels-without-scene' });
});

test('a picture in colours is the truth of the open scene it fits, and a scene where it fits none', () => {
  const variables: [string, VariableRole, number[]][] = [
    ['gt', 'cube', [145, 145, 3]],
    ['gt_classes', 'labels', [145, 145]],
  ];
  const picture = file('/gt.tif', ...variables);
  const labels = { file: '/gt.tif', variable: 'gt_classes' };
  expect(plan([picture], openCube(145, 145, 200))).toEqual({ kind: 'attach', truth: labels });
  const opened = { kind: 'open', cube: { file: '/gt.tif', variable: 'gt' }, truth: labels };
  for (const open of [null, openCube(145, 144, 200), openCube(145, 145, 4)])
    expect(plan([picture], open)).toMatchObject(opened);
  expect(plan([picture, cube], openCube(145, 145, 200))).toMatchObject({
    kind: 'open',
    cube: CUBE,
    truth: labels,
  });
});

test('a photograph that is opened as truth is passed on, so that the engine says what is wrong', () => {
  const photograph = { ...file('/p.tif', ['p', 'cube', [145, 145, 3]]), noLabels: ['p_classes'] };
  expect(planTruth(candidatesOf([photograph]), openCube(145, 145, 9))).toEqual({
    kind: 'attach',
    truth: { file: '/p.tif', variable: 'p_classes' },
  });
  expect(planTruth(candidatesOf([photograph, truth]), openCube(145, 145, 9))).toMatchObject({ truth: TRUTH });
});

test('labels of another size than the open scene are passed on alone, not among others', () => {
  expect(plan([truth], openCube(10, 10, 9))).toEqual({ kind: 'attach', truth: TRUTH });
  const { labels } = candidatesOf([truth, file('/b.mat', ['fits', 'labels', [10, 10]])]);
  expect(planTruth({ labels, noLabels: [] }, openCube(10, 10, 9))).toEqual({
    kind: 'attach',
    truth: { file: '/b.mat', variable: 'fits' },
  });
});

test('files that hold neither are said to', () => {
  expect(plan([file('/w.mat', ['w', 'vector', [200]])], openCube(145, 145, 9))).toEqual({ kind: 'no-cube' });
  expect(planTruth({ labels: [], noLabels: [] }, openCube(145, 145, 9))).toEqual({ kind: 'no-labels' });
});

test('several truths that fit the open scene are a choice among those that fit', () => {
  const { labels } = candidatesOf([
    file('/a.mat', ['a', 'labels', [10, 10]], ['b', 'labels', [10, 10]], ['c', 'labels', [3, 3]]),
  ]);
  const choice = planTruth({ labels, noLabels: [] }, openCube(10, 10, 9));
  expect(choice).toMatchObject({ kind: 'choose-truth' });
  expect(fittingLabels([10, 10, 5], labels)).toHaveLength(2);
});

test('of labels found in a folder, those that do not fit and those made from the scene are no truth', () => {
  const small = file('/gt.mat', ['gt', 'labels', [10, 10]]);
  expect(planFolder([cube, small])).toMatchObject({
    kind: 'open',
    truth: undefined,
    found: { unfitting: { file: '/gt.mat', shape: [10, 10] } },
  });
  const map = file('/out/map.npy', ['map', 'labels', [145, 145]]);
  expect(planFolder([cube, map])).toEqual({ kind: 'open', cube: CUBE, truth: undefined, found: {} });
  expect(plan([cube, map])).toMatchObject({ kind: 'open', truth: { variable: 'map' } });
});

test('a training and a test mask alone are those of the open scene, unless it has no truth yet', () => {
  const masks = candidatesOf([
    file('/a_train.npy', ['a_train', 'labels', [10, 10]]),
    file('/a_test.npy', ['a_test', 'labels', [10, 10]]),
  ]).labels;
  expect(planTruth({ labels: masks, noLabels: [] }, openCube(10, 10, 9))).toEqual({
    kind: 'masks',
    masks: { training: [masks[0]], test: [masks[1]] },
  });
  expect(planTruth({ labels: masks, noLabels: [] }, { ...openCube(10, 10, 9), hasTruth: false }).kind).toBe(
    'choose-truth',
  );
});

test('wavelengths and masks that lie beside a cube come with it', () => {
  const list = file('/wavelengths.txt', ['wavelengths', 'vector', [200]]);
  list.variables[0].wavelengths = Array.from({ length: 200 }, (_, band) => 400 + 10 * band);
  const train = file('/train.mat', ['train', 'labels', [145, 145]]);
  const test = file('/test.mat', ['test', 'labels', [145, 145]]);
  const found = planFolder([cube, truth, list, train, test]);
  expect(found).toMatchObject({
    kind: 'open',
    cube: { ...CUBE, wavelengths: list.variables[0].wavelengths },
    truth: TRUTH,
    found: { masks: { training: [{ file: '/train.mat' }], test: [{ file: '/test.mat' }] } },
  });
});

describe('where labels fit only in another way', () => {
  const labels = file('/gt.npy', ['gt', 'labels', [610, 340]]);
  const guessed = (shape: number[], axesFrom: AxesFrom = 'shape') => {
    const info = file('/cube.npy', ['cube', 'cube', shape]);
    return { ...info, variables: info.variables.map((each) => ({ ...each, axesFrom })) };
  };
  const cubeRef = { file: '/cube.npy', variable: 'cube' };
  const truthRef = { file: '/gt.npy', variable: 'gt' };

  test.each([
    [
      [103, 610, 340],
      ['bands', 'rows', 'columns'],
    ],
    [
      [103, 340, 610],
      ['bands', 'columns', 'rows'],
    ],
    [
      [610, 103, 340],
      ['rows', 'bands', 'columns'],
    ],
  ])('the cube of %j is read so', (shape, axes) => {
    const opened = plan([guessed(shape), labels]);
    expect(opened).toEqual({ kind: 'open', cube: { ...cubeRef, axes }, truth: truthRef, found: {} });
  });

  test('the labels are transposed where that is all', () => {
    const truth = { ...truthRef, axes: ['columns', 'rows'] };
    expect(plan([guessed([340, 610, 103]), labels])).toEqual({
      kind: 'open',
      cube: cubeRef,
      truth,
      found: {},
    });
    expect(planTruth(candidatesOf([labels]), openCube(340, 610, 9))).toEqual({
      kind: 'attach',
      truth,
    });
  });

  test('a cube whose axes are known stays as it is', () => {
    expect(plan([guessed([103, 610, 340], 'names'), labels])).toMatchObject({ cube: cubeRef });
  });
});

test('a cube in the order that a person chose has the labels that fit it then', () => {
  const guessed = file('/cube.npy', ['cube', 'cube', [20, 30, 40]]);
  guessed.variables[0] = { ...guessed.variables[0], axesFrom: 'shape', wavelengths: Array(40).fill(500) };
  const fitting = file('/gt.npy', ['gt', 'labels', [20, 30]]);
  const other = file('/other.npy', ['other', 'labels', [30, 40]]);
  const candidates = candidatesOf([guessed, fitting, other]);
  const [pairing] = pairingsOf(candidates);
  expect(pairing.truths.map(({ variable }) => variable)).toEqual(['gt']);
  const turned = pairingInOrder(pairing, ['bands', 'rows', 'columns'], candidates);
  expect(turned.cube).toMatchObject({ shape: [30, 40, 20], axes: ['bands', 'rows', 'columns'] });
  expect(turned.cube.wavelengths).toBeUndefined();
  expect(turned.truths.map(({ variable }) => variable)).toEqual(['other']);
  const back = pairingInOrder(turned, ['rows', 'columns', 'bands'], candidates);
  expect([back.cube.shape, back.truths.length]).toEqual([[20, 30, 40], 1]);
  expect(axesSubjectOf(turned.cube)).toEqual({
    variable: { file: '/cube.npy', variable: 'cube' },
    stored: [20, 30, 40],
    inUse: ['bands', 'rows', 'columns'],
    from: 'given',
  });
});
