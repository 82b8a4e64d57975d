/** The process that reads files which may end it; see harness.ts. Its temporary folder is its own. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { judgeFile } from './judge';
import { fault, type Outcome } from './outcome';
import type { Answer, Job } from './protocol';

/** Between two files, memory above this is given back first, so that one file is not blamed for another. */
const RESTING_BYTES = 192 * 1024 * 1024;

process.on('message', async ({ file }: Job) => {
  if (process.memoryUsage.rss() > RESTING_BYTES) globalThis.gc?.();
  startPeak();
  const before = openThings();
  let outcome = await judgeFile(file);
  // What was left to happen on its own, such as an unhandled rejection, belongs to this file.
  for (let turn = 0; turn < 2; turn++) await new Promise((resolve) => setImmediate(resolve));
  outcome = leakIn(before, outcome);
  const answer: Answer = { outcome, peakBytes: peakBytes() };
  process.send!(answer);
});
process.on('disconnect', () => process.exit());
process.send!('ready');

function leakIn(before: number, outcome: Outcome): Outcome {
  const left = openThings() - before;
  if (left <= 0 || outcome.verdict === 'fault') return outcome;
  return fault('leak', `${left} more open or temporary files than before`);
}

/** Open file handles and files in the temporary folder. */
function openThings(): number {
  return readdirSync('/proc/self/fd').length + readdirSync(tmpdir()).length;
}

/** Linux forgets the highest resident size when it is told so (proc(5), clear_refs). */
function startPeak(): void {
  writeFileSync('/proc/self/clear_refs', '5');
}

function peakBytes(): number {
  const status = readFileSync('/proc/self/status', 'latin1');
  return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1]) * 1024;
}
