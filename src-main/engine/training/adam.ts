import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import { Variable } from './variable';

const BETA1 = 0.9;
const BETA2 = 0.999;
const EPSILON = 1e-7;

interface Learning {
  weight: Variable;
  moments: [first: Variable, second: Variable];
}

/**
 * Adam (Kingma and Ba 2015, algorithm 1, with the step-size form of section 2) and, where `weightDecay` is set, its
 * decoupled form (Loshchilov and Hutter 2019). Epsilon is Keras's 1e-7.
 */
export class Adam {
  private readonly learning: Learning[];
  private updates = 0;

  constructor(
    weights: readonly Tensor[],
    private readonly weightDecay = 0,
  ) {
    this.learning = weights.map((weight) => ({
      weight: new Variable(weight),
      moments: [zeros(weight), zeros(weight)],
    }));
  }

  /** New weights; the old ones, which are those of the last update, and the gradients are disposed of. */
  update(weights: readonly Tensor[], gradients: readonly Tensor[], learningRate: number): Tensor[] {
    this.updates += 1;
    const powers = [BETA1 ** this.updates, BETA2 ** this.updates];
    const numbers = [...powers, learningRate, BETA1, BETA2, EPSILON].map((number) => tf.scalar(number));
    const keep = 1 - learningRate * this.weightDecay;
    const next = this.learning.map(({ weight, moments }, index) => {
      if (keep !== 1) {
        const decayed = tf.mul(weights[index], keep);
        weight.assign(decayed);
        decayed.dispose();
      }
      weights[index].dispose();
      weight.stepAdam(moments, numbers, gradients[index]);
      gradients[index].dispose();
      return weight.read();
    });
    tf.dispose(numbers);
    return next;
  }

  dispose(): void {
    for (const { weight, moments } of this.learning.splice(0))
      for (const variable of [weight, ...moments]) variable.dispose();
  }
}

function zeros(like: Tensor): Variable {
  const value = tf.zeros(like.shape as number[]);
  const variable = new Variable(value);
  value.dispose();
  return variable;
}
