import type { KernelRows } from './kernel';

/** How far from the optimum of the dual problem training may end, as in LIBSVM. */
const TOLERANCE = 1e-3;
/** In place of a curvature that is not positive, as in LIBSVM. */
const LEAST_CURVATURE = 1e-12;

/** A decision function: the sum of `coefficients` times the kernel with their samples, plus `bias`. */
export interface Decision {
  /** alpha y of every sample; 0 for those that are no support vectors. */
  coefficients: Float64Array;
  bias: number;
}

/**
 * C-support vector classification of two classes by sequential minimal optimisation, with the second-order choice of
 * the pair of samples of Fan, Chen and Lin (2005, "Working set selection using second order information for training
 * support vector machines", algorithm 2). `forces[k]` is -y_k times the gradient of the dual at sample k: at the optimum
 * no sample whose force is larger can gain from one whose force is smaller.
 */
export class MinimalOptimisation {
  private readonly alphas: Float64Array;
  private readonly forces: Float64Array;

  /** @param signs 1 or -1 of every sample @param cost C, the most that one sample can weigh */
  constructor(
    private readonly kernel: KernelRows,
    private readonly signs: Int8Array,
    private readonly cost: number,
  ) {
    this.alphas = new Float64Array(signs.length);
    this.forces = Float64Array.from(signs);
  }

  /** @returns whether the optimum was reached within so many steps */
  run(steps: number): boolean {
    for (let step = 0; step < steps; step++) {
      const up = this.mostPulled();
      if (up === -1) return true;
      const kernel = this.kernel.row(up);
      const down = this.partnerOf(up, kernel);
      if (down === -1) return true;
      this.exchange(up, down, kernel);
    }
    return false;
  }

  decision(): Decision {
    const coefficients = this.alphas.map((alpha, sample) => alpha * this.signs[sample]);
    return { coefficients, bias: this.bias() };
  }

  /** Whether alpha y can grow. */
  private canGrow(sample: number): boolean {
    return this.signs[sample] > 0 ? this.alphas[sample] < this.cost : this.alphas[sample] > 0;
  }

  private canShrink(sample: number): boolean {
    return this.signs[sample] > 0 ? this.alphas[sample] > 0 : this.alphas[sample] < this.cost;
  }

  private mostPulled(): number {
    const { forces } = this;
    let best = -1;
    let most = -Infinity;
    for (let sample = 0; sample < forces.length; sample++) {
      if (forces[sample] <= most || !this.canGrow(sample)) continue;
      most = forces[sample];
      best = sample;
    }
    return best;
  }

  /** The sample that gains most together with `up`; -1 where nothing is left to gain. */
  private partnerOf(up: number, kernel: Float32Array): number {
    const { forces } = this;
    const most = forces[up];
    let least = Infinity;
    let best = -1;
    let gain = 0;
    for (let sample = 0; sample < forces.length; sample++) {
      const force = forces[sample];
      if (force >= most || !this.canShrink(sample)) continue;
      if (force < least) least = force;
      const pull = most - force;
      const own = (pull * pull) / curvature(kernel[sample]);
      if (own <= gain) continue;
      gain = own;
      best = sample;
    }
    return most - least < TOLERANCE ? -1 : best;
  }

  private exchange(up: number, down: number, kernelUp: Float32Array): void {
    const { alphas, forces, signs, cost } = this;
    const kernelDown = this.kernel.row(down);
    const roomUp = signs[up] > 0 ? cost - alphas[up] : alphas[up];
    const roomDown = signs[down] > 0 ? alphas[down] : cost - alphas[down];
    const wanted = (forces[up] - forces[down]) / curvature(kernelUp[down]);
    const amount = Math.min(wanted, roomUp, roomDown);
    // At a bound exactly: whether a sample is at one is asked with equality.
    alphas[up] = amount === roomUp ? (signs[up] > 0 ? cost : 0) : alphas[up] + signs[up] * amount;
    alphas[down] = amount === roomDown ? (signs[down] > 0 ? 0 : cost) : alphas[down] - signs[down] * amount;
    for (let sample = 0; sample < forces.length; sample++)
      forces[sample] -= amount * (kernelUp[sample] - kernelDown[sample]);
  }

  /** The force of the samples between the bounds; where there are none, halfway between what the others allow. */
  private bias(): number {
    let [free, sum, lower, upper] = [0, 0, -Infinity, Infinity];
    this.forces.forEach((force, sample) => {
      const [grows, shrinks] = [this.canGrow(sample), this.canShrink(sample)];
      if (grows && shrinks) {
        free++;
        sum += force;
      } else if (grows) lower = Math.max(lower, force);
      else upper = Math.min(upper, force);
    });
    return free > 0 ? sum / free : (lower + upper) / 2;
  }
}

/** Of the dual along an exchange between two samples; a radial kernel is 1 at itself. */
function curvature(kernel: number): number {
  const value = 2 - 2 * kernel;
  return value > 0 ? value : LEAST_CURVATURE;
}
