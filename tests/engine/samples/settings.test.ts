import { describe, expect, it } from 'vitest';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import type { TrainingSettings } from '@shared/training';
import { parseTrainingSettings } from '../../../src-main/engine/samples/settings';

const VALID: TrainingSettings = {
  network: 'hybridsn',
  options: { width: 0.5, form: 'window' },
  patch: 25,
  components: 30,
  training: 0.1,
  split: 'random',
  epochs: 100,
  learningRate: 0.001,
  batch: 256,
  seed: 0,
  runs: 1,
  execution: 'auto',
  experiment: USUAL_EXPERIMENT,
};

const REFUSED: { [Field in keyof Omit<TrainingSettings, 'experiment'>]: unknown[] } = {
  network: ['', 7, null],
  options: [null, [], 'width', { width: NaN }, { width: {} }, { form: 'x'.repeat(65) }],
  patch: [0, 24, 257, 25.5, '25', Number.NaN],
  components: [0, -1, 1.5, '30', Number.POSITIVE_INFINITY],
  training: [0, -0.1, 1.5, '10%', Number.NaN, Number.POSITIVE_INFINITY],
  split: ['Random', '', 1],
  epochs: [0, 1.5, 1e9, true],
  learningRate: [0, -1, 1.01, '0.001', Number.NaN],
  batch: [0, 65_537, []],
  seed: [-1, 0.5, 2 ** 31, '0'],
  runs: [0, 101],
  execution: ['gpu', undefined],
};

/** Left out they are the recipe's, or the method has none of them. */
const MAY_LACK = ['epochs', 'learningRate', 'batch'];

describe('parseTrainingSettings', () => {
  it('returns valid settings and drops what is no setting', () => {
    expect(parseTrainingSettings({ ...VALID, somethingElse: 1 })).toEqual(VALID);
    expect(parseTrainingSettings({ ...VALID, training: 50, patch: 1 })).toMatchObject({
      training: 50,
      patch: 1,
    });
  });

  it.each(Object.entries(REFUSED))('names %s where it is out of its range', (field, values) => {
    for (const value of MAY_LACK.includes(field) ? values : [...values, undefined]) {
      expect(() => parseTrainingSettings({ ...VALID, [field]: value })).toThrow(
        expect.objectContaining({ kind: 'invalid-settings', code: `invalid-${field}` }),
      );
    }
  });

  it('says what was given and what may be given', () => {
    expect(() => parseTrainingSettings({ ...VALID, patch: 24 })).toThrow(
      'The window is 24, but it must be an odd whole number from 1 to 255.',
    );
    expect(() => parseTrainingSettings({ ...VALID, epochs: 'ten' })).toThrow(
      'The number of epochs is "ten", but it must be a whole number from 1 to 100000.',
    );
    expect(() => parseTrainingSettings({ ...VALID, seed: undefined })).toThrow('The seed is missing');
  });

  it.each([undefined, null, 'hybridsn', 3])('refuses %s in place of settings', (settings) => {
    expect(() => parseTrainingSettings(settings)).toThrow(
      expect.objectContaining({ code: 'invalid-settings' }),
    );
  });
});
