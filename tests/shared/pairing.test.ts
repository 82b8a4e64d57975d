import { describe, expect, it, test } from 'vitest';
import { candidatesOf, pairingsOf } from '@shared/pairing';
import { labelKindOf, sceneWordsOf, wordsOf } from '@shared/pairing-names';
import type { FileInfo, VariableRole } from '@shared/scene';

type Variable = [name: string, role: VariableRole, shape: number[]];

const file = (path: string, ...variables: Variable[]): FileInfo => ({
  file: path,
  format: 'any',
  variables: variables.map(([name, role, shape]) => ({ name, role, shape, dtype: 'uint16' })),
});
/** A file of one array that is named after it. */
const one = (path: string, role: VariableRole, ...shape: number[]) => {
  const stem = path.replace(/^.*\//, '').replace(/\.\w+$/, '');
  return file(path, [stem, role, shape]);
};
const pairings = (...files: FileInfo[]) => pairingsOf(candidatesOf(files));
/** The files of the cubes, each with its likeliest truths. */
const pairs = (...files: FileInfo[]) =>
  pairings(...files).map(({ cube, truths, likely }) => [
    cube.file,
    ...truths.slice(0, likely).map((each) => each.file),
  ]);

describe('cube and ground truth', () => {
  it.each([
    ['Indian_pines_corrected.mat', 'Indian_pines_gt.mat'],
    ['PaviaU.mat', 'PaviaU_gt.mat'],
    ['scene.hdr', 'scene_gt.hdr'],
    ['scene.tif', 'scene_truth.png'],
    ['Houston data.npy', 'Houston ground truth.npy'],
    ['KSC.mat', 'ksc-labels.mat'],
    ['洪湖.hdr', '洪湖真值.hdr'],
    ['scene_reflectance.h5', 'sceneGroundTruth.tif'],
  ])('%s and %s belong together, among others of the same size', (cubeName, truthName) => {
    const found = pairs(
      one('/data/another_gt.mat', 'labels', 12, 10),
      one(`/data/${truthName}`, 'labels', 12, 10),
      one(`/data/${cubeName}`, 'cube', 12, 10, 30),
      one('/data/mask.mat', 'labels', 12, 10),
    );
    expect(found).toEqual([[`/data/${cubeName}`, `/data/${truthName}`]]);
  });

  it('are matched by shape before they are by name; rows and columns are not exchanged', () => {
    const cube = one('/scene.mat', 'cube', 12, 10, 30);
    expect(pairs(cube, one('/scene_gt.mat', 'labels', 10, 12))).toEqual([['/scene.mat']]);
    const other = one('/whatever.mat', 'labels', 12, 10);
    expect(pairs(cube, one('/scene_gt.mat', 'labels', 10, 12), other)).toEqual([
      ['/scene.mat', '/whatever.mat'],
    ]);
  });

  it('a list of pixels fits every scene that is large enough', () => {
    const list = one('/labels.csv', 'labels', 9, 8);
    list.variables[0].leastShape = true;
    expect(pairs(one('/a.mat', 'cube', 12, 10, 30), list)).toEqual([['/a.mat', '/labels.csv']]);
    expect(pairs(one('/a.mat', 'cube', 8, 8, 30), list)).toEqual([['/a.mat']]);
  });

  it('of one file are told by the names of its variables', () => {
    const both = file(
      '/scene.mat',
      ['cube', 'cube', [12, 10, 30]],
      ['mask', 'labels', [12, 10]],
      ['gt', 'labels', [12, 10]],
    );
    expect(pairings(both)[0]).toMatchObject({
      truths: [{ variable: 'gt' }, { variable: 'mask' }],
      likely: 1,
    });
  });

  it('of one name are told by their folders: the nearest is meant', () => {
    const scenes = ['/data/a', '/data/b'].flatMap((folder) => [
      one(`${folder}/cube/scene.mat`, 'cube', 12, 10, 30),
      one(`${folder}/gt/scene_gt.mat`, 'labels', 12, 10),
    ]);
    expect(pairs(...scenes)).toEqual([
      ['/data/a/cube/scene.mat', '/data/a/gt/scene_gt.mat'],
      ['/data/b/cube/scene.mat', '/data/b/gt/scene_gt.mat'],
    ]);
    const old = one('/data/a/cube/old/scene_gt.mat', 'labels', 12, 10);
    expect(pairs(scenes[0], old, one('/data/a/cube/scene_gt.mat', 'labels', 12, 10))).toEqual([
      ['/data/a/cube/scene.mat', '/data/a/cube/scene_gt.mat'],
    ]);
    // A name says more than a place.
    expect(pairs(scenes[0], one('/data/a/cube/x.mat', 'labels', 12, 10), scenes[1])[0][1]).toBe(
      scenes[1].file,
    );
  });

  it('are left to the person where names say the same of several', () => {
    const cube = one('/scene.mat', 'cube', 12, 10, 30);
    const [first, second] = ['/scene_gt.mat', '/scene_labels.mat'].map((name) => one(name, 'labels', 12, 10));
    expect(pairs(cube, first, second)).toEqual([['/scene.mat', first.file, second.file]]);
  });
});

test('of several scenes each has its own truth, and one without any comes last', () => {
  const found = pairs(
    one('/Botswana.mat', 'cube', 12, 10, 30),
    one('/KSC.mat', 'cube', 12, 10, 40),
    one('/Salinas.mat', 'cube', 20, 10, 50),
    one('/KSC_gt.mat', 'labels', 12, 10),
    one('/Salinas_gt.mat', 'labels', 20, 10),
  );
  expect(found).toEqual([
    ['/KSC.mat', '/KSC_gt.mat'],
    ['/Salinas.mat', '/Salinas_gt.mat'],
    ['/Botswana.mat', '/KSC_gt.mat'],
  ]);
});

test('pictures for people are no cubes where there is one', () => {
  const picture = one('/scene_rgb.tif', 'cube', 12, 10, 3);
  expect(pairs(picture, one('/scene.tif', 'cube', 12, 10, 30))).toEqual([['/scene.tif']]);
  expect(pairs(picture)).toEqual([['/scene_rgb.tif']]);
});

test('masks and maps come after every truth', () => {
  const files = ['/map.npy', '/train.npy', '/test.npy', '/scene.npy_gt.npy', '/other.npy'];
  const [found] = pairings(
    one('/scene.npy', 'cube', 12, 10, 30),
    ...files.map((name) => one(name, 'labels', 12, 10)),
  );
  expect(found.truths.map((each) => each.file)).toEqual([
    '/scene.npy_gt.npy',
    '/other.npy',
    '/train.npy',
    '/test.npy',
    '/map.npy',
  ]);
  expect(found.masks).toMatchObject({ training: [{ file: '/train.npy' }], test: [{ file: '/test.npy' }] });
});

test('one mask alone is none', () => {
  const [found] = pairings(one('/a.npy', 'cube', 12, 10, 30), one('/a_train.npy', 'labels', 12, 10));
  expect(found.masks).toBeUndefined();
});

describe('a list of wavelengths', () => {
  const list = (path: string, count: number) => {
    const info = one(path, 'vector', count);
    info.variables[0].wavelengths = Array.from({ length: count }, (_, band) => 400 + band);
    return info;
  };
  const cube = one('/a.npy', 'cube', 12, 10, 30);
  const found = (...files: FileInfo[]) => pairings(cube, ...files)[0].wavelengths?.file;

  it('belongs to a cube of as many bands', () => {
    expect(found(list('/w.txt', 30), list('/v.txt', 31))).toBe('/w.txt');
    expect(found(list('/v.txt', 31))).toBeUndefined();
  });

  it('is told by its name where there are several, and not taken where that does not decide', () => {
    expect(found(list('/a_data.txt', 30), list('/b.txt', 30))).toBe('/a_data.txt');
    expect(found(list('/b.txt', 30), list('/c.txt', 30))).toBeUndefined();
  });

  it('is not needed by a cube that has its own', () => {
    const own = one('/a.npy', 'cube', 12, 10, 30);
    own.variables[0].wavelengths = Array.from({ length: 30 }, (_, band) => band);
    expect(pairings(own, list('/w.txt', 30))[0].wavelengths).toBeUndefined();
  });
});

test.each([
  ['Indian_pines_gt', ['indian', 'pines', 'gt'], 'truth', 'indian pines'],
  ['PaviaU', ['paviau'], 'unsaid', 'paviau'],
  ['TrainingLabels', ['training', 'labels'], 'training-mask', ''],
  ['TE', ['te'], 'test-mask', ''],
  ['train_test_gt', ['train', 'test', 'gt'], 'truth', ''],
  ['scene_val', ['scene', 'val'], 'validation-mask', 'scene'],
  ['scene-quicklook', ['scene', 'quicklook'], 'derived', 'scene quicklook'],
  ['场景_标签', ['场景', '标签'], 'truth', '场景'],
  ['ground level truth', ['ground', 'level', 'truth'], 'truth', 'ground level'],
])('%s: its words, what it holds and of which scene', (name, words, kind, scene) => {
  expect(wordsOf(name)).toEqual(words);
  expect(labelKindOf(words)).toBe(kind);
  expect(sceneWordsOf(words).join(' ')).toBe(scene);
});
