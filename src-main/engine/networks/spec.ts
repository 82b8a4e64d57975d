import type { NetworkRecipe } from '@shared/network';
import type { Layer } from './layer';

/** How a network is trained beyond the settings a person edits. */
export interface TrainingMethod {
  /** `inverse-time`: rate / (1 + 1e-6 * update), Keras's `decay`; `cosine`: from the rate to 0 over all updates. */
  schedule: 'constant' | 'inverse-time' | 'cosine';
  /** `symmetries`: every update sees the scene under one of the eight flips and transposes of a square. */
  augmentation: 'none' | 'symmetries';
  /** Share of the target spread evenly over all classes (Szegedy et al. 2016, section 7). */
  labelSmoothing: number;
  /** Decoupled weight decay (Loshchilov and Hutter 2019), a step; 0 for plain Adam. */
  weightDecay: number;
  /** Which epoch's weights are kept; the test pixels never have a say. */
  keep: 'lowest-training-loss' | 'last';
}

/** One network of a paper: its table, its recipe and what differs. */
export interface NetworkSpec {
  id: string;
  title: string;
  paper: { authors: string; title: string; venue: string; year: number; link: string };
  deviations: string[];
  /** Input and classes of the paper's parameter count. */
  published: { input: [rows: number, columns: number, channels: number]; classes: number };
  recipe: NetworkRecipe;
  method: TrainingMethod;
  layers(classes: number): Layer[];
}
