import { parseBandList } from '@shared/band-list';
import { USUAL_EXPERIMENT, type Experiment } from '@shared/experiment';
import type { TrainingSettings } from '@shared/training';
import { InvalidSettingsError } from '../errors';
import {
  GREATEST_SEED,
  isShare,
  number,
  oneOf,
  orNone,
  parseByRules,
  whole,
  yesOrNo,
  type Rules,
} from './rules';

const LONGEST_LIST = 4096;

const RULES: Rules<Experiment> = {
  validation: {
    name: 'validation share',
    allowed: 'a fraction between 0 and 1, such as 0.2, a whole number of pixels a class, or 0 for none',
    accepts: (value): value is number => value === 0 || isShare(value),
  },
  patience: whole('patience', 0, 100_000),
  keep: oneOf('choice of kept weights', ['auto', 'best', 'last']),
  splitSeed: orNone(whole('seed of the split', 0, GREATEST_SEED)),
  weightSeed: orNone(whole('seed of the first weights', 0, GREATEST_SEED)),
  orderSeed: orNone(whole('seed of the order', 0, GREATEST_SEED)),
  vary: oneOf('choice of varied seeds', ['all', 'split', 'weights', 'order', 'each']),
  removedBands: {
    name: 'list of removed bands',
    allowed: 'numbers and ranges such as 104-108, 220 or 1350-1420 nm',
    accepts: (value): value is string =>
      typeof value === 'string' && value.length <= LONGEST_LIST && Array.isArray(parseBandList(value)),
  },
  scaling: oneOf('scaling', ['none', 'standard', 'minmax']),
  reduction: oneOf('reduction', ['whitened-pca', 'pca', 'none']),
  fit: oneOf('choice of pixels to fit on', ['scene', 'training']),
  augmentation: oneOf('augmentation', ['recipe', 'none', 'flips', 'symmetries']),
  spectralNoise: number('spectral noise', 0, 10),
  dropout: orNone(number('dropout rate', 0, 0.95)),
  shuffle: yesOrNo('shuffling of the training pixels'),
  pixelShuffle: yesOrNo('shuffling of the pixels of a window'),
  labelling: oneOf('labelling', ['recipe', 'once', 'symmetries']),
};

/**
 * An experiment that came from outside, checked setting by setting; one that is left out is as usual.
 * @throws InvalidSettingsError `invalid-FIELD`, or where two settings do not go together
 */
export function parseExperiment(given: unknown): Experiment {
  if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given))) {
    throw new InvalidSettingsError('invalid-experiment', 'The experiment must be an object of settings.');
  }
  const experiment = parseByRules(RULES, (given ?? {}) as Record<string, unknown>, USUAL_EXPERIMENT);
  checkTogether(experiment);
  return experiment;
}

/** All of a run's experiment, where its settings may leave it out, or an older model's some of it. */
export function experimentOf({ experiment }: Pick<TrainingSettings, 'experiment'>): Experiment {
  return { ...USUAL_EXPERIMENT, ...experiment };
}

function checkTogether({ validation, patience }: Experiment): void {
  if (patience > 0 && validation === 0) {
    throw new InvalidSettingsError(
      'patience-without-validation',
      'Ending training early needs validation pixels, because the test pixels must not decide: give a validation share.',
    );
  }
}
