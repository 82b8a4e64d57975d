import type { Messages } from './types';

export const experimentEn: Messages['experiment'] = {
  title: 'Experiment',
  usual: 'as usual',
  unusual: 'changed',
  groups: {
    validation: 'Validation',
    seeds: 'Seeds',
    preprocessing: 'Preprocessing',
    training: 'Training',
  },
  fields: {
    validation: 'Validation share',
    patience: 'Patience, epochs',
    keep: 'Weights kept',
    splitSeed: 'Split seed',
    weightSeed: 'Weight seed',
    orderSeed: 'Order seed',
    vary: 'Varied from run to run',
    removedBands: 'Removed bands',
    scaling: 'Scaling of bands',
    reduction: 'Channels',
    fit: 'Fitted on',
    augmentation: 'Augmentation',
    spectralNoise: 'Spectral noise',
    dropout: 'Dropout rate',
    shuffle: 'Training pixels in another order in every epoch',
    pixelShuffle: 'Pixels of every window in one random order',
    labelling: 'Labelling',
  },
  classical:
    'Validation, first weights, augmentation and dropout belong to networks that learn in steps; this method has none.',
  validationUnit: 'Unit of the validation share',
  units: { percent: '% of training pixels', pixels: 'pixels a class' },
  keep: { auto: 'Automatic', best: 'Best epoch', last: 'Last epoch' },
  vary: {
    all: 'All seeds together',
    split: 'The split alone',
    weights: 'The first weights alone',
    order: 'The order alone',
    each: 'Each in turn',
  },
  scaling: { none: 'None', standard: 'Mean 0, deviation 1', minmax: 'From 0 to 1' },
  reduction: { 'whitened-pca': 'Whitened PCA', pca: 'PCA', none: 'The bands' },
  fit: { scene: 'Every pixel', training: 'Training pixels' },
  augmentation: {
    recipe: 'As the recipe',
    none: 'None',
    flips: 'Flips',
    symmetries: 'Flips, transposes',
  },
  labelling: {
    recipe: 'As the recipe',
    once: 'One look',
    symmetries: 'Mean of 8 looks',
  },
  hints: {
    preprocessing:
      'Bands by number or wavelength, such as 104-108, 220 or 1350-1420 nm. What is fitted on every pixel has seen the ' +
      'test pixels, though not their labels.',
    training:
      'Noise is a standard deviation; a whitened channel has 1. An empty dropout rate is that of the network. Shuffled ' +
      'windows show what a network has from knowing which pixels are neighbours. A pixel is labelled at one look, or by the ' +
      'mean of the eight flips and transposes.',
    validation:
      'Training pixels that are held back choose the weights; the test pixels stay the same and never choose. ' +
      'Patience ends training after so many epochs without a better one; 0 is never.',
    seeds: 'An empty field takes the seed above. The order seed is also that of dropout and augmentation.',
  },
  problems: {
    percent: 'The validation share must be from 0 to below 100 %.',
    pixels: 'The validation share must be a whole number of pixels from 0.',
    patience: (most) => `Patience must be a whole number of epochs from 0 to ${most}.`,
    patienceAlone: 'Ending training early needs a validation share: the test pixels must not decide.',
    seed: (most) => `The seed must be empty or a whole number from 0 to ${most}.`,
    removedBands: (part) =>
      `“${part}” is no band: write numbers and ranges such as 104-108, 220 or 1350-1420 nm.`,
    spectralNoise: (most) => `Spectral noise must be a number from 0 to ${most}.`,
    dropout: (most) => `The dropout rate must be empty or a number from 0 to ${most}.`,
    vary: 'How much one seed decides shows only in several runs: set Runs to 2 or more.',
  },
  endedEarly: (epochs, planned) =>
    `Training ended after ${epochs} of ${planned} epochs, because validation came out no better.`,
  keptByValidation: (epoch) => `The weights are those of epoch ${epoch}, the best on the validation pixels.`,
  validated: (accuracy, pixels) => `Validation: ${accuracy} of ${pixels} pixels held back.`,
  movedWindows: (most) =>
    `Every training window was moved by up to ${most === '1' ? 'one row and one column' : `${most} rows and ${most} columns`}.`,
  meanOfLooks: 'Every label is the mean of eight looks: the window under all flips and transposes.',
  sources: { split: 'The split', weights: 'The first weights', order: 'Order and dropout' },
  sourcesTitle: 'Standard deviation that each seed brings',
  varied: 'Varied alone',
  together: 'All together',
  togetherTitle: 'The root of the sum of the squares',
  training: 'Training',
  validation: 'Validation',
};
