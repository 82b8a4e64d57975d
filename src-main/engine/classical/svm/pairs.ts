import type { Turns } from '../turns';
import type { KernelRows } from './kernel';
import { MinimalOptimisation, type Decision } from './smo';

/** Steps of training between two breaks. */
const STEPS_AT_ONCE = 200;

/** Kernels between samples that are named by their numbers. */
export interface KernelSource {
  /** Between those of `samples`, in their order. */
  rows(samples: Int32Array): KernelRows;
}

/** Two classes and what separates them: positive is the first. */
export interface PairDecision extends Decision {
  /** The support vectors: the samples that `coefficients` are of. */
  samples: Int32Array;
}

/**
 * One decision for every pair of classes (0, 1), (0, 2), ..., (1, 2), ...
 * @param samplesOf the samples of every class; a pair that lacks one side decides for the other
 */
export async function trainPairs(
  source: KernelSource,
  samplesOf: readonly Int32Array[],
  cost: number,
  turns: Turns,
  onPair?: () => void,
): Promise<PairDecision[]> {
  const decisions: PairDecision[] = [];
  for (let one = 0; one < samplesOf.length; one++)
    for (let other = one + 1; other < samplesOf.length; other++) {
      decisions.push(await trainPair(source, samplesOf[one], samplesOf[other], cost, turns));
      onPair?.();
    }
  return decisions;
}

async function trainPair(
  source: KernelSource,
  positive: Int32Array,
  negative: Int32Array,
  cost: number,
  turns: Turns,
): Promise<PairDecision> {
  if (positive.length === 0 || negative.length === 0) {
    const bias = positive.length > 0 ? 1 : -1;
    return { samples: new Int32Array(0), coefficients: new Float64Array(0), bias };
  }
  const samples = new Int32Array(positive.length + negative.length);
  samples.set(positive);
  samples.set(negative, positive.length);
  const signs = Int8Array.from(samples, (_, index) => (index < positive.length ? 1 : -1));
  const training = new MinimalOptimisation(source.rows(samples), signs, cost);
  do await turns.take();
  while (!training.run(STEPS_AT_ONCE));
  const { coefficients, bias } = training.decision();
  const weighs = (_: number, index: number) => coefficients[index] !== 0;
  return { samples: samples.filter(weighs), coefficients: coefficients.filter(weighs), bias };
}

/**
 * The class that most pairs decide for; the lowest of several.
 * @param votes room for one number a class
 */
export function winner(decisions: ArrayLike<number>, classes: number, votes: Int32Array): number {
  votes.fill(0);
  let pair = 0;
  for (let one = 0; one < classes; one++)
    for (let other = one + 1; other < classes; other++, pair++) votes[decisions[pair] > 0 ? one : other]++;
  let best = 0;
  for (let each = 1; each < classes; each++) if (votes[each] > votes[best]) best = each;
  return best;
}

export const pairsOf = (classes: number): number => (classes * (classes - 1)) / 2;
