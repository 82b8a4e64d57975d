import type { OptionValues } from '@shared/network';
import type { TrainingSettings } from '@shared/training';
import { InvalidSettingsError } from '../errors';

/** The greatest seed that may be asked for; the seeds of several runs count up from it. */
const GREATEST_SEED = 2_147_483_647;

const MOST_OPTIONS = 64;
const LONGEST_OPTION = 64;

interface Rule<T> {
  /** The setting in the words of a sentence. */
  name: string;
  allowed: string;
  accepts(value: unknown): value is T;
}

/** Complete by its type: a setting without a rule does not compile. */
const RULES: { [Field in keyof TrainingSettings]: Rule<TrainingSettings[Field]> } = {
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
    accepts: isTrainingShare,
  },
  split: oneOf('split', ['random', 'disjoint', 'masks']),
  epochs: whole('number of epochs', 1, 100_000),
  learningRate: {
    name: 'learning rate',
    allowed: 'a number above 0 and at most 1, such as 0.001',
    accepts: (value): value is number => typeof value === 'number' && value > 0 && value <= 1,
  },
  batch: whole('batch size', 1, 65_536),
  seed: whole('seed', 0, GREATEST_SEED),
  runs: whole('number of runs', 1, 100),
  execution: oneOf('execution', ['auto', 'dense', 'patch']),
};

/**
 * Settings that came from outside (a window, a command line, a file), checked setting by setting; anything else in
 * the object is dropped. What they must be for one scene (a window within it, components within its bands) is
 * checked where the scene is known.
 *
 * @throws InvalidSettingsError `invalid-FIELD`, for the first setting that is missing or out of its range
 */
export function parseTrainingSettings(settings: unknown): TrainingSettings {
  if (typeof settings !== 'object' || settings === null) {
    throw new InvalidSettingsError('invalid-settings', 'The training settings must be an object.');
  }
  const given = settings as Record<string, unknown>;
  const fields = Object.keys(RULES) as (keyof TrainingSettings)[];
  return Object.fromEntries(
    fields.map((field) => [field, parseSetting(field, given[field])]),
  ) as unknown as TrainingSettings;
}

/** @throws InvalidSettingsError `invalid-FIELD` */
export function parseSetting<Field extends keyof TrainingSettings>(
  field: Field,
  value: unknown,
): TrainingSettings[Field] {
  const rule = RULES[field];
  if (rule.accepts(value)) return value;
  const shown = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'missing');
  throw new InvalidSettingsError(
    `invalid-${field}`,
    `The ${rule.name} is ${shown}, but it must be ${rule.allowed}.`,
    { value: shown, allowed: rule.allowed },
  );
}

function isTrainingShare(value: unknown): value is number {
  if (typeof value !== 'number') return false;
  return (value > 0 && value < 1) || isWhole(value, 1, Number.MAX_SAFE_INTEGER);
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

function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function whole(name: string, least: number, most: number): Rule<number> {
  return {
    name,
    allowed: `a whole number from ${least} to ${most}`,
    accepts: (value): value is number => isWhole(value, least, most),
  };
}

function oneOf<T extends string>(name: string, values: readonly T[]): Rule<T> {
  return {
    name,
    allowed: `one of ${values.join(', ')}`,
    accepts: (value): value is T => values.includes(value as T),
  };
}
