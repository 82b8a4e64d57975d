import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-7;

/**
 * Adam (Kingma and Ba 2015, algorithm 1, with the step-size form of section 2) and, where `weightDecay` is set, its
 * decoupled form (Loshchilov and Hutter 2019). Epsilon is Keras's 1e-7.
 */
export class Adam {
  private first: Tensor[];
  private second: Tensor[];
  private updates = 0;

  constructor(
    weights: readonly Tensor[],
    private readonly weightDecay = 0,
  ) {
    this.first = weights.map((weight) => tf.zeros(weight.shape as number[]));
    this.second = weights.map((weight) => tf.zeros(weight.shape as number[]));
  }

  /** New weights; the old ones and the gradients are disposed of. */
  update(weights: readonly Tensor[], gradients: readonly Tensor[], learningRate: number): Tensor[] {
    this.updates += 1;
    const step = (learningRate * Math.sqrt(1 - BETA2 ** this.updates)) / (1 - BETA1 ** this.updates);
    const keep = 1 - learningRate * this.weightDecay;
    return weights.map((weight, index) => {
      const gradient = gradients[index];
      const [first, second, next] = tf.tidy(() => {
        const m = tf.add(tf.mul(this.first[index], BETA1), tf.mul(gradient, 1 - BETA1));
        const v = tf.add(tf.mul(this.second[index], BETA2), tf.mul(tf.square(gradient), 1 - BETA2));
        const decayed = keep === 1 ? weight : tf.mul(weight, keep);
        return [m, v, tf.sub(decayed, tf.div(tf.mul(m, step), tf.add(tf.sqrt(v), EPSILON)))];
      });
      tf.dispose([this.first[index], this.second[index], weight, gradient]);
      this.first[index] = first;
      this.second[index] = second;
      return next;
    });
  }

  dispose(): void {
    tf.dispose([this.first, this.second]);
  }
}
