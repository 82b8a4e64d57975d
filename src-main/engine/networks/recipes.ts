import type { TrainingMethod } from './spec';
import { choice } from './options';

/**
 * The two forms of a network that was published for photographs: as its paper has it, and for the few pixels of a
 * hyperspectral window. The recipe is for the latter and says what it changes.
 */
export const form = choice('Form', ['published', 'window'], 'window');

/**
 * How all networks that came from photographs are trained on windows: Adam whose rate falls to zero along a half
 * cosine (Loshchilov and Hutter 2017, arXiv:1608.03983) with decoupled weight decay (2019, arXiv:1711.05101), every
 * update under one of the eight flips and transposes of the square. The papers' stochastic gradient descent with rates
 * that a person lowers by hand takes a hundred thousand updates; a thousand training pixels are to be learnt in minutes.
 */
export const windowMethod: TrainingMethod = {
  schedule: 'cosine',
  augmentation: 'symmetries',
  labelSmoothing: 0,
  weightDecay: 0.05,
  keep: 'last',
  labelling: 'once',
};

/** Said by every network that is trained by `windowMethod`. */
export const WINDOW_METHOD =
  'Ours in place of the paper’s training on photographs: Adam, rate falling to zero along a half cosine, weight decay ' +
  '0.05, flips and transposes.';

/** Among the changes of every network whose paper feeds it with colours. */
export const COMPONENTS_FOR_COLOURS =
  '30 principal components, as HybridSN keeps, stand where a photograph has three colours.';
