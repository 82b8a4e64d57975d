/** Which epoch's weights a run ends with. `auto`: the best where pixels validate, else as the network's recipe says. */
export type KeptWeights = 'auto' | 'best' | 'last';

/** What is done to every band before PCA. */
export type ScalingKind = 'none' | 'standard' | 'minmax';
/** What the channels of a network are: principal components, whitened or not, or the bands themselves. */
export type Reduction = 'whitened-pca' | 'pca' | 'none';

/** How the scene is turned from update to update: as the recipe says, flips only, or flips and transposes. */
export type Augmentation = 'recipe' | 'none' | 'flips' | 'symmetries';

/** How often a pixel is looked at to label it: as the recipe says, once, or under all flips and transposes, averaged. */
export type Labelling = 'recipe' | 'once' | 'symmetries';

/** What chance has a hand in: which pixels train, the first weights, and the order, dropout and augmentation. */
export type SeedSource = 'split' | 'weights' | 'order';
/** Whose seeds count up from run to run: all of them together, one while the others stand still, or each in turn. */
export type Vary = 'all' | SeedSource | 'each';

/** The seeds of one run. */
export type RunSeeds = Readonly<Record<SeedSource, number>>;

/**
 * What a run can be asked to do otherwise than usual, to learn why results differ. The defaults change nothing; all of
 * it is kept in a report and in a saved model.
 */
export interface Experiment {
  /**
   * Training pixels that are held back to choose the weights and the end of training: below 1 the fraction of each
   * class's training pixels, from 1 a number a class; 0 for none. The test pixels are the same with and without.
   */
  validation: number;
  /** Training ends after so many epochs in a row without a better one on the validation pixels; 0 for never. */
  patience: number;
  keep: KeptWeights;
  /** Seeds of their own for parts of what is random; null for that of the run. */
  splitSeed: number | null;
  weightSeed: number | null;
  orderSeed: number | null;
  vary: Vary;
  /** Bands that are left out, by number or wavelength: `104-108, 220` or `1350-1420 nm`; empty for none. */
  removedBands: string;
  scaling: ScalingKind;
  reduction: Reduction;
  /** Whose pixels scaling and PCA are fitted on. */
  fit: 'scene' | 'training';
  augmentation: Augmentation;
  /** Standard deviation of the normal noise that every update adds to the input; after whitening a channel's is 1. */
  spectralNoise: number;
  /** In place of the rate of every dropout layer; null for the network's own. */
  dropout: number | null;
  /** Whether the training pixels come in another order in every epoch. */
  shuffle: boolean;
  /** Whether the pixels of every window are put into one and the same random order, for training and prediction. */
  pixelShuffle: boolean;
  labelling: Labelling;
}

export const USUAL_EXPERIMENT: Experiment = {
  validation: 0,
  patience: 0,
  keep: 'auto',
  splitSeed: null,
  weightSeed: null,
  orderSeed: null,
  vary: 'all',
  removedBands: '',
  scaling: 'none',
  reduction: 'whitened-pca',
  fit: 'scene',
  augmentation: 'recipe',
  spectralNoise: 0,
  dropout: null,
  shuffle: true,
  pixelShuffle: false,
  labelling: 'recipe',
};
