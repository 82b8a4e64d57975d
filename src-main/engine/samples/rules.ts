import { InvalidSettingsError } from '../errors';

/** The greatest seed that may be asked for; the seeds of several runs count up from it. */
export const GREATEST_SEED = 2_147_483_647;

/** What one setting may be. */
export interface Rule<T> {
  /** The setting in the words of a sentence. */
  name: string;
  allowed: string;
  accepts(value: unknown): value is T;
}

/** A rule for every setting of a group: complete by its type, a setting without a rule does not compile. */
export type Rules<Settings> = { [Field in keyof Settings]-?: Rule<Settings[Field]> };

/** @throws InvalidSettingsError `invalid-FIELD` */
export function parseByRule<T>(field: string, rule: Rule<T>, value: unknown): T {
  if (rule.accepts(value)) return value;
  const shown = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'missing');
  throw new InvalidSettingsError(
    `invalid-${field}`,
    `The ${rule.name} is ${shown}, but it must be ${rule.allowed}.`,
    { value: shown, allowed: rule.allowed },
  );
}

/**
 * A group of settings, checked one by one; anything else in the object is dropped.
 * @param usual stands in for what is left out
 * @throws InvalidSettingsError `invalid-FIELD`, for the first that is missing or out of its range
 */
export function parseByRules<Settings extends object>(
  rules: Rules<Settings>,
  given: Record<string, unknown>,
  usual: Partial<Settings> = {},
): Settings {
  const fields = Object.keys(rules) as (keyof Settings & string)[];
  return Object.fromEntries(
    fields.map((field) => [field, parseByRule<unknown>(field, rules[field], given[field] ?? usual[field])]),
  ) as Settings;
}

export function isWhole(value: unknown, least: number, most: number): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** A fraction between 0 and 1, or a whole number of pixels. */
export function isShare(value: unknown): value is number {
  if (typeof value !== 'number') return false;
  return (value > 0 && value < 1) || isWhole(value, 1, Number.MAX_SAFE_INTEGER);
}

export function whole(name: string, least: number, most: number): Rule<number> {
  return {
    name,
    allowed: `a whole number from ${least} to ${most}`,
    accepts: (value): value is number => isWhole(value, least, most),
  };
}

export function number(name: string, least: number, most: number): Rule<number> {
  return {
    name,
    allowed: `a number from ${least} to ${most}`,
    accepts: (value): value is number => typeof value === 'number' && value >= least && value <= most,
  };
}

export function yesOrNo(name: string): Rule<boolean> {
  return {
    name,
    allowed: 'true or false',
    accepts: (value): value is boolean => typeof value === 'boolean',
  };
}

/** A rule for what not every run has. */
export function mayLack<T>(rule: Rule<T>): Rule<T | undefined> {
  return { ...rule, accepts: (value): value is T | undefined => value === undefined || rule.accepts(value) };
}

/** A rule for what may also be left to something else, as null. */
export function orNone<T>(rule: Rule<T>): Rule<T | null> {
  return {
    name: rule.name,
    allowed: `${rule.allowed}, or left out`,
    accepts: (value): value is T | null => value === null || rule.accepts(value),
  };
}

export function oneOf<T extends string>(name: string, values: readonly T[]): Rule<T> {
  return {
    name,
    allowed: `one of ${values.join(', ')}`,
    accepts: (value): value is T => values.includes(value as T),
  };
}
