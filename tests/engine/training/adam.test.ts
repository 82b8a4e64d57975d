import type { Tensor } from '@tensorflow/tfjs-core';
import { afterEach, describe, expect, it } from 'vitest';
import { tf } from '../../support/tensorflow';
import { Adam } from '../../../src-main/engine/training/adam';
import { createRandom } from '../../../src-main/engine/samples/random';

const SIZE = 1000;
const random = createRandom(1, 'adam');
const numbers = () => Float32Array.from({ length: SIZE }, () => random.next() - 0.5);

/** Algorithm 1 of the paper as it is printed there, in numbers of 64 bits, with the decay of algorithm 2 of Loshchilov and Hutter. */
function printed(
  start: Float32Array,
  gradients: readonly Float32Array[],
  rates: number[],
  decay: number,
): number[] {
  return Array.from(start, (first, index) => {
    let [weight, m, v] = [first, 0, 0];
    gradients.forEach((gradient, step) => {
      const g = gradient[index];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      // The step-size form: epsilon belongs to the second moment before it is corrected.
      const rate = (rates[step] * Math.sqrt(1 - 0.999 ** (step + 1))) / (1 - 0.9 ** (step + 1));
      weight = weight - rates[step] * decay * weight - (rate * m) / (Math.sqrt(v) + 1e-7);
    });
    return weight;
  });
}

describe('Adam', () => {
  afterEach(() => expect(tf.memory().numTensors).toBe(0));

  it.each([0, 0.3])('takes the steps of the paper with a decay of %d', (decay) => {
    const start = numbers();
    const gradients = [numbers(), numbers(), numbers(), numbers()];
    const rates = [1e-2, 1e-2, 5e-3, 1e-3];
    let weights: Tensor[] = [tf.tensor2d(start, [SIZE / 10, 10])];
    const adam = new Adam(weights, decay);
    gradients.forEach((gradient, step) => {
      weights = adam.update(weights, [tf.tensor2d(gradient, [SIZE / 10, 10])], rates[step]);
    });
    expect(weights[0].shape).toEqual([SIZE / 10, 10]);
    const expected = printed(start, gradients, rates, decay);
    weights[0].dataSync<'float32'>().forEach((value, i) => expect(value).toBeCloseTo(expected[i], 6));
    tf.dispose(weights);
    adam.dispose();
  });

  it('leaves weights alone that somebody has kept', () => {
    const start = numbers();
    let weights: Tensor[] = [tf.tensor1d(start)];
    const adam = new Adam(weights);
    const initial = tf.clone(weights[0]);
    weights = adam.update(weights, [tf.tensor1d(numbers())], 1e-2);
    const kept = tf.clone(weights[0]);
    const values = kept.dataSync().slice();
    weights = adam.update(weights, [tf.tensor1d(numbers())], 1e-2);
    expect(initial.dataSync()).toEqual(start);
    expect(kept.dataSync()).toEqual(values);
    expect(weights[0].dataSync()).not.toEqual(values);
    adam.dispose();
    // The last ones outlive the optimiser.
    expect(weights[0].dataSync().every(Number.isFinite)).toBe(true);
    tf.dispose([initial, kept, weights]);
  });

  it('of several at once steps each by its own gradient', () => {
    let weights: Tensor[] = [tf.tensor1d([1, 1]), tf.scalar(1)];
    const adam = new Adam(weights);
    weights = adam.update(weights, [tf.tensor1d([1, -1]), tf.scalar(0)], 0.5);
    expect(weights.flatMap((weight) => [...weight.dataSync()])).toEqual([
      expect.closeTo(0.5, 5),
      expect.closeTo(1.5, 5),
      1,
    ]);
    adam.dispose();
    tf.dispose(weights);
  });
});
