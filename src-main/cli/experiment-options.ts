import type { Command } from 'commander';
import { numberOf } from './number-of';

/** As typed; what is not typed is as usual. */
export interface ExperimentOptions {
  validation?: string;
  patience?: string;
  keep?: string;
  splitSeed?: string;
  weightSeed?: string;
  orderSeed?: string;
  vary?: string;
}

/** Options that ask why results differ, under a heading of their own. */
export function addExperimentOptions(command: Command): Command {
  return command
    .optionsGroup('Experiment:')
    .option(
      '--validation <share>',
      'training pixels held back to choose the weights by: fraction below 1 of those of each class, or a number a class ' +
        '(default: none)',
    )
    .option(
      '--patience <epochs>',
      'end training after so many epochs without a better validation (default: never)',
    )
    .option('--keep <weights>', 'best or last (default: the best of the validation, else the recipe)')
    .option('--split-seed <number>', 'which pixels train (default: --seed)')
    .option('--weight-seed <number>', 'the first weights (default: --seed)')
    .option('--order-seed <number>', 'order, dropout and augmentation (default: --seed)')
    .option(
      '--vary <seeds>',
      'what counts up over --runs: all together, split, weights or order alone, or each of the three in turn',
      'all',
    );
}

/** What was typed, to be checked with the other settings. */
export function typedExperiment({ keep, vary, ...numbers }: ExperimentOptions): object {
  return {
    keep,
    vary,
    validation: numberOf(numbers.validation),
    patience: numberOf(numbers.patience),
    splitSeed: numberOf(numbers.splitSeed),
    weightSeed: numberOf(numbers.weightSeed),
    orderSeed: numberOf(numbers.orderSeed),
  };
}
