import * as tf from '@tensorflow/tfjs-core';
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { Initializer } from '../initializers';
import { noMacs, type Layer } from '../layer';
import { addBias } from '../native-ops';

/** Layers that only LeNet-5 has: LeCun, Bottou, Bengio, Haffner 1998, section II.B. */

/**
 * Trainable subsampling: the sum of every side x side pool, times a coefficient and plus a bias of its channel. Rows
 * and columns that make no whole pool are left out.
 */
export function subsampling(name: string, side: number, initializer: Initializer): Layer {
  return {
    name,
    kind: 'Subsampling',
    outputShape: ([rows, columns, channels]) => [
      Math.floor(rows / side),
      Math.floor(columns / side),
      channels,
    ],
    weights: ([, , channels]) => {
      const fans = { fanIn: side * side, fanOut: 1 };
      return [
        { name: 'coefficient', shape: [channels], initializer, fans, trainable: true },
        { name: 'bias', shape: [channels], initializer: 'zeros', trainable: true },
      ];
    },
    macs: noMacs,
    apply: (x, [coefficient, bias]) => {
      const sums = tf.mul(tf.avgPool(x as Tensor4D, side, side, 'valid'), side * side);
      return addBias(tf.mul(sums, coefficient), bias);
    },
  };
}

/**
 * Convolution in which each filter sees only the maps that a table names (the paper's table I for C3); stride 1, no
 * padding. Its weights are the kernels that exist, one (map, filter) pair after the other, filter by filter.
 * @param table for each filter the maps that it sees, from 0
 */
export function tableConv2d(
  name: string,
  table: readonly (readonly number[])[],
  kernel: number,
  initializer: Initializer,
): Layer {
  const filters = table.length;
  const pairs = table.reduce((sum, maps) => sum + maps.length, 0);
  const area = kernel * kernel;
  return {
    name,
    kind: 'Conv2D by table',
    reach: kernel - 1,
    outputShape: ([rows, columns]) => [rows - kernel + 1, columns - kernel + 1, filters],
    weights: () => {
      const fans = { fanIn: table.flatMap((maps) => maps.map(() => area * maps.length)), fanOut: area };
      return [
        { name: 'kernel', shape: [area, pairs], initializer, fans, trainable: true },
        { name: 'bias', shape: [filters], initializer: 'zeros', trainable: true },
      ];
    },
    macs: ([rows, columns]) => (rows - kernel + 1) * (columns - kernel + 1) * area * pairs,
    apply: (x, [kernels, bias]) => {
      const channels = x.shape[3] as number;
      const withNone = tf.concat([kernels, tf.zeros([area, 1])], 1);
      const whole = tf.gather(withNone, positions(table, channels, pairs), 1);
      const weights = tf.reshape(whole, [kernel, kernel, channels, filters]) as Tensor4D;
      return addBias(tf.conv2d(x as Tensor4D, weights, 1, 'valid'), bias);
    },
  };
}

/** For every (map, filter) the position of its kernel, or of the kernel of zeros behind the last. */
function positions(table: readonly (readonly number[])[], channels: number, none: number): tf.Tensor1D {
  const at = new Int32Array(channels * table.length).fill(none);
  let next = 0;
  table.forEach((maps, filter) => maps.forEach((map) => (at[map * table.length + filter] = next++)));
  return tf.tensor1d(at, 'int32');
}

/**
 * Minus the squared distance of the features to a fixed code of +1 and -1 for every class (the paper's radial basis
 * functions): with cross-entropy over them, its criterion (equation 9) without the constant for rubbish.
 */
export function radialBasis(name: string, classes: number): Layer {
  return {
    name,
    kind: 'RadialBasis',
    outputShape: () => [classes],
    weights: ([features]) => [
      { name: 'codes', shape: [features, classes], initializer: 'signs', trainable: false },
    ],
    macs: ([features]) => features * classes,
    apply: (x, [codes]) => {
      const distances = tf.sub(tf.expandDims(x, 2), tf.expandDims(codes, 0));
      return tf.neg(tf.sum(tf.square(distances), 1));
    },
  };
}
