import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryCube } from '../../support/memory-cube';
import { wholePicture } from '../../support/random-scene';
import type { Cube } from '../../../src-main/engine/cube/cube';
import { keptBands } from '../../../src-main/engine/preprocessing/kept-bands';
import {
  constantBandsOf,
  fitPreprocessing,
  preparedPicture,
  preprocessingFromJson,
  preprocessingToJson,
  type Preprocessing,
  type PreprocessingSettings,
} from '../../../src-main/engine/preprocessing/preprocessing';

interface Expected {
  shape: number[];
  values: number[];
  training: number[];
  components: number;
  channels: Record<string, number[]>;
}
const file = new URL('../../fixtures/preprocessing/expected.json', import.meta.url);
const { shape, values, training, components, channels } = JSON.parse(readFileSync(file, 'utf8')) as Expected;
const BANDS = shape[2];
const USUAL: PreprocessingSettings = {
  removedBands: '',
  scaling: 'none',
  reduction: 'whitened-pca',
  components,
};
const cube = (changed: (values: Float64Array) => void = () => undefined): Cube => {
  const own = Float64Array.from(values);
  changed(own);
  return {
    ...memoryCube(shape, own),
    wavelengths: Array.from({ length: BANDS }, (_, band) => 400 + 10 * band),
  };
};

async function channelsOf(of: Cube, fitted: Preprocessing): Promise<Float32Array> {
  const picture = await preparedPicture(of, fitted);
  const found = await wholePicture(picture);
  await picture.close();
  return found;
}

function expectClose(actual: ArrayLike<number>, wanted: readonly number[]): void {
  expect(actual.length).toBe(wanted.length);
  const scale = Math.max(...wanted.map(Math.abs));
  wanted.forEach((value, at) => expect(Math.abs(actual[at] - value)).toBeLessThan(2e-6 * scale));
}

describe('preprocessing gives what scikit-learn gives', () => {
  it.each<[string, Partial<PreprocessingSettings>, boolean]>([
    ['pca', { reduction: 'pca' }, false],
    ['standard, whitened-pca', { scaling: 'standard' }, false],
    ['minmax, none', { scaling: 'minmax', reduction: 'none' }, false],
    ['minmax, pca, training', { scaling: 'minmax', reduction: 'pca' }, true],
    ['standard, none, training', { scaling: 'standard', reduction: 'none' }, true],
    ['whitened-pca without 4-5, 8', { removedBands: '4-5, 8' }, false],
    ['whitened-pca without 4-5, 8', { removedBands: '430-440 nm, 0.47 µm' }, false],
  ])('%s', async (name, settings, onTraining) => {
    const pixels = onTraining ? Int32Array.from(training) : undefined;
    const fitted = await fitPreprocessing(cube(), { ...USUAL, ...settings }, { pixels });
    expectClose(await channelsOf(cube(), fitted), channels[name]);
    const loaded = preprocessingFromJson(JSON.parse(JSON.stringify(preprocessingToJson(fitted))));
    expect(await channelsOf(cube(), loaded)).toEqual(await channelsOf(cube(), fitted));
  });

  it('the bands themselves where nothing is to be done', async () => {
    const fitted = await fitPreprocessing(cube(), { ...USUAL, reduction: 'none' });
    expect(await channelsOf(cube(), fitted)).toEqual(Float32Array.from(values));
  });
});

describe('removed bands', () => {
  it('may hold anything', async () => {
    const broken = cube((own) => {
      for (let at = 3; at < own.length; at += BANDS) own[at] = NaN;
      for (let at = 4; at < own.length; at += BANDS) own[at] = Infinity;
      for (let at = 7; at < own.length; at += BANDS) own[at] = 1e300;
    });
    const fitted = await fitPreprocessing(broken, { ...USUAL, removedBands: '4-5, 8' });
    expectClose(await channelsOf(broken, fitted), channels['whitened-pca without 4-5, 8']);
  });

  it('leave the others their numbers', async () => {
    const removing = { ...USUAL, removedBands: '4-5, 8' };
    const constant = cube((own) => {
      for (let at = 8; at < own.length; at += BANDS) own[at] = 5;
    });
    expect(constantBandsOf(await fitPreprocessing(constant, removing))).toEqual([8]);
  });

  it.each([
    ['1-3, , 9', [3, 4, 5, 6, 7]],
    ['415 - 455nm', [0, 1, 6, 7, 8]],
    ['9000-9100 nm', [0, 1, 2, 3, 4, 5, 6, 7, 8]],
  ])('%s leaves %j', (list, kept) => {
    expect(keptBands(cube(), list)).toEqual(kept);
  });

  it.each([
    ['1-9', 'no-bands-left'],
    ['10', 'band-outside-cube'],
    ['all', 'band-list-unreadable'],
    ['5-3', 'band-list-unreadable'],
  ])('%s is refused: %s', (list, code) => {
    expect(() => keptBands(cube(), list)).toThrow(expect.objectContaining({ code }));
  });

  it('cannot be named by wavelength where there is none', () => {
    expect(() => keptBands({ bands: 9 }, '400-420 nm')).toThrow(
      expect.objectContaining({ code: 'bands-without-wavelengths' }),
    );
    expect(keptBands({ bands: 3 }, '')).toBeUndefined();
  });
});

it('a band of one value becomes 0, however it is scaled', async () => {
  const constant = cube((own) => {
    for (let at = 2; at < own.length; at += BANDS) own[at] = 7;
  });
  for (const scaling of ['standard', 'minmax'] as const) {
    const fitted = await fitPreprocessing(constant, { ...USUAL, scaling, reduction: 'none' });
    const found = await channelsOf(constant, fitted);
    expect(found.filter((_, at) => at % BANDS === 2).every((value) => value === 0)).toBe(true);
  }
});
