import type { Tensor } from '@tensorflow/tfjs-core';
import type { WeightSpec } from './initializers';
import { sizeOf, type Shape } from './shape';

export { sizeOf, type Shape, type WeightSpec };

/** What a layer may need to know beyond its input. */
export interface ApplyContext {
  training: boolean;
  /** Uniform numbers in [0, 1) for dropout, the same for the same seed. */
  random: () => number;
  /** In place of every dropout layer's own rate. */
  dropoutRate?: number;
  /** Share of a running statistic's old value that a step keeps, where not the layer's own. */
  momentum?: number;
  /**
   * While training: how far batch normalisation may correct towards the running statistics. Left out where the samples
   * of a step pass through together or in parts that chance has made, which need no correction.
   */
  renormalization?: Renormalization;
  /** While training: logits (batch, classes) beside the network's own whose loss counts `weight` times. */
  auxiliary?: (logits: Tensor, weight: number) => void;
  /** A layer hands over the new value of one of its non-trainable weights, by position among its own weights. */
  update: (layer: string, position: number, value: Tensor) => void;
}

/** Most factor and most shift of batch renormalisation (Ioffe 2017, arXiv:1702.03275); Infinity for no limit. */
export interface Renormalization {
  factor: number;
  shift: number;
}

/** A layer within another one, with the input that it gets there. */
export interface LayerPart {
  layer: Layer;
  input: Shape;
}

/** A layer of Keras, as its saved models describe it. */
export interface KerasLayer {
  name: string;
  className: string;
  config: Readonly<Record<string, unknown>>;
  /** What Keras calls its weights, in the order of our layer's; none where left out. */
  weights?: readonly string[];
}

/**
 * One row of a paper's table. `apply` works on (batch, ...shape) and, where `reach` is a number, on any larger
 * picture as well: then every output pixel depends on a (reach + 1) x (reach + 1) neighbourhood of input pixels
 * and on nothing else, which is what lets dense execution share it between overlapping windows.
 */
export interface Layer {
  readonly name: string;
  readonly kind: string;
  /** Rows (and columns) by which the output is smaller; `undefined` for layers that need the whole window. */
  readonly reach?: number;
  outputShape(input: Shape): Shape;
  /** Those of layers within layers are named by their path, such as `body/conv-1/kernel`. */
  weights(input: Shape): WeightSpec[];
  /** Multiply-accumulates of one sample; element-wise work is not counted, as the papers do. */
  macs(input: Shape): number;
  /** Values that one sample leaves behind where those are not the output's alone. */
  activations?(input: Shape): number;
  /** The layers that this one is built of, in the order of their weights. */
  parts?(input: Shape): LayerPart[];
  /**
   * For a layer that begins with a matrix product of its input and its first weight: what it makes of the products, so
   * that these can be had in a cheaper way.
   */
  afterProducts?(products: Tensor, weights: readonly Tensor[]): Tensor;
  /** The layers of Keras that predict the same one after the other; undefined, or left out, where there are none. */
  keras?(input: Shape): KerasLayer[] | undefined;
  apply(x: Tensor, weights: readonly Tensor[], context: ApplyContext): Tensor;
}

export const noWeights = (): WeightSpec[] => [];
export const noMacs = (): number => 0;
/** For layers that only look at their input in another way. */
export const noActivations = (): number => 0;

/** Values that a layer's outputs hold for one sample, those of its parts included. */
export function activationsOf(layer: Layer, input: Shape): number {
  return layer.activations?.(input) ?? sizeOf(layer.outputShape(input));
}

/**
 * The output's shape.
 * @throws RangeError where nothing would be left of the input
 */
export function checkedOutputShape(layer: Layer, input: Shape): Shape {
  const output = layer.outputShape(input);
  if (output.every((size) => size >= 1)) return output;
  throw new RangeError(`${layer.name} would have nothing left of an input of ${input.join(' x ')}`);
}
