import type { Tensor } from '@tensorflow/tfjs-core';

/** Shape of one sample, batch left out: (rows, columns, channels), (rows, columns, bands, channels) or (features). */
export type Shape = readonly number[];

export type Initializer = 'glorot-uniform' | 'zeros' | 'ones';

export interface WeightSpec {
  name: string;
  shape: number[];
  initializer: Initializer;
  /** False for running statistics: they follow the data, not the gradient. */
  trainable: boolean;
}

/** What a layer may need to know beyond its input. */
export interface ApplyContext {
  training: boolean;
  /** Uniform numbers in [0, 1) for dropout, the same for the same seed. */
  random: () => number;
  /** Share of a running statistic's old value that a step keeps, where not the layer's own. */
  momentum?: number;
  /** A layer hands over the new value of one of its non-trainable weights, by position among its own weights. */
  update: (layer: string, position: number, value: Tensor) => void;
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
  weights(input: Shape): WeightSpec[];
  /** Multiply-accumulates of one sample; element-wise work is not counted, as the papers do. */
  macs(input: Shape): number;
  apply(x: Tensor, weights: Tensor[], context: ApplyContext): Tensor;
}

export const noWeights = (): WeightSpec[] => [];
export const noMacs = (): number => 0;
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);
