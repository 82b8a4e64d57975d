import { BASELINE } from './plan';
import type { RunRecord, StudiedSplit } from './record';

/** All runs of one network on one kind of split, in the order of their seeds. */
export interface Summary {
  id: string;
  split: StudiedSplit;
  runs: RunRecord[];
  /** Whether another recipe or other layers are in the program by now. */
  outdated: boolean;
}

/** Mean, and the sample standard deviation where there is more than one value. */
export interface Spread {
  mean: number;
  std?: number;
}

/** On their own test pixels; by OA, the best first. `isCurrent` tells whether the program would give the same run today. */
export function summarise(
  records: readonly RunRecord[],
  split: StudiedSplit,
  isCurrent: (record: RunRecord) => boolean,
): Summary[] {
  const ofSplit = records.filter((record) => record.split.kind === split && record.pixelsOf === undefined);
  const ids = [...new Set(ofSplit.map(({ network }) => network.id))];
  return ids
    .map((id) => {
      const runs = ofSplit.filter(({ network }) => network.id === id).sort((a, b) => a.seed - b.seed);
      return { id, split, runs, outdated: !runs.every(isCurrent) };
    })
    .sort(
      (one, other) => spreadOf(other.runs, ({ oa }) => oa).mean - spreadOf(one.runs, ({ oa }) => oa).mean,
    );
}

/** The baseline's runs on the same training and test pixels as those of `summary`. */
export function baselineOn({ split, runs }: Summary, records: readonly RunRecord[]): RunRecord[] {
  const same = (one: RunRecord, other: RunRecord) =>
    one.seed === other.seed && one.settings.patch === other.settings.patch;
  return records.filter(
    (record) =>
      record.network.id === BASELINE && record.split.kind === split && runs.some((run) => same(run, record)),
  );
}

export function spreadOf(runs: readonly RunRecord[], of: (run: RunRecord) => number): Spread {
  const values = runs.map(of);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  if (values.length < 2) return { mean };
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, std: Math.sqrt(squares / (values.length - 1)) };
}
