import * as tf from '@tensorflow/tfjs-core';
import { addBias } from '../native-ops';
import type { Layer, WeightSpec } from '../layer';

/** Rows, columns and bands that a 3-D kernel spans. */
type Kernel3d = readonly [rows: number, columns: number, bands: number];

interface ConvolutionOptions {
  /** Left out where a batch normalisation follows: its offset does the same. */
  bias?: boolean;
}

const biasSpec = (filters: number, { bias = true }: ConvolutionOptions): WeightSpec[] =>
  bias ? [{ name: 'bias', shape: [filters], initializer: 'zeros', trainable: true }] : [];

/** 3-D convolution over rows, columns and bands; stride 1, no padding. */
export function conv3d(
  name: string,
  filters: number,
  kernel: Kernel3d,
  options: ConvolutionOptions = {},
): Layer {
  const [kernelRows, kernelColumns, kernelBands] = kernel;
  const outputShape = ([rows, columns, bands]: readonly number[]) => [
    rows - kernelRows + 1,
    columns - kernelColumns + 1,
    bands - kernelBands + 1,
    filters,
  ];
  return {
    name,
    kind: 'Conv3D',
    reach: kernelRows === kernelColumns ? kernelRows - 1 : undefined,
    outputShape,
    weights: ([, , , channels]) => [
      {
        name: 'kernel',
        shape: [...kernel, channels, filters],
        initializer: 'glorot-uniform',
        trainable: true,
      },
      ...biasSpec(filters, options),
    ],
    macs: (input) => {
      const [rows, columns, bands] = outputShape(input);
      return rows * columns * bands * filters * kernelRows * kernelColumns * kernelBands * input[3];
    },
    apply: (x, [weights, bias]) => {
      const features = tf.conv3d(x as tf.Tensor5D, weights as tf.Tensor5D, 1, 'valid');
      return bias ? addBias(features, bias) : features;
    },
  };
}

/** 2-D convolution; stride 1, no padding. */
export function conv2d(
  name: string,
  filters: number,
  kernel: number,
  options: ConvolutionOptions = {},
): Layer {
  const outputShape = ([rows, columns]: readonly number[]) => [
    rows - kernel + 1,
    columns - kernel + 1,
    filters,
  ];
  return {
    name,
    kind: 'Conv2D',
    reach: kernel - 1,
    outputShape,
    weights: ([, , channels]) => [
      {
        name: 'kernel',
        shape: [kernel, kernel, channels, filters],
        initializer: 'glorot-uniform',
        trainable: true,
      },
      ...biasSpec(filters, options),
    ],
    macs: (input) => {
      const [rows, columns] = outputShape(input);
      return rows * columns * filters * kernel * kernel * input[2];
    },
    apply: (x, [weights, bias]) => {
      const features = tf.conv2d(x as tf.Tensor4D, weights as tf.Tensor4D, 1, 'valid');
      return bias ? addBias(features, bias) : features;
    },
  };
}
