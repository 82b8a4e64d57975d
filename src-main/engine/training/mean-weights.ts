import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';

/**
 * The mean of a network's trainable weights over updates (Izmailov et al. 2018, arXiv:1803.05407, stochastic weight
 * averaging, with every update counted): where training swings around a minimum, their mean lies nearer to its middle
 * than any of them.
 */
export class MeanWeights {
  private means: Tensor[] = [];
  private updates = 0;

  /** The caller keeps `weights`, which have the same shapes every time. */
  add(weights: readonly Tensor[]): void {
    this.updates += 1;
    const share = 1 / this.updates;
    const old = this.means;
    this.means = weights.map((weight, index) =>
      this.updates === 1
        ? tf.clone(weight)
        : tf.tidy(() => tf.add(old[index], tf.mul(tf.sub(weight, old[index]), share))),
    );
    tf.dispose(old);
  }

  /** Which are then the caller's; undefined where none were added. */
  take(): Tensor[] | undefined {
    const { means } = this;
    this.means = [];
    return means.length > 0 ? means : undefined;
  }

  dispose(): void {
    tf.dispose(this.means);
  }
}
