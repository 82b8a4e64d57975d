/** A network as the window and the command line show it; every number is counted from the built layers. */
export interface NetworkDescription {
  id: string;
  title: string;
  paper: { authors: string; title: string; venue: string; year: number; link: string };
  /** What differs from the paper, one sentence each; empty for the network as published. */
  deviations: string[];
  recipe: NetworkRecipe;
  /** Rows, columns, channels the counts below hold for. */
  input: [number, number, number];
  classes: number;
  trainableParameters: number;
  totalParameters: number;
  /** Multiply-accumulates for one window. */
  macs: number;
  layers: LayerDescription[];
  /** How many leading layers are shared between overlapping windows by dense execution. */
  trunkLayers: number;
  /** Multiply-accumulates a pixel when every pixel of a scene is labelled, trunk shared. */
  denseMacs: number;
}

export interface LayerDescription {
  name: string;
  kind: string;
  outputShape: number[];
  parameters: number;
  macs: number;
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
}
