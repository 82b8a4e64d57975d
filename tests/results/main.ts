/** `npm run results`, once it is bundled: node main.mjs [options], in the project's folder. */
import { ProgressDisplay } from '../../src-main/cli/progress';
import { writeFileWhole } from '../../src-main/engine/export/whole-files';
import { runCommand } from './command';
import { measureRun } from './measure';
import { readOptions, type ResultsOptions } from './options';
import { pageOf } from './page';
import { planRuns, type PlannedRun } from './plan';
import { readRecords, writeRecord } from './store';
import { runStudy, type StudyOutcome } from './study';

const FOLDER = 'docs/results';
const PAGE = 'docs/results.md';

await runCommand(
  (args, stop) => main(readOptions(args), stop),
  'Stopped; the runs that were finished are kept, and the next start goes on from there.',
);

async function main(
  { wanted, budgetMinutes, again, table }: ResultsOptions,
  stop: AbortSignal,
): Promise<void> {
  const plan = planRuns(wanted);
  try {
    if (!table) tell(await study(plan, again, stop, budgetMinutes), budgetMinutes);
  } finally {
    await writeFileWhole(PAGE, pageOf(readRecords(FOLDER), planRuns()));
    console.log(`Written to ${PAGE}`);
  }
}

async function study(
  plan: readonly PlannedRun[],
  again: boolean,
  stop: AbortSignal,
  budgetMinutes?: number,
): Promise<StudyOutcome> {
  const display = new ProgressDisplay();
  const show = process.stderr.isTTY;
  return runStudy({
    ...{ plan, again, records: readRecords(FOLDER) },
    budgetSeconds: budgetMinutes === undefined ? undefined : 60 * budgetMinutes,
    signal: stop,
    say: (line) => {
      display.clear();
      console.log(line);
    },
    measure: (run) => measureRun(run, stop, (progress) => show && display.update(progress)),
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
