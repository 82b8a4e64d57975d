import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { FIXTURES, readAll } from './fixtures';

const FILES = fileURLToPath(new URL('../../fixtures/formats/mat73/', import.meta.url));

it('lists the arrays in structs and cells as MATLAB names them', async () => {
  const { variables, skipped } = await inspectFile(`${FILES}nested.mat`);
  expect(variables.map(({ name, role }) => `${name} ${role}`)).toEqual([
    'data.cube cube',
    'data.inner.gt labels',
    'data.wavelength vector',
    'list{1} cube',
    'list{3} labels',
    'list{4}{1} cube',
    'outside cube',
    's(1).cube cube',
    's(2).cube cube',
    's(3).cube cube',
    'square{1} labels',
    'square{2} labels',
    'square{3} labels',
    'square{4} labels',
  ]);
  expect(skipped).toEqual(
    expect.arrayContaining([
      { name: 'data.title', kind: 'text' },
      { name: 'list{2}', kind: 'text' },
      { name: 'no_cells', kind: 'cell array' },
      { name: 'only_text', kind: 'struct' },
      { name: 'only_texts', kind: 'cell array' },
      { name: 's(2).name', kind: 'text' },
    ]),
  );
});

it.each([
  ['plain.mat', 'title', 'variable-not-numeric', 'text'],
  ['plain.mat', 'waves', 'variable-not-numeric', 'complex array'],
  ['plain.mat', 'sparse', 'variable-not-numeric', 'sparse matrix'],
  ['plain.mat', 'map', 'variable-not-numeric', 'object'],
  ['nested.mat', 'only_text', 'variable-not-numeric', 'struct'],
  ['nested.mat', 'data', 'variable-not-numeric', 'struct'],
  ['nested.mat', 'data.inner', 'variable-not-numeric', 'struct'],
  ['nested.mat', 'list', 'variable-not-numeric', 'cell array'],
  ['nested.mat', 's', 'variable-not-numeric', 'struct'],
])('%s: %s is refused by its name', async (file, variable, code, kind) => {
  const opened = openVariable({ file: FILES + file, variable });
  await expect(opened).rejects.toMatchObject({
    kind: 'unsupported-format',
    code,
    details: { variable, kind },
  });
});

it('says what a struct holds, and what a file does', async () => {
  const inStruct = openVariable({ file: `${FILES}nested.mat`, variable: 'data' });
  await expect(inStruct).rejects.toThrow(/data\.cube, data\.inner\.gt, data\.wavelength/);
  const missing = openVariable({ file: `${FILES}tiny.mat`, variable: 'cube' });
  await expect(missing).rejects.toMatchObject({
    code: 'variable-missing',
    details: { names: 'c{1}, d.cube' },
  });
});

it('reads what MATLAB 7.4 itself wrote', async () => {
  const file = `${FIXTURES}from-scipy/testhdf5_7.4_GLNX86.mat`;
  const info = await inspectFile(file);
  expect(info).toMatchObject({
    format: 'mat73',
    variables: [{ name: 'testdouble', role: 'vector', shape: [1, 9], dtype: 'float64' }],
  });
  const source = await openVariable({ file, variable: 'testdouble' });
  const steps = Array.from({ length: 9 }, (_, step) => (step * Math.PI) / 4);
  (await readAll(source)).forEach((value, step) => expect(value).toBeCloseTo(steps[step], 12));
  await source.close();
});
