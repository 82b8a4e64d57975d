import type { Command } from 'commander';
import { numberOf } from './number-of';

/** As typed; what is not typed is as usual. */
export interface ExperimentOptions {
  validation?: string;
  patience?: string;
  keep?: string;
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
    .option('--keep <weights>', 'best or last (default: the best of the validation, else the recipe)');
}

/** What was typed, to be checked with the other settings. */
export function typedExperiment({ validation, patience, keep }: ExperimentOptions): object {
  return { validation: numberOf(validation), patience: numberOf(patience), keep };
}
