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
  /** Whether only whole numbers are meant. */
  whole?: boolean;
  default: number;
}

/** Any number of a range, or a word that leaves it to the method to find one. */
interface RangeOr<Word extends string> extends Omit<Range, 'default'> {
  instead: Word;
  default: number | Word;
}

type Declaration = Choice<OptionValue> | Range | RangeOr<string>;
export type OptionDeclarations = Readonly<Record<string, Declaration>>;

/** The values that a network of such options is built with. */
export type ValuesOf<D extends OptionDeclarations> = {
  readonly [Id in keyof D]: D[Id] extends Choice<infer T>
    ? T
    : D[Id] extends RangeOr<infer Word>
      ? number | Word
      : number;
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

export const wholeRange = (title: string, least: number, most: number, byDefault: number): Range => ({
  ...range(title, least, most, byDefault),
  whole: true,
});

/** A range whose number is found by the method itself unless it is given. */
export const rangeOr = <const Word extends string>(
  title: string,
  least: number,
  most: number,
  instead: Word,
): RangeOr<Word> => ({ title, least, most, instead, default: instead });

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

function valueOf(network: string, option: string, declaration: Declaration, asked: OptionValue): OptionValue {
  if ('choices' in declaration) {
    const found = declaration.choices.find((value) => String(value) === String(asked));
    if (found !== undefined) return found;
  } else {
    if ('instead' in declaration && asked === declaration.instead) return asked;
    const value = typeof asked === 'number' || asked.trim() !== '' ? Number(asked) : NaN;
    const fits = !declaration.whole || Number.isInteger(value);
    if (fits && value >= declaration.least && value <= declaration.most) return value;
  }
  const allowed = allowedText(declaration);
  throw new InvalidSettingsError(
    'network-option-value',
    `The option ${option} of ${network} is "${asked}", but it must be ${allowed}.`,
    { network, option, value: asked, allowed },
  );
}

/** What a value may be, to be said after "must be". */
export function allowedText(option: Declaration | NetworkOption): string {
  if ('choices' in option) return `one of ${option.choices.join(', ')}`;
  const { least, most, whole } = option;
  const instead = 'instead' in option && option.instead ? `, or ${option.instead}` : '';
  return `a ${whole ? 'whole ' : ''}number from ${least} to ${most}${instead}`;
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
