import type { Experiment } from '@shared/experiment';

/** The values of every choice of an experiment, the usual one first. */
export const CHOICES = {
  keep: ['auto', 'best', 'last'],
  vary: ['all', 'split', 'weights', 'order', 'each'],
  scaling: ['none', 'standard', 'minmax'],
  reduction: ['whitened-pca', 'pca', 'none'],
  fit: ['scene', 'training'],
  augmentation: ['recipe', 'none', 'flips', 'symmetries'],
  labelling: ['recipe', 'once', 'symmetries'],
} as const satisfies { [Field in keyof Experiment]?: readonly Experiment[Field][] };
