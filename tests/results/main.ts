/** `npm run results`, once it is bundled: node main.mjs [options], in the project's folder. */
import { ProgressDisplay } from '../../src-main/cli/progress';
import { BandscapeError } from '../../src-main/engine/errors';
import { writeFileWhole } from '../../src-main/engine/export/whole-files';
import { UsageError } from '../bench/bench';
import { measureRun } from './measure';
import { readOptions, type ResultsOptions } from './options';
import { pageOf } from './page';
import { planRuns, type PlannedRun } from './plan';
import { DamagedRecordError, readRecords, writeRecord } from './store';
import { runStudy, type StudyOutcome } from './study';

const FOLDER = 'docs/results';
const PAGE = 'docs/results.md';
const INTERRUPTED = 130;

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => stop.abort());

try {
  await main(readOptions(process.argv.slice(2)));
} catch (error) {
  process.exitCode = told(error);
}

async function main({ wanted, budgetMinutes, again, table }: ResultsOptions): Promise<void> {
  const plan = planRuns(wanted);
  try {
    if (!table) tell(await study(plan, again, budgetMinutes), budgetMinutes);
  } finally {
    await writeFileWhole(PAGE, pageOf(readRecords(FOLDER), planRuns()));
    console.log(`Written to ${PAGE}`);
  }
}

async function study(
  plan: readonly PlannedRun[],
  again: boolean,
  budgetMinutes?: number,
): Promise<StudyOutcome> {
  const display = new ProgressDisplay();
  const show = process.stderr.isTTY;
  return runStudy({
    ...{ plan, again, records: readRecords(FOLDER) },
    budgetSeconds: budgetMinutes === undefined ? undefined : 60 * budgetMinutes,
    signal: stop.signal,
    say: (line) => {
      display.clear();
      console.log(line);
    },
    measure: (run) => measureRun(run, stop.signal, (progress) => show && display.update(progress)),
    keep: (record) => writeRecord(FOLDER, record),
    now: () => performance.now(),
  }).finally(() => display.clear());
}

function tell({ done, failed, postponed }: StudyOutcome, budgetMinutes?: number): void {
  const names = (runs: readonly PlannedRun[]) =>
    runs.map(({ network, split, seed }) => `${network} (${split}, seed ${seed})`).join(', ');
  console.log(`${done} runs done.`);
  if (postponed.length > 0)
    console.log(`Left for later, as ${budgetMinutes} minutes do not hold them: ${names(postponed)}.`);
  if (failed.length === 0) return;
  console.error(`Failed, to be tried again by the next start: ${names(failed)}.`);
  process.exitCode = 1;
}

function told(error: unknown): number {
  if (stop.signal.aborted) {
    console.error('Stopped; the runs that were finished are kept, and the next start goes on from there.');
    return INTERRUPTED;
  }
  const isInput =
    error instanceof UsageError || error instanceof BandscapeError || error instanceof DamagedRecordError;
  console.error(isInput ? (error as Error).message : error);
  return isInput ? 2 : 1;
}
