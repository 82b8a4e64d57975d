import { USUAL_EXPERIMENT, type Experiment } from '@shared/experiment';
import type { TrainingSettings } from '@shared/training';
import { InvalidSettingsError } from '../errors';
import { GREATEST_SEED, isShare, isWhole, oneOf, parseByRules, whole, type Rule, type Rules } from './rules';

const RULES: Rules<Experiment> = {
  validation: {
    name: 'validation share',
    allowed: 'a fraction between 0 and 1, such as 0.2, a whole number of pixels a class, or 0 for none',
    accepts: (value): value is number => value === 0 || isShare(value),
  },
  patience: whole('patience', 0, 100_000),
  keep: oneOf('choice of kept weights', ['auto', 'best', 'last']),
  splitSeed: ownSeed('seed of the split'),
  weightSeed: ownSeed('seed of the first weights'),
  orderSeed: ownSeed('seed of the order'),
  vary: oneOf('choice of varied seeds', ['all', 'split', 'weights', 'order', 'each']),
};

function ownSeed(name: string): Rule<number | null> {
  return {
    name,
    allowed: `a whole number from 0 to ${GREATEST_SEED}, or left out`,
    accepts: (value): value is number | null => value === null || isWhole(value, 0, GREATEST_SEED),
  };
}

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

/** All of a run's experiment, where its settings may leave it out. */
export function experimentOf({ experiment }: Pick<TrainingSettings, 'experiment'>): Experiment {
  return experiment ?? USUAL_EXPERIMENT;
}

function checkTogether({ validation, patience }: Experiment): void {
  if (patience > 0 && validation === 0) {
    throw new InvalidSettingsError(
      'patience-without-validation',
      'Ending training early needs validation pixels, because the test pixels must not decide: give a validation share.',
    );
  }
}
