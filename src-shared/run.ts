import type { Experiment } from './experiment';
import type { OptionValues } from './network';

/** What one run is made from, and what it tells of every epoch: shared by a run's progress and its report. */
export type SplitKind = 'random' | 'disjoint' | 'masks';
export type ExecutionChoice = 'auto' | 'dense' | 'patch';

/** All that one run is made from; the same values and the same files give the same result. */
export interface TrainingSettings {
  network: string;
  /** Of the network, where not its defaults; a report names every one. */
  options: OptionValues;
  /** Side of the square window around a pixel, odd. */
  patch: number;
  /** Principal components kept. */
  components: number;
  /** Below 1: the fraction of each class's labelled pixels; from 1: a whole number of pixels a class. */
  training: number;
  split: SplitKind;
  /** Of a network, as are the next two: a classical method has none of them. */
  epochs?: number;
  learningRate?: number;
  batch?: number;
  seed: number;
  /** How many runs with seeds `seed`, `seed + 1`, ...; the map and table are the first run's. */
  runs: number;
  execution: ExecutionChoice;
  /** As usual where left out; a report names all of it. */
  experiment?: Experiment;
}

/** What a network's own training needs of them. */
export type NetworkSettings = Required<Pick<TrainingSettings, 'epochs' | 'learningRate' | 'batch'>> &
  Pick<TrainingSettings, 'seed' | 'execution' | 'experiment'> &
  Partial<Pick<TrainingSettings, 'split'>>;

export interface EpochRecord {
  run: number;
  /** 1-based. */
  epoch: number;
  /** Mean over the epoch's training samples, dropout on. */
  loss: number;
  accuracy: number;
  learningRate: number;
  seconds: number;
  /** On the pixels held back, dropout off, where there are such. */
  validation?: { loss: number; accuracy: number };
}
