/** Which epoch's weights a run ends with. `auto`: the best where pixels validate, else as the network's recipe says. */
export type KeptWeights = 'auto' | 'best' | 'last';

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
}

export const USUAL_EXPERIMENT: Experiment = {
  validation: 0,
  patience: 0,
  keep: 'auto',
  splitSeed: null,
  weightSeed: null,
  orderSeed: null,
  vary: 'all',
};
