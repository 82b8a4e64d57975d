import type { Experiment, Vary } from './experiment';
import type { TrainingSettings } from './run';

/** Settings of learning in steps: a classical method has none of them. */
export const STEP_SETTINGS = [
  'epochs',
  'learningRate',
  'batch',
  'execution',
] as const satisfies readonly (keyof TrainingSettings)[];

/** The same of an experiment, and what belongs to windows. */
export const STEP_EXPERIMENT = [
  'validation',
  'patience',
  'keep',
  'weightSeed',
  'augmentation',
  'spectralNoise',
  'dropout',
  'shuffle',
  'pixelShuffle',
  'labelling',
] as const satisfies readonly (keyof Experiment)[];

/** Seeds that can count up: there are no first weights, and an order only where chance has a hand in the method. */
export function variedByClassical(random: boolean): Vary[] {
  return random ? ['all', 'split', 'order'] : ['all', 'split'];
}
