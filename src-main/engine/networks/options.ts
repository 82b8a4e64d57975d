import type { NetworkOption, OptionValue, OptionValues } from '@shared/network';
import { InvalidSettingsError } from '../errors';

/** One of a few values. */
interface Choice<T extends OptionValue> {
  title: string;
  choices: readonly T[];
  default: NoInfer<T>;
}

/** Any number of a range. */
interface Range {
  title: string;
  least: number;
  most: number;
  default: number;
}

export type OptionDeclarations = Readonly<Record<string, Choice<OptionValue> | Range>>;

/** The values that a network of such options is built with. */
export type ValuesOf<D extends OptionDeclarations> = {
  readonly [Id in keyof D]: D[Id] extends Choice<infer T> ? T : number;
};

export const choice = <const T extends OptionValue>(
  title: string,
  choices: readonly T[],
  byDefault: NoInfer<T>,
): Choice<T> => ({ title, choices, default: byDefault });

export const range = (title: string, least: number, most: number, byDefault: number): Range => ({
  title,
  least,
  most,
  default: byDefault,
});

/** The declarations as the window and the command line show them. */
export function listOptions(declarations: OptionDeclarations): NetworkOption[] {
  return Object.entries(declarations).map(([id, declaration]) => ({ id, ...declaration }) as NetworkOption);
}

/**
 * A value for every option: what was asked for, over what is the default. Text that means a declared value is taken
 * for it, so that a command line may hand over what was typed.
 * @throws InvalidSettingsError for an option that is not declared, or a value that it does not have
 */
export function resolveOptions(
  network: { title: string; options: OptionDeclarations },
  asked: OptionValues = {},
  defaults: OptionValues = {},
): OptionValues {
  for (const id of Object.keys(asked))
    if (!Object.hasOwn(network.options, id)) throw unknownOption(network, id);
  return Object.fromEntries(
    Object.entries(network.options).map(([id, declaration]) => {
      const value = Object.hasOwn(asked, id) ? asked[id] : (defaults[id] ?? declaration.default);
      return [id, valueOf(network.title, id, declaration, value)];
    }),
  );
}

function valueOf(
  network: string,
  option: string,
  declaration: OptionDeclarations[string],
  asked: OptionValue,
): OptionValue {
  if ('choices' in declaration) {
    const found = declaration.choices.find((value) => String(value) === String(asked));
    if (found !== undefined) return found;
  } else {
    const value = typeof asked === 'number' || asked.trim() !== '' ? Number(asked) : NaN;
    if (value >= declaration.least && value <= declaration.most) return value;
  }
  const allowed =
    'choices' in declaration
      ? `one of ${declaration.choices.join(', ')}`
      : `a number from ${declaration.least} to ${declaration.most}`;
  throw new InvalidSettingsError(
    'network-option-value',
    `The option ${option} of ${network} is "${asked}", but it must be ${allowed}.`,
    { network, option, value: asked, allowed },
  );
}

function unknownOption(
  { title, options }: { title: string; options: OptionDeclarations },
  option: string,
): InvalidSettingsError {
  const known = Object.keys(options).join(', ');
  return new InvalidSettingsError(
    'network-option-unknown',
    known
      ? `${title} has no option called "${option}"; it has ${known}.`
      : `${title} has no option called "${option}"; it has none.`,
    { network: title, option, known },
  );
}
