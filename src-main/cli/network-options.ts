import type { OptionValues } from '@shared/network';
import { InvalidSettingsError } from '../engine/errors';

/**
 * Options of a network as they are typed, `NAME=VALUE` each; what a value means is known where the network is.
 * @throws InvalidSettingsError `invalid-option`
 */
export function parseOptions(pairs: readonly string[]): OptionValues {
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      if (equals > 0) return [pair.slice(0, equals), pair.slice(equals + 1)];
      throw new InvalidSettingsError(
        'invalid-option',
        `The option is "${pair}", but it must be NAME=VALUE, such as width=0.5.`,
        { value: pair },
      );
    }),
  );
}
