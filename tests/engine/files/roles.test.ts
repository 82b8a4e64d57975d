import { describe, expect, it } from 'vitest';
import { asNanometres, isWavelengthName, roleOf } from '../../../src-main/engine/files/roles';
import { inspectFile, openVariable } from '../../../src-main/engine/files/registry';
import { FIXTURES } from './fixtures';

describe('the role of a variable', () => {
  it.each([
    [[8, 9, 10], 'cube'],
    [[8, 9, 1, 4], 'other'],
    [[8, 9, 2, 4], 'other'],
    [[8, 1, 10], 'other'],
    [[8, 9], 'labels'],
    [[1, 9], 'vector'],
    [[9, 1], 'vector'],
    [[1, 1, 9], 'vector'],
    [[1, 1], 'other'],
    [[0, 9], 'other'],
    [[8, 9, 0], 'other'],
  ])('of shape %j is %s', (shape, role) => {
    expect(roleOf(shape, true)).toBe(role);
  });

  it('with two axes is none of ours where the values cannot be labels', () => {
    expect(roleOf([8, 9], false)).toBe('other');
  });

  it('follows from shape and values in a file', async () => {
    const { variables } = await inspectFile(`${FIXTURES}roles.mat`);
    expect(Object.fromEntries(variables.map(({ name, role }) => [name, role]))).toEqual({
      cube: 'cube',
      label_doubles: 'labels',
      picture: 'other',
      mask: 'labels',
      wavelength: 'vector',
      bands: 'vector',
      scalar: 'other',
      empty: 'other',
      four_axes: 'other',
    });
  });
});

describe('wavelengths', () => {
  it('of the same file belong to its cube, in nanometres', async () => {
    const file = `${FIXTURES}roles.mat`;
    const wavelengths = [450, 550, 650, 750, 850];
    const { variables } = await inspectFile(file);
    expect(variables.filter((variable) => variable.wavelengths)).toMatchObject([
      { name: 'cube', wavelengths },
    ]);
    const cube = await openVariable({ file, variable: 'cube' });
    expect(cube.wavelengths).toEqual(wavelengths);
    await cube.close();
    const labels = await openVariable({ file, variable: 'label_doubles' });
    expect(labels.wavelengths).toBeUndefined();
    await labels.close();
  });

  it.each(['wavelength', 'Wavelengths', 'wave_length', 'wavelength_nm', 'lambda', 'wl', 'band_centers'])(
    'may be called %s',
    (name) => expect(isWavelengthName(name)).toBe(true),
  );

  it.each(['bands', 'wavelengthy', 'my_wavelength_file', 'x'])('are not called %s', (name) =>
    expect(isWavelengthName(name)).toBe(false),
  );

  it('may jump back where sensors overlap', () => {
    const values = Array.from({ length: 40 }, (_, band) => 400 + 10 * band - (band >= 32 ? 25 : 0));
    expect(asNanometres(values)).toEqual(values);
  });

  it.each([
    ['none', []],
    ['falling values', [900, 800, 700, 600]],
    ['band numbers', [1, 2, 300]],
    ['values with a gap in them', [400, NaN, 500]],
    ['far too long waves', [400, 25_000]],
  ])('are not: %s', (_, values) => expect(asNanometres(values)).toBeUndefined());
});
