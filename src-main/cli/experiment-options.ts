import type { Command } from 'commander';
import type { ClassifierDescription } from '@shared/network';
import { InvalidSettingsError } from '../engine/errors';
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
  removeBands?: string;
  scaling?: string;
  reduction?: string;
  fit?: string;
  augmentation?: string;
  spectralNoise?: string;
  dropout?: string;
  shuffle?: boolean;
  pixelShuffle?: boolean;
  labelling?: string;
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
    )
    .option(
      '--remove-bands <list>',
      'bands that are left out, such as 104-108,220 or "1350-1420 nm" (default: none)',
    )
    .option('--scaling <kind>', 'of every band before PCA: none, standard or minmax (default: the recipe)')
    .option('--reduction <kind>', 'whitened-pca, pca, or none for the bands themselves (default: the recipe)')
    .option(
      '--fit <pixels>',
      'fit scaling and PCA on every pixel of the scene, or on training pixels only',
      'scene',
    )
    .option('--augmentation <kind>', 'recipe, none, flips or symmetries (flips and transposes)', 'recipe')
    .option('--spectral-noise <deviation>', 'of normal noise added to the input of every training step', '0')
    .option('--dropout <rate>', 'of every dropout layer, instead of its own; 0 for none')
    .option('--no-shuffle', 'take the training pixels in the same order in every epoch')
    .option(
      '--pixel-shuffle',
      'put the pixels of every window into one and the same random order: no network then knows which are neighbours',
    )
    .option(
      '--labelling <kind>',
      'recipe, once, or symmetries: the mean of what every pixel is under the eight flips and transposes',
      'recipe',
    );
}

/** What was typed, to be checked with the other settings. */
export function typedExperiment(
  { removeBands, ...typed }: ExperimentOptions & { components?: string },
  recipe: ClassifierDescription['recipe'],
): object {
  // Who asks for a number of components asks for components.
  const own = 'reduction' in recipe ? recipe : undefined;
  const usual = typed.components !== undefined && own?.reduction === 'none' ? 'pca' : own?.reduction;
  const { scaling = own?.scaling, reduction = usual } = typed;
  if (own && typed.components !== undefined && reduction === 'none')
    throw componentsWithoutReduction(typed.components);
  const { keep, vary, fit, augmentation, shuffle, pixelShuffle, labelling } = typed;
  return {
    ...{ keep, vary, scaling, reduction, fit, augmentation, shuffle, pixelShuffle, labelling },
    removedBands: removeBands,
    validation: numberOf(typed.validation),
    patience: numberOf(typed.patience),
    splitSeed: numberOf(typed.splitSeed),
    weightSeed: numberOf(typed.weightSeed),
    orderSeed: numberOf(typed.orderSeed),
    spectralNoise: numberOf(typed.spectralNoise),
    dropout: numberOf(typed.dropout),
  };
}

function componentsWithoutReduction(components: string): InvalidSettingsError {
  return new InvalidSettingsError(
    'components-without-reduction',
    `--components ${components} has no meaning with --reduction none, which keeps the bands themselves: leave one out.`,
    { components },
  );
}
