import { expect, test } from 'vitest';
import { distinctNames, modelName, namesOf } from '../../../src-renderer/state/file-names';

test('a few files are named, many are counted', () => {
  expect(namesOf(['/a/one.mat'])).toBe('one.mat');
  expect(namesOf(['/a/1.mat', '/a/2.mat', '/a/3.mat'])).toBe('1.mat, 2.mat, 3.mat');
  expect(namesOf(Array.from({ length: 1000 }, (_, at) => `/a/${at}.mat`))).toBe(
    '0.mat, 1.mat, 2.mat … (+997)',
  );
});

test('paths are named as shortly as tells them apart', () => {
  expect(distinctNames(['/data/a/cube.mat', '/data/b/cube.mat', '/data/b/gt.mat'])).toEqual([
    'a/cube.mat',
    'b/cube.mat',
    'gt.mat',
  ]);
  expect(distinctNames(['/x/a/1/cube.mat', '/x/b/1/cube.mat'])).toEqual(['a/1/cube.mat', 'b/1/cube.mat']);
});

test('one file is named once, however many arrays it has, and whatever its system', () => {
  expect(distinctNames(['/a/scene.mat', '/a/scene.mat'])).toEqual(['scene.mat', 'scene.mat']);
  expect(distinctNames(['C:\\a\\scene.mat', 'D:\\a\\scene.mat'])).toEqual([
    'C:\\a\\scene.mat',
    'D:\\a\\scene.mat',
  ]);
});

test('a model is called as the run that holds it', () => {
  expect(['/runs/fields/model', 'C:\\runs\\fields\\model', '/models/woods/'].map(modelName)).toEqual([
    ...['fields', 'fields', 'woods'],
  ]);
});
