import { expect, it } from 'vitest';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { tf } from '../../support/tensorflow';
import { addBias, normalizeBatch, relu, relu6 } from '../../../src-main/engine/networks/native-ops';
import { dropout } from '../../../src-main/engine/networks/layers/pointwise';
import { batchNormalization } from '../../../src-main/engine/networks/layers/normalization';
import { PREDICTION } from '../../../src-main/engine/networks/forward';

function expectClose(actual: Tensor, expected: Tensor, tolerance = 1e-5): void {
  expect(actual.shape).toEqual(expected.shape);
  const difference = tf.max(tf.abs(tf.sub(actual, expected))).dataSync()[0];
  expect(difference).toBeLessThan(tolerance);
}

/** Values and gradients of the library's kernel beside those that tfjs composes from elementary operations. */
function compare(
  ours: (...inputs: Tensor[]) => Tensor,
  composed: (...inputs: Tensor[]) => Tensor,
  inputs: Tensor[],
): void {
  tf.tidy(() => {
    const dy = tf.randomNormal(ours(...inputs).shape, 0, 1, 'float32', 9);
    const run = (f: typeof ours) =>
      tf.valueAndGrads((...xs: Tensor[]) => tf.sum(tf.mul(f(...xs), dy)))(inputs);
    const a = run(ours);
    const b = run(composed);
    expectClose(a.value, b.value, 1e-3);
    a.grads.forEach((gradient, index) => expectClose(gradient, b.grads[index], 1e-4));
  });
}

it('adds a bias with the gradient of a sum', () => {
  const inputs = [
    tf.randomNormal([2, 3, 4, 5, 6], 0, 1, 'float32', 1),
    tf.randomNormal([6], 0, 1, 'float32', 2),
  ];
  compare(
    (x, b) => addBias(x, b),
    (x, b) => tf.add(x, b),
    inputs,
  );
});

it.each([
  ['rectifies', relu, tf.relu],
  ['rectifies up to six', relu6, tf.relu6],
])('%s with a gradient of one or nothing', (_, ours, composed) => {
  compare(
    (x) => ours(x),
    (x) => composed(x),
    [tf.randomNormal([3, 4, 5, 6], 0, 5, 'float32', 3)],
  );
});

it('normalises a batch by its own mean and variance, gradients included', () => {
  const epsilon = 1e-3;
  const inputs = [
    tf.randomNormal([1, 1, 60, 7], 3, 2, 'float32', 4),
    tf.randomNormal([7], 1, 0.3, 'float32', 5),
    tf.randomNormal([7], 0, 1, 'float32', 6),
  ];
  compare(
    (x, scale, offset) => normalizeBatch(x as Tensor4D, scale, offset, epsilon).value,
    (x, scale, offset) => {
      const { mean, variance } = tf.moments(x, [0, 1, 2]);
      return tf.add(tf.mul(tf.div(tf.sub(x, mean), tf.sqrt(tf.add(variance, epsilon))), scale), offset);
    },
    inputs,
  );
});

it('hands over running statistics and predicts with them', () => {
  const layer = batchNormalization('norm', { momentum: 0.75 });
  const weights = layer
    .weights([4, 4, 2])
    .map(({ shape, initializer }) => (initializer === 'ones' ? tf.ones(shape) : tf.zeros(shape)));
  const x = tf.tensor4d([1, 10, 3, 30], [1, 1, 2, 2]);
  const updates = new Map<number, Tensor>();
  layer.apply(x, weights, {
    training: true,
    random: () => 0,
    update: (name, position, value) => {
      expect(name).toBe('norm');
      updates.set(position, value);
    },
  });
  expect([...(updates.get(2) as Tensor).dataSync()]).toEqual([0.25 * 2, 0.25 * 20]);
  // Unbiased variances are 2 and 200.
  expect([...(updates.get(3) as Tensor).dataSync()]).toEqual([0.75 + 0.25 * 2, 0.75 + 0.25 * 200]);
  const predicted = layer.apply(
    x,
    [weights[0], weights[1], tf.tensor1d([2, 20]), tf.tensor1d([4, 4])],
    PREDICTION,
  );
  expectClose(predicted, tf.tensor4d([-0.49994, -4.99938, 0.49994, 4.99938], [1, 1, 2, 2]), 1e-3);
});

it('normalises a part by the running statistics where it is told to, within limits, as constants', () => {
  const layer = batchNormalization('norm', { epsilon: 0.01 });
  const x = tf.add(
    tf.mul(tf.randomNormal([1, 9, 8, 3], 0, 1, 'float32', 3), [1, 4, 0.2]),
    [0, 5, -30],
  ) as Tensor4D;
  const [scale, offset] = [tf.tensor1d([1, 2, 0.5]), tf.tensor1d([0, -1, 3])];
  const running = [tf.tensor1d([0.5, 4, -29]), tf.tensor1d([2, 9, 0.5])];
  const training = (renormalization?: { factor: number; shift: number }) => ({
    ...{ training: true, random: () => 0, renormalization },
    update: (_: string, __: number, value: Tensor) => value.dispose(),
  });
  const normalise =
    (renormalization?: { factor: number; shift: number }) =>
    (...[input, gamma, beta]: Tensor[]) =>
      layer.apply(input, [gamma, beta, ...running], training(renormalization));
  const unlimited = { factor: Infinity, shift: Infinity };
  expectClose(
    normalise(unlimited)(x, scale, offset),
    layer.apply(x, [scale, offset, ...running], PREDICTION),
    1e-3,
  );
  expectClose(normalise({ factor: 1, shift: 0 })(x, scale, offset), normalise()(x, scale, offset));
  // The third channel's deviation is less than a third of the running one, and its mean more than one below.
  const [, , factor] = tf.moments(x, [0, 1, 2]).variance.dataSync();
  expect(Math.sqrt((factor + 0.01) / 0.51)).toBeLessThan(1 / 2);
  const r = tf.tensor1d(
    [0, 1, 2].map((channel) => {
      const own = tf.moments(x, [0, 1, 2]).variance.dataSync()[channel] + 0.01;
      return Math.min(2, Math.max(1 / 2, Math.sqrt(own / (running[1].dataSync()[channel] + 0.01))));
    }),
  );
  const d = tf.tensor1d(
    [0, 1, 2].map((channel) => {
      const off = tf.moments(x, [0, 1, 2]).mean.dataSync()[channel] - running[0].dataSync()[channel];
      return Math.min(1, Math.max(-1, off / Math.sqrt(running[1].dataSync()[channel] + 0.01)));
    }),
  );
  compare(
    normalise({ factor: 2, shift: 1 }),
    (input, gamma, beta) => {
      const { mean, variance } = tf.moments(input, [0, 1, 2]);
      const own = tf.div(tf.sub(input, mean), tf.sqrt(tf.add(variance, 0.01)));
      return tf.add(tf.mul(tf.add(tf.mul(own, r), d), gamma), beta);
    },
    [x, scale, offset],
  );
});

it('drops the rated share while training, keeps the mean, and does nothing in prediction', () => {
  const layer = dropout('dropout', 0.4);
  const x = tf.ones([100, 100]);
  let state = 1;
  const random = () => (state = (state * 16807) % 2147483647) / 2147483647;
  const dropped = layer.apply(x, [], { training: true, random, update: () => undefined });
  const values = dropped.dataSync();
  const zeros = values.filter((value) => value === 0).length;
  expect(zeros).toBeGreaterThan(3800);
  expect(zeros).toBeLessThan(4200);
  expect(values.every((value) => value === 0 || Math.abs(value - 1 / 0.6) < 1e-6)).toBe(true);
  expect(layer.apply(x, [], PREDICTION)).toBe(x);
});
