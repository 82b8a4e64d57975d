import type { Initializer } from '../initializers';
import type { Layer } from '../layer';
import { relu } from './activations';
import { conv2d } from './convolution';
import type { Padding } from './field';
import { batchNormalization } from './normalization';

interface NormalizedOptions {
  stride?: number;
  padding?: Padding;
  groups?: number;
  initializer?: Initializer;
  /** ReLU where left out; null for none. */
  activation?: Layer | null;
  epsilon?: number;
}

/** Convolution without bias, batch normalisation, activation: what most networks since 2015 are built of. */
export function normalizedConv2d(
  name: string,
  filters: number,
  kernel: number | readonly [rows: number, columns: number],
  { activation = relu(), epsilon = 1e-5, initializer = 'he-normal', ...options }: NormalizedOptions = {},
): Layer[] {
  return [
    conv2d(name, filters, kernel, { ...options, initializer, bias: false }),
    batchNormalization(`${name}-norm`, { epsilon }),
    ...(activation ? [activation] : []),
  ];
}
