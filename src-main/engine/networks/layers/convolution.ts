import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import type { Initializer } from '../initializers';
import type { KerasLayer, Layer, Shape, WeightSpec } from '../layer';
import { addBias } from '../native-ops';
import { fieldOutput, fieldReach, libraryPadding, type Field, type Padding } from './field';
import { surround } from './surround';

/** Rows, columns and bands that a 3-D kernel spans. */
type Kernel3d = readonly [rows: number, columns: number, bands: number];

interface KernelOptions {
  /** Left out where a batch normalisation follows: its offset does the same. */
  bias?: boolean;
  initializer?: Initializer;
  biasInitializer?: Initializer;
}

interface ConvolutionOptions extends KernelOptions {
  /** 1 where left out. */
  stride?: number;
  /** `valid` where left out. */
  padding?: Padding;
}

interface Conv2dOptions extends ConvolutionOptions {
  /** Each of so many equal parts of the filters sees only its part of the channels (Krizhevsky et al. 2012). */
  groups?: number;
}

function weightsOf(
  shape: number[],
  outputs: number,
  { bias = true, initializer = 'glorot-uniform', biasInitializer = 'zeros' }: KernelOptions,
  fans?: WeightSpec['fans'],
): WeightSpec[] {
  const kernel: WeightSpec = { name: 'kernel', shape, initializer, fans, trainable: true };
  return bias
    ? [kernel, { name: 'bias', shape: [outputs], initializer: biasInitializer, trainable: true }]
    : [kernel];
}

/** How Keras describes a convolution whose first weight it calls `kernel`. */
const kerasConvolution = (
  layer: Pick<KerasLayer, 'name' | 'className' | 'config'>,
  kernel: string,
  { bias = true }: KernelOptions,
): KerasLayer => ({
  ...layer,
  config: { ...layer.config, use_bias: bias },
  weights: bias ? [kernel, 'bias'] : [kernel],
});

/** The same in two dimensions; undefined where Keras has no padding like that of the field for such a picture. */
function kerasConvolution2d(
  [rows, columns]: Shape,
  layer: Pick<KerasLayer, 'name' | 'className' | 'config'>,
  kernel: string,
  field: Field,
  options: KernelOptions,
): KerasLayer[] | undefined {
  const padding = libraryPadding(rows, columns, field);
  if (!padding) return undefined;
  const { stride } = field;
  const config = { ...layer.config, kernel_size: field.kernel, strides: [stride, stride], padding };
  return [kerasConvolution({ ...layer, config }, kernel, options)];
}

/** 3-D convolution over rows, columns and bands; stride 1, no padding. */
export function conv3d(name: string, filters: number, kernel: Kernel3d, options: KernelOptions = {}): Layer {
  const [kernelRows, kernelColumns, kernelBands] = kernel;
  const outputShape = ([rows, columns, bands]: Shape) => [
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
    weights: ([, , , channels]) => weightsOf([...kernel, channels, filters], filters, options),
    macs: (input) => {
      const [rows, columns, bands] = outputShape(input);
      return rows * columns * bands * filters * kernelRows * kernelColumns * kernelBands * input[3];
    },
    keras: () => {
      const config = { filters, kernel_size: kernel, padding: 'valid' };
      return [kerasConvolution({ name, className: 'Conv3D', config }, 'kernel', options)];
    },
    apply: (x, [weights, bias]) => {
      const features = tf.conv3d(x as tf.Tensor5D, weights as tf.Tensor5D, 1, 'valid');
      return bias ? addBias(features, bias) : features;
    },
  };
}

const pairOf = (kernel: number | readonly [number, number]): readonly [number, number] =>
  typeof kernel === 'number' ? [kernel, kernel] : kernel;

function fieldOf(
  kernel: readonly [number, number],
  { stride = 1, padding = 'valid' }: ConvolutionOptions,
): Field {
  return { kernel, stride, padding };
}

/**
 * 2-D convolution; a kernel of one number is square.
 * @throws RangeError from its shapes where the groups do not divide channels and filters
 */
export function conv2d(
  name: string,
  filters: number,
  kernel: number | readonly [rows: number, columns: number],
  options: Conv2dOptions = {},
): Layer {
  const { groups = 1 } = options;
  const field = fieldOf(pairOf(kernel), options);
  const area = field.kernel[0] * field.kernel[1];
  const share = (channels: number) => {
    if (channels % groups === 0 && filters % groups === 0) return channels / groups;
    throw new RangeError(
      `${name} cannot divide ${channels} channels and ${filters} filters into ${groups} groups`,
    );
  };
  const outputShape = ([rows, columns]: Shape) => [...fieldOutput(rows, columns, field), filters];
  return {
    name,
    kind: groups === 1 ? 'Conv2D' : `Conv2D, ${groups} groups`,
    reach: fieldReach(field),
    outputShape,
    weights: ([, , channels]) => {
      const fans = { fanIn: area * share(channels), fanOut: (area * filters) / groups };
      return weightsOf([...field.kernel, share(channels), filters], filters, options, fans);
    },
    macs: (input) => {
      const [rows, columns] = outputShape(input);
      return rows * columns * filters * area * share(input[2]);
    },
    keras: (input) => {
      const layer = { name, className: 'Conv2D', config: { filters } };
      return groups === 1 ? kerasConvolution2d(input, layer, 'kernel', field, options) : undefined;
    },
    apply: (x, [weights, bias]) => {
      const features = convolve(x as Tensor4D, weights as Tensor4D, field, groups);
      return bias ? addBias(features, bias) : features;
    },
  };
}

/** The library has no gradient for groups: pixel by pixel all are one batch of products, else each is a convolution. */
function convolve(x: Tensor4D, kernel: Tensor4D, field: Field, groups: number): Tensor {
  if (groups > 1 && isPointwise(field)) return groupedProducts(x, kernel, groups);
  const { picture, padding } = padded(x, field);
  if (groups === 1) return tf.conv2d(picture, kernel, field.stride, padding);
  const pictures = tf.split(picture, groups, 3) as Tensor4D[];
  const kernels = tf.split(kernel, groups, 3) as Tensor4D[];
  return tf.concat(
    pictures.map((part, group) => tf.conv2d(part, kernels[group], field.stride, padding)),
    3,
  );
}

const isPointwise = ({ kernel, stride, padding }: Field): boolean =>
  kernel[0] === 1 && kernel[1] === 1 && stride === 1 && (typeof padding === 'string' || padding === 0);

/** (pixels, channels) by groups as a batch of matrices: 1.3 to 2 times as fast as to split, convolve and join. */
function groupedProducts(x: Tensor4D, kernel: Tensor4D, groups: number): Tensor {
  const [batch, rows, columns, channels] = x.shape;
  const filters = kernel.shape[3];
  const byGroup = (values: Tensor, height: number, width: number) =>
    tf.transpose(tf.reshape(values, [height, groups, width / groups]), [1, 0, 2]);
  const pixels = byGroup(x, batch * rows * columns, channels);
  const products = tf.matMul(pixels, byGroup(kernel, channels / groups, filters));
  return tf.reshape(tf.transpose(products, [1, 0, 2]), [batch, rows, columns, filters]);
}

/** Gradients know only the library's two ways of padding; any other is put around the picture first. */
function padded(x: Tensor4D, field: Field): { picture: Tensor4D; padding: 'valid' | 'same' } {
  const [, rows, columns] = x.shape;
  const padding = libraryPadding(rows, columns, field);
  if (padding) return { picture: x, padding };
  return { picture: surround(x, field, 0), padding: 'valid' };
}

/** Each channel convolved with a kernel of its own: the first half of a depthwise separable convolution. */
export function depthwiseConv2d(name: string, kernel: number, options: ConvolutionOptions = {}): Layer {
  const field = fieldOf(pairOf(kernel), options);
  const outputShape = ([rows, columns, channels]: Shape) => [...fieldOutput(rows, columns, field), channels];
  return {
    name,
    kind: 'DepthwiseConv2D',
    reach: fieldReach(field),
    outputShape,
    weights: ([, , channels]) => {
      const fans = { fanIn: kernel * kernel, fanOut: kernel * kernel };
      return weightsOf([kernel, kernel, channels, 1], channels, options, fans);
    },
    macs: (input) => {
      const [rows, columns, channels] = outputShape(input);
      return rows * columns * channels * kernel * kernel;
    },
    keras: (input) => {
      const layer = { name, className: 'DepthwiseConv2D', config: { depth_multiplier: 1 } };
      return kerasConvolution2d(input, layer, 'depthwise_kernel', field, options);
    },
    apply: (x, [weights, bias]) => {
      const { picture, padding } = padded(x as Tensor4D, field);
      const features = tf.depthwiseConv2d(picture, weights as Tensor4D, field.stride, padding);
      return bias ? addBias(features, bias) : features;
    },
  };
}
