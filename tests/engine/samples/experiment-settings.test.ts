import { describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT, type Experiment } from '@shared/experiment';
import { parseExperiment } from '../../../src-main/engine/samples/experiment-settings';

const REFUSED: { [Field in keyof Experiment]: unknown[] } = {
  validation: [-0.1, 1.5, '20%', Number.NaN],
  patience: [-1, 0.5, '3', 1e9],
  keep: ['first', 1, ''],
  splitSeed: [-1, 0.5, '3', 2 ** 31],
  weightSeed: [-1, 0.5, '3', 2 ** 31],
  orderSeed: [-1, 0.5, '3', 2 ** 31],
  vary: ['none', 1],
  removedBands: ['all', '5-3', '0', 7, '1-', 'x'.repeat(5000)],
  scaling: ['max', true],
  reduction: ['ica', 0],
  fit: ['test', ''],
  augmentation: ['rotate', true],
  spectralNoise: [-0.1, 11, '0.1', Number.NaN],
  dropout: [-0.1, 1, '0.5'],
  shuffle: ['no', 0],
  pixelShuffle: ['yes', 1],
  labelling: ['twice', 8],
};
const ACCEPTED: Partial<Experiment>[] = [
  { validation: 0.2, patience: 10, keep: 'best' },
  { validation: 5, keep: 'last' },
  { splitSeed: 0, weightSeed: 7, orderSeed: 2 ** 31 - 1, vary: 'each' },
  { removedBands: '104-108, 1350-1420 nm', scaling: 'minmax', reduction: 'none', fit: 'training' },
  { augmentation: 'flips', spectralNoise: 0.05, dropout: 0, shuffle: false, pixelShuffle: true },
  { labelling: 'once' },
  { labelling: 'symmetries' },
];

describe('parseExperiment', () => {
  it('is the usual where nothing is given', () => {
    expect(parseExperiment(undefined)).toEqual(USUAL_EXPERIMENT);
    expect(parseExperiment({ keep: undefined })).toEqual(USUAL_EXPERIMENT);
  });

  it.each(ACCEPTED)('takes %j', (given) => {
    expect(parseExperiment(given)).toEqual({ ...USUAL_EXPERIMENT, ...given });
  });

  it.each(Object.entries(REFUSED))('names %s where it is out of its range', (field, values) => {
    for (const value of values) {
      expect(() => parseExperiment({ [field]: value })).toThrow(
        expect.objectContaining({ kind: 'invalid-settings', code: `invalid-${field}` }),
      );
    }
  });

  it.each([7, 'usual', null, []])('refuses %j in place of an experiment', (given) => {
    expect(() => parseExperiment(given)).toThrow(expect.objectContaining({ code: 'invalid-experiment' }));
  });

  it('lets nothing but validation pixels end training early', () => {
    expect(() => parseExperiment({ patience: 3 })).toThrow(
      expect.objectContaining({ code: 'patience-without-validation' }),
    );
  });
});
