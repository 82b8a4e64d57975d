import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/** One of the eight symmetries of the square: first transposed, then flipped. */
export interface Symmetry {
  transpose: boolean;
  flipRows: boolean;
  flipColumns: boolean;
}

export const IDENTITY: Symmetry = { transpose: false, flipRows: false, flipColumns: false };

const EITHER = [false, true];

/** All eight, the picture as it is first. */
export const SYMMETRIES: readonly Symmetry[] = EITHER.flatMap((transpose) =>
  EITHER.flatMap((flipRows) => EITHER.map((flipColumns) => ({ transpose, flipRows, flipColumns }))),
);

export function randomSymmetry(random: () => number): Symmetry {
  return { transpose: random() < 0.5, flipRows: random() < 0.5, flipColumns: random() < 0.5 };
}

/** A picture (1, rows, columns, channels) under a symmetry. */
export function transformPicture<T extends Tensor>(
  picture: T,
  { transpose, flipRows, flipColumns }: Symmetry,
): T {
  const turned = transpose ? tf.transpose(picture, [0, 2, 1, 3]) : picture;
  const axes = [...(flipRows ? [1] : []), ...(flipColumns ? [2] : [])];
  return axes.length ? tf.reverse(turned, axes) : turned;
}

/** Where a pixel (row * columns + column) of a rows x columns tile lies after the same symmetry. */
export function transformPosition(
  position: number,
  { rows, columns }: { rows: number; columns: number },
  { transpose, flipRows, flipColumns }: Symmetry,
): number {
  const row = Math.floor(position / columns);
  const column = position % columns;
  const [height, width] = transpose ? [columns, rows] : [rows, columns];
  const [down, across] = transpose ? [column, row] : [row, column];
  return (flipRows ? height - 1 - down : down) * width + (flipColumns ? width - 1 - across : across);
}
