import * as tf from '@tensorflow/tfjs-core';
import { noMacs, noWeights, type Layer } from '../layer';

/**
 * A picture of `factor` times the rows and columns, each pixel the mean of the area that it covers in the old one:
 * the resolution multiplier of MobileNets (Howard et al. 2017, arXiv:1704.04861, section 3.4).
 */
export function resize(name: string, factor: number): Layer {
  const scaled = (size: number) => Math.round(size * factor);
  return {
    name,
    kind: 'Resize',
    reach: factor === 1 ? 0 : undefined,
    outputShape: ([rows, columns, channels]) => [scaled(rows), scaled(columns), channels],
    weights: noWeights,
    macs: noMacs,
    apply: (x) => {
      if (factor === 1) return x;
      const [batch, rows, columns, channels] = x.shape as number[];
      const down = tf.reshape(x, [batch, rows, columns * channels]);
      const rowMeans = tf.matMul(areaMeans(rows, scaled(rows)), down);
      const across = tf.reshape(rowMeans, [batch * scaled(rows), columns, channels]);
      const means = tf.matMul(areaMeans(columns, scaled(columns)), across);
      return tf.reshape(means, [batch, scaled(rows), scaled(columns), channels]);
    },
  };
}

/** (1, to, from): how much of every old pixel is in each new one. */
function areaMeans(from: number, to: number): tf.Tensor3D {
  const step = from / to;
  const shares = new Float32Array(to * from);
  for (let pixel = 0; pixel < to; pixel++) {
    const [begin, end] = [pixel * step, (pixel + 1) * step];
    for (let old = Math.floor(begin); old < Math.min(from, end); old++)
      shares[pixel * from + old] = (Math.min(end, old + 1) - Math.max(begin, old)) / step;
  }
  return tf.tensor3d(shares, [1, to, from]);
}
