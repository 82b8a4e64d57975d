import { createRandom, type Random } from '../../samples/random';
import { rowsOf, type Samples } from '../method';
import type { Turns } from '../turns';
import { samplesByClass, stratifiedFolds, stratifiedPart } from './folds';
import { radialKernel, squaredDistances } from './kernel';
import { pairsOf, trainPairs, winner } from './pairs';
import { fitSigmoid, type Sigmoid } from './sigmoid';
import { WholeKernel } from './sources';

/** More samples than these are searched with a part of them: their kernel would be too large, and their folds too slow. */
export const MOST_KEPT_SAMPLES = 4000;
/** Of a class, in such a part. */
const LEAST_OF_CLASS = 20;
/** First every second power of 4 of C and every power of 4 of gamma, then the neighbours of the best. */
const COSTS = [1, 16, 256, 4096];
const GAMMAS = [1 / 16, 1 / 4, 1, 4];
const FINER_COSTS = [1 / 4, 1, 4];
const FINER_GAMMAS = [1 / 2, 1, 2];
/** Of the search, that for the distances of all samples. */
const DISTANCES_SHARE = 0.03;

export interface SearchOptions {
  /** Where they are not to be searched for. */
  cost?: number;
  gamma?: number;
  folds: number;
  seed: number;
  turns: Turns;
  /** How much of the whole, which `onStep` is told, the search is. */
  share: number;
  onStep?: (fraction: number) => void;
  stop?: AbortSignal;
}

/** What cross-validation found best, and what it says of every pair's decisions there. */
export interface SearchResult {
  cost: number;
  gamma: number;
  accuracy: number;
  sigmoids: Sigmoid[];
  stopped: boolean;
}

interface Cell {
  cost: number;
  gamma: number;
}

/**
 * Cross-validates pairs of C and gamma on the samples: a coarse grid, then a finer one around its best (Hsu, Chang and
 * Lin 2003, "A practical guide to support vector classification"). Gamma counts in 1 / (features x variance), so that
 * the grid suits values of any scale.
 * @returns undefined where it was stopped before the first was done
 */
export async function searchParameters(
  samples: Samples,
  options: SearchOptions,
): Promise<SearchResult | undefined> {
  const search = await Search.begin(samples, options);
  const coarse = cells(
    options.cost ? [options.cost] : COSTS,
    options.gamma ? [options.gamma] : search.gammas,
  );
  const factors = cells(options.cost ? [1] : FINER_COSTS, options.gamma ? [1] : FINER_GAMMAS).filter(
    ({ cost, gamma }) => cost !== 1 || gamma !== 1,
  );
  search.total = coarse.length + factors.length;
  for (const cell of coarse) await search.consider(cell);
  const { best } = search;
  if (!best) return undefined;
  for (const { cost, gamma } of factors)
    await search.consider({ cost: best.cost * cost, gamma: best.gamma * gamma });
  return search.result();
}

const cells = (costs: readonly number[], gammas: readonly number[]): Cell[] =>
  gammas.flatMap((gamma) => costs.map((cost) => ({ cost, gamma })));

class Search {
  best: (Cell & { right: number; decisions: PairValues[] }) | undefined;
  total = 1;
  private done = 0;
  private stopped = false;
  private readonly kernel: Float32Array;
  private kernelGamma: number | undefined;
  private readonly samplesOf: Int32Array[];
  private readonly foldOf: Int32Array;
  readonly gammas: number[];

  static async begin(samples: Samples, options: SearchOptions): Promise<Search> {
    const random = createRandom(options.seed, 'folds');
    const part = partOf(samples, random);
    const { turns, share } = options;
    const squares = await turns.during('distances', [0, share * DISTANCES_SHARE], () =>
      squaredDistances(Float64Array.from(part.values), part.features, turns),
    );
    return new Search(part, squares, random, options);
  }

  private constructor(
    private readonly samples: Samples,
    private readonly squares: Float32Array,
    random: Random,
    private readonly options: SearchOptions,
  ) {
    const { targets, classes, features, values } = samples;
    this.kernel = new Float32Array(squares.length);
    this.samplesOf = samplesByClass(targets, classes);
    this.foldOf = stratifiedFolds(this.samplesOf, options.folds, random);
    const unit = 1 / (features * (variance(values) || 1));
    this.gammas = GAMMAS.map((factor) => factor * unit);
  }

  /** Measures one cell; what comes after a stop is left out. */
  async consider({ cost, gamma }: Cell): Promise<void> {
    if (this.stopped) return;
    const { classes } = this.samples;
    const { folds, turns, onStep } = this.options;
    const decisions = Array.from({ length: pairsOf(classes) }, (): PairValues => ({
      values: [],
      positive: [],
    }));
    let right = 0;
    for (let fold = 0; fold < folds; fold++) {
      const own = await turns.during('fold', [this.after(fold), this.after(fold + 1)], async () => {
        await this.useGamma(gamma);
        return this.fold(fold, cost, decisions);
      });
      if (own === undefined) return;
      right += own;
      onStep?.(this.after(fold + 1));
    }
    this.done++;
    if (right > (this.best?.right ?? -1)) this.best = { cost, gamma, right, decisions };
  }

  /** How much of the whole is done after so many folds of a cell. */
  private after(folds: number): number {
    const search = (this.done + folds / this.options.folds) / this.total;
    return this.options.share * (DISTANCES_SHARE + (1 - DISTANCES_SHARE) * search);
  }

  private async useGamma(gamma: number): Promise<void> {
    if (gamma === this.kernelGamma) return;
    await radialKernel(this.squares, this.samples.targets.length, gamma, this.kernel, this.options.turns);
    this.kernelGamma = gamma;
  }

  result(): SearchResult {
    const { cost, gamma, right, decisions } = this.best!;
    return {
      cost,
      gamma,
      accuracy: right / this.samples.targets.length,
      sigmoids: decisions.map(({ values, positive }) => fitSigmoid(values, positive)),
      stopped: this.stopped,
    };
  }

  /** How many of the fold the others label rightly; undefined where it was stopped. */
  private async fold(fold: number, cost: number, decisions: PairValues[]): Promise<number | undefined> {
    const { samples, foldOf, samplesOf, kernel } = this;
    const { targets, classes } = samples;
    const source = new WholeKernel(kernel, targets.length);
    const others = samplesOf.map((list) => list.filter((sample) => foldOf[sample] !== fold));
    const stop = () => {
      if (this.best && this.options.stop?.aborted) this.stopped = true;
      return this.stopped;
    };
    if (stop()) return undefined;
    const pairs = await trainPairs(source, others, cost, this.options.turns);
    if (stop()) return undefined;
    const found = new Float64Array(pairs.length);
    const votes = new Int32Array(classes);
    let right = 0;
    for (let sample = 0; sample < targets.length; sample++) {
      if (foldOf[sample] !== fold) continue;
      const row = kernel.subarray(sample * targets.length, (sample + 1) * targets.length);
      pairs.forEach(({ samples: own, coefficients, bias }, pair) => {
        let sum = bias;
        for (let index = 0; index < own.length; index++) sum += coefficients[index] * row[own[index]];
        found[pair] = sum;
      });
      if (winner(found, classes, votes) === targets[sample]) right++;
      note(decisions, found, targets[sample], classes);
      await this.options.turns.take();
    }
    return right;
  }
}

/** Decisions of one pair about samples of its two classes that did not train it; positive is the first class. */
interface PairValues {
  values: number[];
  positive: number[];
}

function note(decisions: PairValues[], found: Float64Array, target: number, classes: number): void {
  let pair = 0;
  for (let one = 0; one < classes; one++)
    for (let other = one + 1; other < classes; other++, pair++) {
      if (target !== one && target !== other) continue;
      decisions[pair].values.push(found[pair]);
      decisions[pair].positive.push(target === one ? 1 : 0);
    }
}

function partOf(samples: Samples, random: Random): Samples {
  const { values, targets, features, classes } = samples;
  if (targets.length <= MOST_KEPT_SAMPLES) return samples;
  const chosen = stratifiedPart(samplesByClass(targets, classes), MOST_KEPT_SAMPLES, LEAST_OF_CLASS, random);
  return {
    values: rowsOf(values, features, chosen),
    targets: chosen.map((sample) => targets[sample]),
    features,
    classes,
  };
}

function variance(values: Float32Array): number {
  let [sum, squares] = [0, 0];
  for (const value of values) sum += value;
  const mean = sum / values.length;
  for (const value of values) squares += (value - mean) ** 2;
  return squares / values.length;
}
