import { describe, expect, it } from 'vitest';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import type { Range } from '../../../src-main/engine/files/source';
import { createRandom } from '../../../src-main/engine/samples/random';
import { FIXTURES, expectedFiles, numbers, readAll } from './fixtures';

describe.each(expectedFiles)('%s', (name, contents) => {
  const file = FIXTURES + name;

  it('lists exactly its numeric variables', async () => {
    const { format, variables } = await inspectFile(file);
    expect(format).toBe('mat5');
    const listed = variables.map(({ name, dtype, shape }) => [name, { dtype, shape }]);
    const wanted = Object.entries(contents).map(([name, { dtype, shape }]) => [name, { dtype, shape }]);
    expect(Object.fromEntries(listed)).toEqual(Object.fromEntries(wanted));
    expect(listed).toHaveLength(wanted.length);
  });

  it('gives every value as it was written', async () => {
    for (const [variable, expected] of Object.entries(contents)) {
      const source = await openVariable({ file, variable });
      expect(source.shape).toEqual(expected.shape);
      expect(source.dtype).toBe(expected.dtype);
      const values = await readAll(source);
      expect(Array.from(values), variable).toEqual(numbers(expected));
      await source.close();
    }
  });
});

describe('windows', () => {
  it.each(['little-plain.mat', 'big-compressed.mat'])(
    'of %s hold the same values as the whole',
    async (name) => {
      const source = await openVariable({ file: FIXTURES + name, variable: 'cube_int32' });
      const whole = await readAll(source);
      const [, columns, bands] = source.shape;
      const random = createRandom(3, name);
      for (let n = 0; n < 200; n++) {
        const ranges = source.shape.map((length): Range => {
          const start = random.integer(length + 1);
          return [start, start + random.integer(length - start + 1)];
        });
        const expected: number[] = [];
        for (let row = ranges[0][0]; row < ranges[0][1]; row++)
          for (let column = ranges[1][0]; column < ranges[1][1]; column++)
            for (let band = ranges[2][0]; band < ranges[2][1]; band++)
              expected.push(whole[(row * columns + column) * bands + band]);
        expect(Array.from(await source.read(ranges)), JSON.stringify(ranges)).toEqual(expected);
      }
      await source.close();
    },
  );

  it.each([
    [
      [
        [0, 9],
        [0, 8],
        [0, 5],
      ],
    ],
    [
      [
        [-1, 4],
        [0, 8],
        [0, 5],
      ],
    ],
    [
      [
        [4, 3],
        [0, 8],
        [0, 5],
      ],
    ],
    [
      [
        [0, 0.5],
        [0, 8],
        [0, 5],
      ],
    ],
    [
      [
        [0, 8],
        [0, 8],
      ],
    ],
  ] as [Range[]][])('outside the array are refused: %j', async (ranges) => {
    const source = await openVariable({ file: `${FIXTURES}little-plain.mat`, variable: 'cube_int8' });
    await expect(source.read(ranges)).rejects.toMatchObject({ code: 'window-outside-array' });
    await source.close();
  });
});

describe('what is not numeric', () => {
  it('is named with its kind', async () => {
    const { skipped } = await inspectFile(`${FIXTURES}scipy-compressed.mat`);
    expect(skipped).toEqual([
      { name: 'text', kind: 'text' },
      { name: 'cells{2}', kind: 'text' },
      { name: 'sparse', kind: 'sparse matrix' },
      { name: 'complex_cube', kind: 'complex array' },
    ]);
  });

  it.each([
    ['complex_cube', 'complex array'],
    ['sparse', 'sparse matrix'],
    ['structure', 'struct'],
  ])('is refused on opening: %s', async (variable, kind) => {
    await expect(openVariable({ file: `${FIXTURES}scipy-plain.mat`, variable })).rejects.toMatchObject({
      kind: 'unsupported-format',
      code: 'variable-not-numeric',
      details: { variable, kind },
    });
  });

  it('is passed over in files that MATLAB wrote', async () => {
    for (const name of ['testobject_7.4_GLNX86', 'test_empty_struct']) {
      const { variables, skipped } = await inspectFile(`${FIXTURES}from-scipy/${name}.mat`);
      expect(variables).toEqual([]);
      expect(skipped).toHaveLength(1);
    }
  });
});

describe('opening', () => {
  it('a variable that is not there lists those that are', async () => {
    const opened = openVariable({ file: `${FIXTURES}roles.mat`, variable: 'cub' });
    await expect(opened).rejects.toMatchObject({ kind: 'unusable-data', code: 'variable-missing' });
    await expect(opened).rejects.toThrow(/cube, label_doubles, picture/);
  });

  it('a 64-bit integer that no double holds is refused with its value', async () => {
    const source = await openVariable({ file: `${FIXTURES}inexact.mat`, variable: 'huge' });
    await expect(readAll(source)).rejects.toMatchObject({
      code: 'integer-not-exact',
      details: { value: '9007199254740993' },
    });
    await source.close();
  });

  it('intact data with a wrong checksum give a warning, intact ones with a right one none', async () => {
    const wrong = await openVariable({ file: `${FIXTURES}wrong-checksum.mat`, variable: 'cube' });
    expect(wrong.warnings).toMatchObject([{ code: 'checksum-differs' }]);
    const right = await openVariable({ file: `${FIXTURES}little-compressed.mat`, variable: 'cube_uint8' });
    expect(right.warnings).toEqual([]);
    await Promise.all([wrong.close(), right.close()]);
  });

  it('a block that holds more than its variable is read, with a warning', async () => {
    const file = `${FIXTURES}from-scipy/corrupted_zlib_data.mat`;
    const source = await openVariable({ file, variable: 'datagrid' });
    expect(source.warnings).toMatchObject([{ code: 'checksum-differs', details: { variable: 'datagrid' } }]);
    await source.close();
  });

  it('and reading after closing is an error of ours', async () => {
    for (const name of ['little-plain.mat', 'little-compressed.mat']) {
      const source = await openVariable({ file: FIXTURES + name, variable: 'cube_uint8' });
      await source.close();
      await source.close();
      await expect(readAll(source)).rejects.toMatchObject({ kind: 'engine', code: 'source-closed' });
    }
  });
});

describe('the sample scene', () => {
  const folder = 'assets/samples/indian-pines/';

  it('is the published one', async () => {
    const ref = { file: `${folder}Indian_pines_corrected.mat`, variable: 'indian_pines_corrected' };
    const progress: number[] = [];
    const source = await openVariable(ref, { onProgress: (fraction) => progress.push(fraction) });
    expect(source).toMatchObject({ shape: [145, 145, 200], dtype: 'uint16' });
    const values = await readAll(source);
    let sum = 0;
    for (const value of values) sum += value;
    expect(sum).toBe(11_153_296_207);
    expect(progress[progress.length - 1]).toBe(1);
    expect([...progress].sort((a, b) => a - b)).toEqual(progress);
    await source.close();
  });

  it('has its ground truth beside it', async () => {
    const { variables } = await inspectFile(`${folder}Indian_pines_gt.mat`);
    expect(variables).toEqual([
      { name: 'indian_pines_gt', role: 'labels', shape: [145, 145], dtype: 'uint8' },
    ]);
  });
});
