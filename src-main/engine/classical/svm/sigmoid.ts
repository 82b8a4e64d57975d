/** 1 / (1 + exp(slope * decision + offset)) is the probability of the positive class. */
export interface Sigmoid {
  slope: number;
  offset: number;
}

const MOST_STEPS = 100;
const LEAST_STEP = 1e-10;
/** Keeps the Hessian positive definite. */
const RIDGE = 1e-12;
const GRADIENT_TOLERANCE = 1e-5;

/**
 * Fits Platt's sigmoid to decision values of samples that did not train, with the Newton method and the smoothed targets
 * of Lin, Lin and Weng (2007, "A note on Platt's probabilistic outputs for support vector machines").
 * @param positive 1 where a sample is of the positive class
 */
export function fitSigmoid(decisions: readonly number[], positive: readonly number[]): Sigmoid {
  const positives = positive.reduce((sum, each) => sum + each, 0);
  const negatives = positive.length - positives;
  const [high, low] = [(positives + 1) / (positives + 2), 1 / (negatives + 2)];
  const targets = positive.map((each) => (each ? high : low));
  let slope = 0;
  let offset = Math.log((negatives + 1) / (positives + 1));
  let loss = lossOf(decisions, targets, slope, offset);
  for (let step = 0; step < MOST_STEPS; step++) {
    const { g1, g2, h11, h22, h21 } = derivatives(decisions, targets, slope, offset);
    if (Math.abs(g1) < GRADIENT_TOLERANCE && Math.abs(g2) < GRADIENT_TOLERANCE) break;
    const determinant = h11 * h22 - h21 * h21;
    const [dSlope, dOffset] = [-(h22 * g1 - h21 * g2) / determinant, -(-h21 * g1 + h11 * g2) / determinant];
    const descent = g1 * dSlope + g2 * dOffset;
    let size = 1;
    for (; size >= LEAST_STEP; size /= 2) {
      const next = lossOf(decisions, targets, slope + size * dSlope, offset + size * dOffset);
      if (next >= loss + 0.0001 * size * descent) continue;
      slope += size * dSlope;
      offset += size * dOffset;
      loss = next;
      break;
    }
    if (size < LEAST_STEP) break;
  }
  return { slope, offset };
}

export function probabilityOf({ slope, offset }: Sigmoid, decision: number): number {
  const power = slope * decision + offset;
  return power >= 0 ? Math.exp(-power) / (1 + Math.exp(-power)) : 1 / (1 + Math.exp(power));
}

function lossOf(
  decisions: readonly number[],
  targets: readonly number[],
  slope: number,
  offset: number,
): number {
  return decisions.reduce((sum, decision, sample) => {
    const power = slope * decision + offset;
    const own =
      power >= 0
        ? targets[sample] * power + Math.log1p(Math.exp(-power))
        : (targets[sample] - 1) * power + Math.log1p(Math.exp(power));
    return sum + own;
  }, 0);
}

function derivatives(
  decisions: readonly number[],
  targets: readonly number[],
  slope: number,
  offset: number,
) {
  let [g1, g2, h11, h22, h21] = [0, 0, RIDGE, RIDGE, 0];
  decisions.forEach((decision, sample) => {
    const p = probabilityOf({ slope, offset }, decision);
    const weight = p * (1 - p);
    h11 += decision * decision * weight;
    h22 += weight;
    h21 += decision * weight;
    const error = targets[sample] - p;
    g1 += decision * error;
    g2 += error;
  });
  return { g1, g2, h11, h22, h21 };
}

/** Below this a probability of two classes is not taken at its word. */
const LEAST_PROBABILITY = 1e-7;

/**
 * Every class's probability from those of all pairs, so that they agree as far as they can (Price, Knerr, Personnaz and
 * Dreyfus 1995, "Pairwise neural network classifiers with probabilistic outputs", equation 6), adding up to 1.
 * @param pairs probability of the first class of each pair (0, 1), (0, 2), ..., (1, 2), ...
 * @param to `classes` numbers from `at` on
 */
export function couple(pairs: ArrayLike<number>, classes: number, to: Float32Array, at: number): void {
  const inverse = new Float64Array(classes);
  let pair = 0;
  for (let one = 0; one < classes; one++)
    for (let other = one + 1; other < classes; other++, pair++) {
      const first = Math.min(1 - LEAST_PROBABILITY, Math.max(LEAST_PROBABILITY, pairs[pair]));
      inverse[one] += 1 / first;
      inverse[other] += 1 / (1 - first);
    }
  let sum = 0;
  for (let each = 0; each < classes; each++) sum += inverse[each] = 1 / (inverse[each] - (classes - 2));
  for (let each = 0; each < classes; each++) to[at + each] = inverse[each] / sum;
}
