/** What one option of a network is set to. */
export type OptionValue = string | number;
export type OptionValues = Readonly<Record<string, OptionValue>>;

/** What can be chosen about a network; the default is what its recipe is for. */
export type NetworkOption = { id: string; title: string; default: OptionValue } & (
  { choices: OptionValue[] } | { least: number; most: number }
);

/** A network as the window and the command line show it; every number is counted from the built layers. */
export interface NetworkDescription {
  id: string;
  title: string;
  paper: { authors: string; title: string; venue: string; year: number; link: string };
  /** What differs from the paper, one sentence each; empty for the network as published. */
  deviations: string[];
  recipe: NetworkRecipe;
  options: NetworkOption[];
  /** A value for each of `options`: those that the counts below hold for. */
  chosen: OptionValues;
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
  macs: number;
  activations: number;
  /** The layers that it is built of, where it is. */
  parts?: LayerDescription[];
}

/** Defaults of the training settings, each with the sentence it comes from. */
export interface NetworkRecipe {
  patch: number;
  components: number;
  epochs: number;
  learningRate: number;
  batch: number;
  optimizer: string;
  /** The paper's own words, or the reason where the value is ours. */
  source: string;
  /** What the form for small windows changes about the published network and why, one sentence each. */
  changes?: string[];
}
