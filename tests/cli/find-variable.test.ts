import { describe, expect, it } from 'vitest';
import type { FileInfo, VariableRole } from '@shared/scene';
import { findVariable } from '../../src-main/cli/find-variable';

const variable = (name: string, role: VariableRole, ...shape: number[]) =>
  ({ name, role, shape, dtype: 'uint16' }) as const;

const FILE: FileInfo = {
  file: 'scene.mat',
  format: 'mat5',
  variables: [
    variable('cube', 'cube', 10, 12, 30),
    variable('truth', 'labels', 10, 12),
    variable('legend', 'labels', 16, 3),
    variable('wavelengths', 'vector', 30),
  ],
};

describe('findVariable', () => {
  it('finds the only variable of the role', () => {
    expect(findVariable(FILE, { file: 'scene.mat' }, 'cube')).toEqual({
      file: 'scene.mat',
      variable: 'cube',
    });
  });

  it('finds the labels of the size of the cube among several', () => {
    const found = findVariable(FILE, { file: 'scene.mat' }, 'labels', { shape: [10, 12, 30] });
    expect(found.variable).toBe('truth');
  });

  it('finds the labels that fit a cube in another order than it was guessed to have', () => {
    const cube = { shape: [30, 10, 12], axesFrom: 'shape' as const };
    expect(findVariable(FILE, { file: 'scene.mat' }, 'labels', cube).variable).toBe('truth');
    expect(() =>
      findVariable(FILE, { file: 'scene.mat' }, 'labels', { ...cube, axesFrom: 'names' }),
    ).toThrow();
  });

  it('takes a name as it is, whatever its role', () => {
    expect(findVariable(FILE, { file: 'scene.mat', variable: 'legend' }, 'cube').variable).toBe('legend');
  });

  it('gives a picture that is no labels, so that the engine says why, where there are none', () => {
    const photograph = {
      ...FILE,
      file: 'p.tif',
      variables: FILE.variables.slice(0, 1),
      noLabels: ['p_classes'],
    };
    for (const wanted of [{ file: 'p.tif' }, { file: 'p.tif', variable: 'p_classes' }])
      expect(findVariable(photograph, wanted, 'labels')).toEqual({ file: 'p.tif', variable: 'p_classes' });
    const both = { ...photograph, variables: FILE.variables.slice(0, 2) };
    expect(findVariable(both, { file: 'p.tif' }, 'labels').variable).toBe('truth');
  });

  it('lists what to type where several fit', () => {
    const act = () => findVariable(FILE, { file: 'scene.mat' }, 'labels', { shape: [99, 99, 9] });
    expect(act).toThrow('name one of scene.mat:truth, scene.mat:legend.');
    expect(act).toThrow(expect.objectContaining({ kind: 'unusable-data', code: 'several-labels-in-file' }));
  });

  it('says what the file holds instead', () => {
    const flat = { ...FILE, variables: FILE.variables.slice(1, 2) };
    expect(() => findVariable(flat, { file: 'scene.mat' }, 'cube')).toThrow(
      'scene.mat holds no cube (rows x columns x bands); it holds truth (10 x 12).',
    );
    const empty = { ...FILE, variables: [] };
    expect(() => findVariable(empty, { file: 'scene.mat' }, 'cube')).toThrow('it holds no numeric variable.');
    expect(() => findVariable(FILE, { file: 'scene.mat', variable: 'x' }, 'cube')).toThrow(
      'scene.mat has no variable "x"; it has cube (10 x 12 x 30), truth (10 x 12)',
    );
  });

  it('says of a name that is not read what it is, and not that it is missing', () => {
    const file = {
      ...FILE,
      skipped: [
        { name: 'title', kind: 'text' },
        { name: 'packed', kind: 'array packed with SZIP' },
      ],
    };
    const act = (name: string) => () => findVariable(file, { file: 'scene.mat', variable: name }, 'cube');
    expect(act('title')).toThrow('"title" of "scene.mat" is a text, which Bandscape does not read');
    expect(act('packed')).toThrow('is an array packed with SZIP, which');
    expect(act('nothing')).toThrow('no variable "nothing"');
    const onlySkipped = { ...file, variables: [] };
    expect(() => findVariable(onlySkipped, { file: 'scene.mat' }, 'cube')).toThrow(
      'it holds no numeric variable, and what Bandscape does not read: title (text), packed (array packed with SZIP).',
    );
  });

  it('lists no more than a screen holds', () => {
    const variables = Array.from({ length: 50 }, (_, n) => variable(`a${n}`, 'vector', 3));
    const act = () => findVariable({ ...FILE, variables }, { file: 'scene.mat', variable: 'b' }, 'cube');
    expect(act).toThrow(/a19 \(3\) and 30 more\.$/);
  });
});
