import type { RunSeeds, SeedSource } from '@shared/experiment';
import type { TrainingSettings } from '@shared/training';
import { experimentOf } from './experiment-settings';

export const SEED_SOURCES: readonly SeedSource[] = ['split', 'weights', 'order'];

/**
 * The seeds of every run, the first one's first. They count up from run to run, all together or only the one that is
 * varied; with `each`, every source is varied in `runs - 1` runs of its own beside the first.
 */
export function planRuns(settings: Pick<TrainingSettings, 'seed' | 'runs' | 'experiment'>): RunSeeds[] {
  const { seed, runs } = settings;
  const { splitSeed, weightSeed, orderSeed, vary } = experimentOf(settings);
  const first = { split: splitSeed ?? seed, weights: weightSeed ?? seed, order: orderSeed ?? seed };
  const others = (varied: readonly SeedSource[]) =>
    Array.from({ length: runs - 1 }, (_, index) => countedUp(first, varied, index + 1));
  if (vary === 'each') return [first, ...SEED_SOURCES.flatMap((source) => others([source]))];
  return [first, ...others(vary === 'all' ? SEED_SOURCES : [vary])];
}

/** The one seed in which a run differs from the first, if it is one. */
export function variedSource(first: RunSeeds, run: RunSeeds): SeedSource | undefined {
  const differing = SEED_SOURCES.filter((source) => run[source] !== first[source]);
  return differing.length === 1 ? differing[0] : undefined;
}

function countedUp(first: RunSeeds, varied: readonly SeedSource[], by: number): RunSeeds {
  return { ...first, ...Object.fromEntries(varied.map((source) => [source, first[source] + by])) };
}
