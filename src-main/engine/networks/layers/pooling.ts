import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import { noMacs, noWeights, type Layer, type Shape } from '../layer';
import { fieldOutput, fieldReach, libraryPadding, type Field, type Padding } from './field';
import { surround } from './surround';

interface PoolingOptions {
  /** The side of the pool where left out: pools beside each other. */
  stride?: number;
  padding?: Padding;
  /** The last, incomplete pool counts as well. */
  ceil?: boolean;
}

function pooling(
  name: string,
  kind: string,
  side: number,
  { stride = side, padding = 'valid', ceil }: PoolingOptions,
  keras: { className: string; paddings: readonly ReturnType<typeof libraryPadding>[] },
  pool: (x: Tensor4D, field: Field) => Tensor4D,
): Layer {
  const field: Field = { kernel: [side, side], stride, padding, ceil };
  return {
    name,
    kind,
    reach: fieldReach(field),
    outputShape: ([rows, columns, channels]: Shape) => [...fieldOutput(rows, columns, field), channels],
    weights: noWeights,
    macs: noMacs,
    keras: ([rows, columns]) => {
      const padding = libraryPadding(rows, columns, field);
      if (!padding || !keras.paddings.includes(padding)) return undefined;
      const config = { pool_size: [side, side], strides: [stride, stride], padding };
      return [{ name, className: keras.className, config }];
    },
    apply: (x) => pool(x as Tensor4D, field),
  };
}

/** The largest value of every side x side pool; padding never wins. Overlapping where the stride is smaller. */
export function maxPool(name: string, side: number, options: PoolingOptions = {}): Layer {
  const keras = { className: 'MaxPooling2D', paddings: ['valid', 'same'] as const };
  return pooling(name, 'MaxPool', side, options, keras, (x, field) => {
    const padding = libraryPadding(x.shape[1], x.shape[2], field);
    if (padding) return tf.maxPool(x, side, field.stride, padding);
    return tf.maxPool(surround(x, field, -Infinity), side, field.stride, 'valid');
  });
}

/** The mean of every side x side pool; what lies outside the picture counts as zeros, as in Caffe and PyTorch. */
export function averagePool(name: string, side: number, options: PoolingOptions = {}): Layer {
  // Keras's means leave out what lies outside the picture.
  const keras = { className: 'AveragePooling2D', paddings: ['valid'] as const };
  return pooling(name, 'AveragePool', side, options, keras, (x, field) =>
    tf.avgPool(surround(x, field, 0), side, field.stride, 'valid'),
  );
}

/** (rows, columns, channels) to one mean a channel (Lin et al. 2014, arXiv:1312.4400). */
export function globalAveragePool(name = 'global-average'): Layer {
  return {
    name,
    kind: 'GlobalAveragePool',
    outputShape: (input) => [input[input.length - 1]],
    weights: noWeights,
    macs: noMacs,
    keras: ({ length }) =>
      length === 3 ? [{ name, className: 'GlobalAveragePooling2D', config: {} }] : undefined,
    apply: (x) => tf.mean(x, spatialAxes(x.rank)),
  };
}

const spatialAxes = (rank: number): number[] => Array.from({ length: rank - 2 }, (_, axis) => axis + 1);
