import type { OptionValues } from '@shared/network';
import type { TrainingSettings } from '@shared/training';
import { InvalidSettingsError } from '../errors';
import { parseExperiment } from './experiment-settings';
import {
  GREATEST_SEED,
  isShare,
  isWhole,
  mayLack,
  oneOf,
  parseByRule,
  parseByRules,
  whole,
  type Rules,
} from './rules';

const MOST_OPTIONS = 64;
const LONGEST_OPTION = 64;

type Plain = Omit<TrainingSettings, 'experiment'>;

const RULES: Rules<Plain> = {
  network: {
    name: 'network',
    allowed: 'the id of a network, such as hybridsn',
    accepts: (value): value is string => typeof value === 'string' && value !== '',
  },
  options: {
    name: 'set of network options',
    allowed: 'an object of names with a text or a number each',
    accepts: isOptions,
  },
  patch: {
    name: 'window',
    allowed: 'an odd whole number from 1 to 255',
    accepts: (value): value is number => isWhole(value, 1, 255) && value % 2 === 1,
  },
  components: whole('number of components', 1, 10_000),
  training: {
    name: 'training share',
    allowed: 'a fraction between 0 and 1, such as 0.1, or a whole number of pixels a class, such as 50',
    accepts: isShare,
  },
  split: oneOf('split', ['random', 'disjoint', 'masks']),
  epochs: mayLack(whole('number of epochs', 1, 100_000)),
  learningRate: mayLack({
    name: 'learning rate',
    allowed: 'a number above 0 and at most 1, such as 0.001',
    accepts: (value): value is number => typeof value === 'number' && value > 0 && value <= 1,
  }),
  batch: mayLack(whole('batch size', 1, 65_536)),
  seed: whole('seed', 0, GREATEST_SEED),
  runs: whole('number of runs', 1, 100),
  execution: oneOf('execution', ['auto', 'dense', 'patch']),
};

/**
 * Settings that came from outside (a window, a command line, a file), checked setting by setting; anything else in
 * the object is dropped. What they must be for one scene (a window within it, components within its bands) is
 * checked where the scene is known.
 *
 * @throws InvalidSettingsError `invalid-FIELD`, for the first setting that is missing or out of its range, or where two
 *   do not go together
 */
export function parseTrainingSettings(settings: unknown): TrainingSettings {
  if (typeof settings !== 'object' || settings === null) {
    throw new InvalidSettingsError('invalid-settings', 'The training settings must be an object.');
  }
  const given = settings as Record<string, unknown>;
  const plain = parseByRules(RULES, given);
  const experiment = parseExperiment(given.experiment);
  if (experiment.vary !== 'all' && plain.runs < 2) {
    throw new InvalidSettingsError(
      'vary-needs-runs',
      'How much one seed decides shows only in several runs: ask for 2 runs or more.',
    );
  }
  return { ...plain, experiment };
}

/** @throws InvalidSettingsError `invalid-FIELD` */
export function parseSetting<Field extends keyof Plain>(field: Field, value: unknown): Plain[Field] {
  return parseByRule<unknown>(field, RULES[field], value) as Plain[Field];
}

/** What the network itself has for options is checked where it is built. */
function isOptions(value: unknown): value is OptionValues {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length <= MOST_OPTIONS &&
    entries.every(
      ([id, chosen]) =>
        id.length <= LONGEST_OPTION &&
        (Number.isFinite(chosen) || (typeof chosen === 'string' && chosen.length <= LONGEST_OPTION)),
    )
  );
}
