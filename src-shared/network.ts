import type { Reduction, ScalingKind } from './experiment';

/** What one option of a network is set to. */
export type OptionValue = string | number;
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** What can be chosen about a network; the default is what its recipe is for. */
export type NetworkOption = { id: string; title: string; default: OptionValue } & (
  | { choices: OptionValue[] }
  /** `instead`: a word that leaves the number to the classifier. */
  | { least: number; most: number; whole?: boolean; instead?: string }
);

export interface Paper {
  authors: string;
  title: string;
  venue: string;
  year: number;
  link: string;
}

/** What the window and the command line show of everything that can be trained. */
interface Described {
  id: string;
  title: string;
  paper: Paper;
  /** What differs from the paper, one sentence each; empty for the network as published. */
  deviations: string[];
  options: NetworkOption[];
  /** A value for each of `options`: those that the rest holds for. */
  chosen: OptionValues;
}

export type ClassifierDescription = NetworkDescription | ClassicalDescription;

/** A method without layers, which labels each pixel by its own values. */
export interface ClassicalDescription extends Described {
  kind: 'classical';
  recipe: ClassicalRecipe;
  /** Whether chance has a hand in it beside the choice of the training pixels. */
  random: boolean;
  /** How it decides and what of that a model keeps: a heading and a sentence each. */
  facts: { id: string; name: string; text: string }[];
}

/** A network; every number is counted from the built layers. */
export interface NetworkDescription extends Described {
  kind: 'network';
  recipe: NetworkRecipe;
  /** Rows, columns, channels the counts below hold for. */
  input: [number, number, number];
  classes: number;
  trainableParameters: number;
  totalParameters: number;
  /** Multiply-accumulates for one window. */
  macs: number;
  /** Values that the outputs of all layers hold for one window. */
  activations: number;
  layers: LayerDescription[];
  /** How many leading layers, the trunk, are shared between overlapping windows by dense execution. */
  trunkLayers: number;
  /** What the other layers, the head, see of one window. */
  headInput: number[];
  /** Multiply-accumulates of the head for one window. */
  headMacs: number;
  /** Multiply-accumulates a pixel when every pixel of a scene is labelled, trunk shared. */
  denseMacs: number;
}

export interface LayerDescription {
  name: string;
  kind: string;
  outputShape: number[];
  /** Of the layer and all its parts, as are the counts below. */
  parameters: number;
  /** Without running statistics and other fixed weights, as papers count. */
  trainableParameters: number;
  macs: number;
  activations: number;
  /** The layers that it is built of, where it is. */
  parts?: LayerDescription[];
}

/** Defaults of the training settings, each with the sentence it comes from. */
interface Recipe {
  patch: number;
  components: number;
  /** The paper's own words, or the reason where the value is ours. */
  source: string;
}

/** Of a method that looks at one pixel and learns without steps: its window is the pixel. */
export interface ClassicalRecipe extends Recipe {
  scaling: ScalingKind;
  reduction: Reduction;
}

export interface NetworkRecipe extends Recipe {
  epochs: number;
  learningRate: number;
  batch: number;
  optimizer: string;
  /** What the form for small windows changes about the published network and why, one sentence each. */
  changes?: string[];
}
