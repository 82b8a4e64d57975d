import { rowsOf, type ArraysByName, type FittedMethod, type Form, type StoredArray } from '../method';
import { pairsOf, winner, type PairDecision } from './pairs';
import { couple, probabilityOf, type Sigmoid } from './sigmoid';

/** Pixels whose kernel values are computed together, so that each support vector is read once for all of them. */
const PIXELS_TOGETHER = 4;
/** Multiply-accumulates between two breaks. */
const MACS_AT_ONCE = 5e7;

export interface Trained {
  gamma: number;
  cost: number;
  /** Of cross-validation. */
  accuracy: number;
  pairs: readonly PairDecision[];
  sigmoids: readonly Sigmoid[];
}

/** What is stored: support vectors of all pairs, and which of them each pair weighs how. */
interface Parts {
  /** vectors x features. */
  vectors: Float32Array;
  /** Where each pair's weights begin; one more number is where the last ones end. */
  starts: Int32Array;
  /** The vector of each weight. */
  members: Int32Array;
  weights: Float64Array;
  /** Of each pair: bias, slope and offset of its sigmoid. */
  decisions: Float64Array;
  /** gamma, C, accuracy of cross-validation. */
  chosen: Float64Array;
}

/** Decisions for every pair of classes, over support vectors that they share. */
export class PairwiseMachine implements FittedMethod {
  private readonly points: Float64Array;
  private readonly kernels: Float64Array;

  constructor(
    private readonly form: Form,
    private readonly parts: Parts,
  ) {
    this.points = Float64Array.from(parts.vectors);
    this.kernels = new Float64Array(PIXELS_TOGETHER * this.vectors);
  }

  /** @param points the samples that the pairs name */
  static of(points: Float64Array, form: Form, trained: Trained): PairwiseMachine {
    const { features } = form;
    const { pairs, sigmoids, gamma, cost, accuracy } = trained;
    const kept = [...new Set(pairs.flatMap(({ samples }) => [...samples]))].sort((one, other) => one - other);
    const placeOf = new Map(kept.map((sample, place) => [sample, place]));
    const starts = [0];
    for (const { samples } of pairs) starts.push(starts[starts.length - 1] + samples.length);
    return new PairwiseMachine(form, {
      vectors: rowsOf(points, features, kept),
      starts: Int32Array.from(starts),
      members: Int32Array.from(
        pairs.flatMap(({ samples }) => Array.from(samples, (each) => placeOf.get(each)!)),
      ),
      weights: Float64Array.from(pairs.flatMap(({ coefficients }) => [...coefficients])),
      decisions: Float64Array.from(
        pairs.flatMap(({ bias }, pair) => [bias, sigmoids[pair].slope, sigmoids[pair].offset]),
      ),
      chosen: Float64Array.of(gamma, cost, accuracy),
    });
  }

  get parameters(): number {
    const { vectors, weights, decisions } = this.parts;
    return vectors.length + weights.length + decisions.length;
  }

  get macs(): number {
    return this.parts.vectors.length + this.parts.weights.length;
  }

  get learnt(): Record<string, number> {
    const [gamma, cost, accuracy] = this.parts.chosen;
    return { C: cost, gamma, cross_validation_accuracy: accuracy, support_vectors: this.vectors };
  }

  get pixelsAtOnce(): number {
    return Math.max(PIXELS_TOGETHER, Math.floor(MACS_AT_ONCE / Math.max(1, this.macs)));
  }

  private get vectors(): number {
    return this.parts.vectors.length / this.form.features;
  }

  decide(values: Float32Array, found: Int32Array, probabilities: Float32Array): void {
    const { features, classes } = this.form;
    const pixels = Float64Array.from(values);
    const decisions = new Float64Array(pairsOf(classes));
    const shares = new Float64Array(decisions.length);
    const votes = new Int32Array(classes);
    for (let first = 0; first < found.length; first += PIXELS_TOGETHER) {
      const count = Math.min(PIXELS_TOGETHER, found.length - first);
      this.kernelsOf(pixels, first * features, count);
      for (let pixel = 0; pixel < count; pixel++) {
        this.decisionsOf(pixel, decisions, shares);
        found[first + pixel] = winner(decisions, classes, votes);
        couple(shares, classes, probabilities, (first + pixel) * classes);
      }
    }
  }

  arrays(): StoredArray[] {
    const { vectors, ...lists } = this.parts;
    const shaped = { name: 'vectors', shape: [this.vectors, this.form.features], values: vectors };
    return [
      shaped,
      ...Object.entries(lists).map(([name, values]) => ({ name, shape: [values.length], values })),
    ];
  }

  /** Kernel values of up to `PIXELS_TOGETHER` pixels with every support vector. */
  private kernelsOf(pixels: Float64Array, start: number, count: number): void {
    const { points, kernels, vectors } = this;
    const { features } = this.form;
    const gamma = this.parts.chosen[0];
    // Beyond the last pixel the last one is taken again: four sums at once cost little more than one.
    const [a, b, c, d] = [0, 1, 2, 3].map((pixel) => start + Math.min(pixel, count - 1) * features);
    for (let vector = 0, at = 0; vector < vectors; vector++) {
      let sumA = 0;
      let sumB = 0;
      let sumC = 0;
      let sumD = 0;
      for (let feature = 0; feature < features; feature++, at++) {
        const own = points[at];
        const byA = pixels[a + feature] - own;
        const byB = pixels[b + feature] - own;
        const byC = pixels[c + feature] - own;
        const byD = pixels[d + feature] - own;
        sumA += byA * byA;
        sumB += byB * byB;
        sumC += byC * byC;
        sumD += byD * byD;
      }
      kernels[vector] = Math.exp(-gamma * sumA);
      kernels[vectors + vector] = Math.exp(-gamma * sumB);
      kernels[2 * vectors + vector] = Math.exp(-gamma * sumC);
      kernels[3 * vectors + vector] = Math.exp(-gamma * sumD);
    }
  }

  private decisionsOf(pixel: number, decisions: Float64Array, shares: Float64Array): void {
    const { starts, members, weights, decisions: constants } = this.parts;
    const first = pixel * this.vectors;
    for (let pair = 0; pair < decisions.length; pair++) {
      let sum = constants[3 * pair];
      for (let at = starts[pair]; at < starts[pair + 1]; at++)
        sum += weights[at] * this.kernels[first + members[at]];
      decisions[pair] = sum;
      shares[pair] = probabilityOf({ slope: constants[3 * pair + 1], offset: constants[3 * pair + 2] }, sum);
    }
  }
}

/** @throws RangeError where the arrays do not fit together */
export function machineOf(arrays: ArraysByName, form: Form): PairwiseMachine {
  const vectors = arrays.float32('vectors');
  const count = vectors.length / form.features;
  if (!Number.isInteger(count)) throw new RangeError('vectors has no whole number of pixels');
  const weights = arrays.float64('weights');
  const pairs = pairsOf(form.classes);
  const starts = arrays.int32('starts', pairs + 1, weights.length + 1);
  if (starts[pairs] !== weights.length || starts.some((start, pair) => start < (starts[pair - 1] ?? 0)))
    throw new RangeError('starts does not count all weights');
  return new PairwiseMachine(form, {
    ...{ vectors, starts, weights },
    members: arrays.int32('members', weights.length, Math.max(1, count)),
    decisions: arrays.float64('decisions', 3 * pairs),
    chosen: arrays.float64('chosen', 3),
  });
}
