import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Pieces, WindowSizes } from './pieces';
import {
  columnsBack,
  halfOf,
  kernelColumnsForward,
  pictureColumnsForward,
  rowsBack,
  rowsForward,
} from './transforms';

/** Floats of transformed kernels and products that are held at once. */
const FLOATS_AT_ONCE = 6e6;

/**
 * The flattened window of every pixel times a kernel, as (rows * columns, units): a correlation of the picture with
 * kernels as large as the window. It is done by overlap-save (Oppenheim and Schafer, Discrete-Time Signal Processing,
 * section 8.7.3): in the Fourier transform of pieces that overlap by the window, where it is one product a frequency.
 * Exact but for rounding.
 * @param features (rows + side - 1, columns + side - 1, channels)
 * @param kernel (side * side * channels, units)
 */
export function windowProducts(
  features: Tensor3D,
  kernel: Tensor2D,
  sizes: WindowSizes,
  pieces: Pieces,
): Tensor2D {
  const { units, channels } = sizes;
  const { size, down, across } = pieces;
  return tf.tidy(() => {
    const picture = pictureFrequencies(features, sizes, pieces);
    const perUnit = 2 * halfOf(size) * size * (channels + down * across);
    const chunks = Math.ceil((units * perUnit) / FLOATS_AT_ONCE);
    const transforms = kernelTransforms(sizes, pieces);
    const parts = Array.from({ length: chunks }, (_, chunk) => {
      const first = Math.round((chunk * units) / chunks);
      const count = Math.round(((chunk + 1) * units) / chunks) - first;
      return tf.tidy(() => {
        const some = tf.slice(kernel, [0, first], [-1, count]);
        const products = tf.matMul(picture, kernelFrequencies(some, sizes, pieces, transforms));
        return pixelsOf(products, sizes, pieces, transforms);
      });
    });
    return parts.length === 1 ? parts[0] : tf.concat(parts, 1);
  });
}

/** (half * size frequencies, 2 * pieces, 2 * channels): for every piece a row for real and one for imaginary parts. */
function pictureFrequencies(
  features: Tensor3D,
  { side, channels, rows, columns }: WindowSizes,
  { valid, size, down, across }: Pieces,
): Tensor3D {
  const half = halfOf(size);
  const width = across * valid + side - 1;
  const whole = tf.pad3d(features, [[0, down * valid - rows], [0, across * valid - columns], [0, 0]]); // prettier-ignore
  const forward = rowsForward(size, size);
  const columnsForward = tf.reshape(pictureColumnsForward(size), [1, 4 * size, 2 * size]);
  const pieces: Tensor[] = [];
  for (let i = 0; i < down; i++) {
    const strip = tf.reshape(tf.slice(whole, [i * valid, 0, 0], [size, -1, -1]), [size, width * channels]);
    const byRow = tf.reshape(tf.matMul(forward, strip as Tensor2D), [2 * half, width, channels]);
    for (let j = 0; j < across; j++) {
      const piece = tf.slice(byRow, [0, j * valid, 0], [-1, size, -1]);
      const both = tf.matMul(columnsForward, tf.reshape(piece, [half, 2 * size, channels]));
      pieces.push(tf.reshape(both, [half * size, 2, 2 * channels]));
    }
  }
  return tf.reshape(tf.stack(pieces, 2), [half * size, 2 * down * across, 2 * channels]);
}

interface KernelTransforms {
  rows: Tensor2D;
  columns: Tensor3D;
  columnsBack: Tensor3D;
  rowsBack: Tensor2D;
}

function kernelTransforms({ side }: WindowSizes, { size, valid }: Pieces): KernelTransforms {
  return {
    rows: rowsForward(size, side),
    columns: tf.reshape(kernelColumnsForward(size, side), [1, 2 * size, 2 * side]),
    columnsBack: tf.reshape(columnsBack(size, valid), [1, 2 * valid, 2 * size]),
    rowsBack: rowsBack(size, valid),
  };
}

/** (half * size frequencies, 2 * channels, units): real parts of all channels, then imaginary ones. */
function kernelFrequencies(
  kernel: Tensor2D,
  { side, channels }: WindowSizes,
  { size }: Pieces,
  { rows, columns }: KernelTransforms,
): Tensor3D {
  const half = halfOf(size);
  const units = kernel.shape[1];
  const byRow = tf.matMul(rows, tf.reshape(kernel, [side, side * channels * units]));
  const both = tf.matMul(columns, tf.reshape(byRow, [half, 2 * side, channels * units]));
  return tf.reshape(both, [half * size, 2 * channels, units]);
}

/** Back from the frequencies: (rows * columns, units). */
function pixelsOf(
  products: Tensor,
  { rows, columns }: WindowSizes,
  { valid, size, down, across }: Pieces,
  transforms: KernelTransforms,
): Tensor2D {
  const half = halfOf(size);
  const units = products.shape[2] as number;
  const pieces = down * across;
  const byRow = tf.matMul(transforms.columnsBack, tf.reshape(products, [half, 2 * size, pieces * units]));
  const values = tf.matMul(transforms.rowsBack, tf.reshape(byRow, [2 * half, valid * pieces * units]));
  const inPieces = tf.reshape(values, [valid, valid, down, across, units]);
  const picture = tf.reshape(tf.transpose(inPieces, [2, 0, 3, 1, 4]), [down * valid, across * valid, units]);
  return tf.reshape(tf.slice(picture, [0, 0, 0], [rows, columns, -1]), [rows * columns, units]);
}
