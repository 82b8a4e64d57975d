import type { Labelling } from '@shared/experiment';
import type { NetworkRecipe, OptionValues } from '@shared/network';
import type { Layer } from './layer';
import type { OptionDeclarations, ValuesOf } from './options';

/** How a network is trained beyond the settings a person edits. */
export interface TrainingMethod {
  /**
   * `inverse-time`: rate / (1 + 1e-6 * update), Keras's `decay`; `cosine`: from the rate to 0 over all updates;
   * `cosine-then-constant`: the same curve for the first 60 % of the updates, where it has come down to a third, and
   * from there on as it is.
   */
  schedule: 'constant' | 'inverse-time' | 'cosine' | 'cosine-then-constant';
  /** `symmetries`: every update sees the scene under one of the eight flips and transposes of a square. */
  augmentation: 'none' | 'symmetries';
  /**
   * Most rows and columns by which an update may move the window of a training pixel: its label is taken to hold for the
   * pixels around it. It stays in its place where left out, and with a disjoint split.
   */
  shift?: number;
  /** A class with fewer training pixels counts in the loss as if it had so many; where left out all pixels count alike. */
  leastPixels?: number;
  /** Share of the target spread evenly over all classes (Szegedy et al. 2016, section 7). */
  labelSmoothing: number;
  /** Decoupled weight decay (Loshchilov and Hutter 2019), a step; 0 for plain Adam. */
  weightDecay: number;
  /** Which epoch's weights are kept, or the mean over the last 40 % of the updates; the test pixels never have a say. */
  keep: 'lowest-training-loss' | 'last' | 'mean';
  /** `symmetries`: a pixel's probabilities are the means of those under the eight flips and transposes. */
  labelling: Exclude<Labelling, 'recipe'>;
}

type InputSize = readonly [rows: number, columns: number, channels: number];

/** One network of a paper: its table, its recipe and what differs. */
export interface NetworkSpec<Options extends OptionDeclarations = OptionDeclarations> {
  id: string;
  title: string;
  paper: { authors: string; title: string; venue: string; year: number; link: string };
  deviations: string[];
  /** Input, classes and options of the paper's counts; options that are not named here keep their defaults. */
  published: {
    /** A function of the options where these stand for papers with different inputs. */
    input: InputSize | ((options: ValuesOf<Options>) => InputSize);
    classes: number;
    options?: OptionValues & Partial<ValuesOf<Options>>;
  };
  /** What can be chosen; the defaults are those that the recipe is for. */
  options: Options;
  recipe: NetworkRecipe;
  method: TrainingMethod;
  layers(classes: number, options: ValuesOf<Options>): Layer[];
}

/** Gives a network's table the types of its own options. */
export function defineNetwork<const Options extends OptionDeclarations>(
  spec: NetworkSpec<Options>,
): NetworkSpec {
  return spec as unknown as NetworkSpec;
}

/** The input of the paper's counts for a value of every option. */
export function publishedInput({ published }: NetworkSpec, options: OptionValues): InputSize {
  const { input } = published;
  return typeof input === 'function' ? input(options as never) : input;
}
