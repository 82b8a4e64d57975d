/**
 * Fourier transforms of short lengths as real matrices: complex numbers are pairs of rows, and a product with one of
 * these matrices is a pass that the library does at full speed, for any length.
 */
import * as tf from '@tensorflow/tfjs-core';
import type { Tensor2D } from '@tensorflow/tfjs-core';

/** Frequencies along the first axis of a real picture: the others mirror them. */
export const halfOf = (size: number): number => Math.floor(size / 2) + 1;

/** Fills a matrix from the cosine and the sine of 2 pi frequency position / size. */
function waves(
  size: number,
  [rows, columns]: readonly [number, number],
  place: (put: (row: number, column: number, value: number) => void, wave: Wave) => void,
): Tensor2D {
  const values = new Float32Array(rows * columns);
  place(
    (row, column, value) => (values[row * columns + column] = value),
    (frequency, position) => {
      const angle = (2 * Math.PI * ((frequency * position) % size)) / size;
      return [Math.cos(angle), Math.sin(angle)];
    },
  );
  return tf.tensor2d(values, [rows, columns]);
}

type Wave = (frequency: number, position: number) => [cos: number, sin: number];

/** (count) real values to (frequency, re | im), half of the frequencies. */
export function rowsForward(size: number, count: number): Tensor2D {
  const half = halfOf(size);
  return waves(size, [2 * half, count], (put, wave) => {
    for (let m = 0; m < half; m++)
      for (let i = 0; i < count; i++) {
        const [cos, sin] = wave(m, i);
        put(2 * m, i, cos);
        put(2 * m + 1, i, -sin);
      }
  });
}

/** (re | im, count) to (frequency, re | im), all frequencies. */
export function kernelColumnsForward(size: number, count: number): Tensor2D {
  return waves(size, [2 * size, 2 * count], (put, wave) => {
    for (let n = 0; n < size; n++)
      for (let j = 0; j < count; j++) {
        const [cos, sin] = wave(n, j);
        put(2 * n, j, cos);
        put(2 * n, count + j, sin);
        put(2 * n + 1, j, -sin);
        put(2 * n + 1, count + j, cos);
      }
  });
}

/**
 * (re | im, size) to (frequency, 4): re, im, im, -re. The first two times (re | im) of a kernel are the real part of the
 * product with the kernel's conjugate, the last two its imaginary part.
 */
export function pictureColumnsForward(size: number): Tensor2D {
  return waves(size, [4 * size, 2 * size], (put, wave) => {
    for (let n = 0; n < size; n++)
      for (let j = 0; j < size; j++) {
        const [cos, sin] = wave(n, j);
        const re = [cos, sin];
        const im = [-sin, cos];
        const minusRe = [-cos, -sin];
        [re, im, im, minusRe].forEach(([ofRe, ofIm], part) => {
          put(4 * n + part, j, ofRe);
          put(4 * n + part, size + j, ofIm);
        });
      }
  });
}

/** (frequency, re | im) to (re | im, count): the first `count` positions. */
export function columnsBack(size: number, count: number): Tensor2D {
  return waves(size, [2 * count, 2 * size], (put, wave) => {
    for (let n = 0; n < size; n++)
      for (let column = 0; column < count; column++) {
        const [cos, sin] = wave(n, column);
        put(column, 2 * n, cos / size);
        put(column, 2 * n + 1, -sin / size);
        put(count + column, 2 * n, sin / size);
        put(count + column, 2 * n + 1, cos / size);
      }
  });
}

/** (frequency, re | im), half of the frequencies, to (count) real values. */
export function rowsBack(size: number, count: number): Tensor2D {
  const half = halfOf(size);
  return waves(size, [count, 2 * half], (put, wave) => {
    for (let m = 0; m < half; m++) {
      const mirrored = m > 0 && 2 * m < size;
      const weight = (mirrored ? 2 : 1) / size;
      for (let row = 0; row < count; row++) {
        const [cos, sin] = wave(m, row);
        put(row, 2 * m, weight * cos);
        put(row, 2 * m + 1, -weight * sin);
      }
    }
  });
}
