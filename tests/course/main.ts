/** `npm run course [-- --table]`, once it is bundled: runs what is missing and writes the tables of docs/course.md. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { ClassificationResult } from '@shared/training';
import { writeFileWhole } from '../../src-main/engine/export/whole-files';
import { UsageError } from '../bench/bench';
import { MeasuredEngine } from '../bench/engine';
import { runCommand } from '../results/command';
import { INPUT, secondsOf } from '../results/measure';
import { readRecords } from '../results/store';
import { withBlocks } from './document';
import { commandOf, EXPERIMENTS, fingerprintFor, settingsFor, type Experiment } from './experiments';
import { readExperiment, writeExperiment, type KeptExperiment } from './kept';

const FOLDER = 'docs/course';
const DOCUMENT = 'docs/course.md';

await runCommand(main, 'Stopped; what was finished is kept, and the next start goes on from there.');

async function main(args: string[], stop: AbortSignal): Promise<void> {
  const { table } = options(args);
  try {
    if (!table) await runMissing(stop);
  } finally {
    const material = { experiment: (id: string) => current(id), records: readRecords('docs/results') };
    await writeFileWhole(DOCUMENT, withBlocks(readFileSync(DOCUMENT, 'utf8'), material));
    console.log(`Written to ${DOCUMENT}`);
  }
}

function options(args: string[]): { table: boolean } {
  try {
    return parseArgs({ args, options: { table: { type: 'boolean', default: false } } }).values;
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nnpm run course -- [--table]`);
  }
}

/** What is kept and would come out the same today. */
function current(id: string): KeptExperiment | undefined {
  const experiment = EXPERIMENTS.find((one) => one.id === id)!;
  const kept = readExperiment(FOLDER, id);
  return kept?.fingerprint === fingerprintFor(experiment) ? kept : undefined;
}

async function runMissing(stop: AbortSignal): Promise<void> {
  const missing = EXPERIMENTS.filter(({ id }) => current(id) === undefined);
  for (const [index, experiment] of missing.entries()) {
    console.log(`${index + 1} of ${missing.length}: ${commandOf(experiment)}`);
    const kept = await run(experiment, stop);
    await writeExperiment(FOLDER, experiment.id, kept);
    const { mean, std } = kept.runs;
    console.log(
      `  OA ${(100 * mean.oa).toFixed(2)} ± ${(100 * std.oa).toFixed(2)} %, ${kept.seconds.wall} s`,
    );
  }
}

async function run(experiment: Experiment, stop: AbortSignal): Promise<KeptExperiment> {
  const engine = await MeasuredEngine.start(stop);
  try {
    const { stages, results } = await engine.call({
      method: 'classify',
      parameters: { input: INPUT, settings: settingsFor(experiment) },
      keep: true,
    });
    const { runs, network, environment } = (results[0] as ClassificationResult).report;
    const command = commandOf(experiment);
    const fingerprint = fingerprintFor(experiment);
    return { fingerprint, command, runs, network, seconds: secondsOf(stages), environment };
  } finally {
    await engine.end();
  }
}
