import type { Initializer } from '../initializers';
import type { Layer } from '../layer';
import { relu } from './activations';
import { conv2d, depthwiseConv2d } from './convolution';
import type { Padding } from './field';
import { batchNormalization, type BatchNormalizationOptions } from './normalization';

export interface NormalizedOptions extends Pick<BatchNormalizationOptions, 'epsilon' | 'scale'> {
  stride?: number;
  padding?: Padding;
  initializer?: Initializer;
  /** ReLU where left out; null for none. */
  activation?: Layer | null;
}

/** Convolution without bias, batch normalisation, activation: what most networks since 2015 are built of. */
export function normalizedConv2d(
  name: string,
  filters: number,
  kernel: number | readonly [rows: number, columns: number],
  { initializer = 'he-normal', ...options }: NormalizedOptions & { groups?: number } = {},
): Layer[] {
  const { stride, padding, groups } = options;
  const convolution = conv2d(name, filters, kernel, { stride, padding, groups, initializer, bias: false });
  return [convolution, ...afterwards(name, options)];
}

/** The same with a kernel for each channel by itself. */
export function normalizedDepthwiseConv2d(
  name: string,
  kernel: number,
  { initializer = 'he-normal', ...options }: NormalizedOptions = {},
): Layer[] {
  const { stride, padding } = options;
  const convolution = depthwiseConv2d(name, kernel, { stride, padding, initializer, bias: false });
  return [convolution, ...afterwards(name, options)];
}

function afterwards(
  name: string,
  { activation = relu(), epsilon = 1e-5, scale }: NormalizedOptions,
): Layer[] {
  return [batchNormalization(`${name}-norm`, { epsilon, scale }), ...(activation ? [activation] : [])];
}
