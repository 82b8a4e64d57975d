import { median } from '../bench/table';
import type { PlannedRun } from './plan';
import type { RunRecord } from './record';

/**
 * Seconds that a run will take, by those that are finished: the same network's where there are some, else from the one
 * that costs most nearly as much, scaled. Undefined where nothing is finished yet.
 */
export function expectedSeconds(
  run: PlannedRun,
  plan: readonly PlannedRun[],
  records: readonly RunRecord[],
): number | undefined {
  const own = records.filter(({ network }) => network.id === run.network);
  if (own.length > 0) return median(own.map(({ seconds }) => seconds.whole.wall));
  const costs = new Map(plan.map(({ network, cost }) => [network, cost]));
  const known = records.flatMap(({ network, seconds }) => {
    const factor = run.cost / (costs.get(network.id) ?? 0);
    return Number.isFinite(factor) ? [{ factor, seconds: factor * seconds.whole.wall }] : [];
  });
  const distance = ({ factor }: { factor: number }) => Math.abs(Math.log(factor));
  known.sort((one, other) => distance(one) - distance(other));
  return known[0]?.seconds;
}

/** Of all that is left; undefined where nothing is finished yet. */
export function secondsOfAll(
  left: readonly PlannedRun[],
  plan: readonly PlannedRun[],
  records: readonly RunRecord[],
): number | undefined {
  const each = left.map((run) => expectedSeconds(run, plan, records));
  return each.includes(undefined)
    ? undefined
    : each.reduce<number>((sum, seconds) => sum + (seconds ?? 0), 0);
}
