import { timeLeft } from '../../src-main/cli/progress';
import type { PlannedRun } from './plan';
import { fileOf } from './plan';
import type { RunRecord } from './record';
import { expectedSeconds, secondsOfAll } from './time-left';

export interface Study {
  plan: readonly PlannedRun[];
  /** Those that are kept already. */
  records: readonly RunRecord[];
  /** Whether they are done again. */
  again?: boolean;
  /** No run is begun that, as far as can be told, would end later. */
  budgetSeconds?: number;
  signal: AbortSignal;
  say(line: string): void;
  measure(run: PlannedRun): Promise<RunRecord>;
  /** Keeps a run as soon as it is finished. */
  keep(record: RunRecord): Promise<void>;
  now(): number;
}

export interface StudyOutcome {
  done: number;
  failed: PlannedRun[];
  /** Not begun, because the budget would not have held them. */
  postponed: PlannedRun[];
}

/** The planned runs that no record with the same settings, method and layers is kept of. */
export function missingRuns(plan: readonly PlannedRun[], records: readonly RunRecord[]): PlannedRun[] {
  const kept = new Map(records.map((record) => [nameOf(record), record.fingerprint]));
  return plan.filter((run) => kept.get(fileOf(run)) !== run.fingerprint);
}

/** Of the file that keeps it, by which its planned run is found. */
export function nameOf({ network, split, seed, pixelsOf }: RunRecord): string {
  return fileOf({ network: network.id, split: split.kind, seed, pixelsOf });
}

/**
 * Does what is missing, one run after the other. A run that fails is told and left out; the next start tries it again.
 * @throws the signal's reason when it is aborted: the run in hand is lost, all before it are kept
 */
export async function runStudy(study: Study): Promise<StudyOutcome> {
  const { plan, say, signal } = study;
  const started = study.now();
  const records = [...study.records];
  const queue = study.again ? [...plan] : missingRuns(plan, records);
  const outcome: StudyOutcome = { done: 0, failed: [], postponed: [] };
  say(
    `${plan.length - queue.length} of ${plan.length} runs are kept already; ${queue.length} are to be done.`,
  );
  for (const [index, run] of queue.entries()) {
    signal.throwIfAborted();
    const expected = expectedSeconds(run, plan, records);
    const spent = (study.now() - started) / 1000;
    if (spent + (expected ?? 0) > (study.budgetSeconds ?? Infinity)) {
      outcome.postponed.push(run);
      continue;
    }
    const left = secondsOfAll(queue.slice(index), plan, records);
    say(
      `${index + 1} of ${queue.length}: ${describe(run)}` +
        (expected === undefined ? '' : `, about ${timeLeft(expected)}`) +
        (left === undefined ? '' : `; all: about ${timeLeft(left)} left`),
    );
    try {
      const record = await study.measure(run);
      await study.keep(record);
      replace(records, record);
      outcome.done += 1;
      say(`  OA ${percent(record.oa)}, AA ${percent(record.aa)}, ${secondsOf(record)}`);
    } catch (error) {
      signal.throwIfAborted();
      outcome.failed.push(run);
      say(`  failed: ${(error as Error).message}`);
    }
  }
  return outcome;
}

function replace(records: RunRecord[], record: RunRecord): void {
  const earlier = records.findIndex((candidate) => nameOf(candidate) === nameOf(record));
  records.splice(earlier < 0 ? records.length : earlier, 1, record);
}

const describe = ({ network, split, seed, pixelsOf }: PlannedRun) =>
  `${network}, ${split} split${pixelsOf === undefined ? '' : ` of windows of ${pixelsOf}`}, seed ${seed}`;
const percent = (fraction: number) => `${(100 * fraction).toFixed(2)} %`;
const secondsOf = ({ seconds: { whole } }: RunRecord) =>
  `${whole.wall.toFixed(0)} s (${whole.processor.toFixed(0)} s of processors)`;
