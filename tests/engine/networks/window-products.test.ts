import { afterAll, describe, expect, it } from 'vitest';
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import { tf } from '../../support/tensorflow';
import { cheapestPieces, directMacs } from '../../../src-main/engine/networks/frequencies/pieces';
import { windowProducts } from '../../../src-main/engine/networks/frequencies/window-products';
import { gatherWindows } from '../../../src-main/engine/networks/forward';
import { cornersOf } from '../../../src-main/engine/networks/window-logits';

const normal = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);

describe.each([
  [1, 1, 1, 1, 1],
  [1, 9, 3, 2, 4],
  [7, 1, 2, 3, 5],
  [12, 13, 5, 4, 3],
  [31, 29, 9, 6, 40],
  [40, 33, 17, 8, 64],
])('%d x %d pixels, windows of %d with %d channels, %d units', (rows, columns, side, channels, units) => {
  const sizes = { rows, columns, side, channels, units };
  const width = columns + side - 1;

  it('are the products of every window, however the picture is cut', () => {
    const features = normal([rows + side - 1, width, channels], 3) as Tensor3D;
    const kernel = normal([side * side * channels, units], 4) as Tensor2D;
    const positions = Int32Array.from({ length: rows * columns }, (_, position) => position);
    const windows = tf.tidy(() =>
      gatherWindows(tf.expandDims(features, 0), cornersOf(positions, columns, width), side),
    );
    const direct = tf.tidy(() =>
      tf.matMul(tf.reshape(windows, [rows * columns, -1]), kernel).dataSync<'float32'>(),
    );
    const size = Math.sqrt(direct.reduce((sum, value) => sum + value * value, 0) / direct.length);
    const cheapest = cheapestPieces(sizes);
    for (const valid of new Set([cheapest.valid, 1, 4, Math.max(rows, columns)])) {
      const cut = {
        valid,
        size: valid + side - 1,
        down: Math.ceil(rows / valid),
        across: Math.ceil(columns / valid),
      };
      const products = windowProducts(features, kernel, sizes, { ...cheapest, ...cut });
      expect(products.shape).toEqual([rows * columns, units]);
      const values = products.dataSync<'float32'>();
      const difference = direct.reduce(
        (largest, value, index) => Math.max(largest, Math.abs(values[index] - value)),
        0,
      );
      expect(difference / size).toBeLessThan(2e-5);
      products.dispose();
    }
    tf.dispose([features, kernel, windows]);
  });
});

it('are cut so that HybridSN labels a scene with a fraction of the multiply-accumulates', () => {
  const sizes = { rows: 145, columns: 145, side: 17, channels: 64, units: 256 };
  expect(directMacs(sizes)).toBe(145 * 145 * 17 * 17 * 64 * 256);
  expect(cheapestPieces(sizes).macs).toBeLessThan(directMacs(sizes) / 20);
});

afterAll(() => expect(tf.memory().numTensors).toBe(0));
