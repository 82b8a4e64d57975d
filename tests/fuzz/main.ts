/** `npm run fuzz`, once it is bundled: node main.mjs --minutes N [--format F] [--seed S], in the project's folder. */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { formats } from '../../src-main/engine/files/registry';
import { readCorpus, type Seed } from './corpus';
import { Harness } from './harness';
import { fuzz, type Finding } from './session';
import type { Tally } from './tally';

const USAGE = 'npm run fuzz -- --minutes N [--format F] [--seed S]';
const CHILD = fileURLToPath(new URL('child.mjs', import.meta.url));
const FIXTURES = 'tests/fixtures';
const KEPT = `${FIXTURES}/fuzz`;

class UsageError extends Error {}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof UsageError ? `${error.message}\n${USAGE}` : error);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { minutes, format, seed } = readOptions();
  const seeds = readCorpus(FIXTURES).filter(
    (candidate) => format === undefined || candidate.format === format,
  );
  requireEveryFormat(seeds, format);
  console.log(
    `Seed ${seed}, ${minutes} min, ${seeds.length} fixtures of ${new Set(seeds.map((s) => s.format)).size} formats`,
  );
  const harness = new Harness(CHILD);
  const started = Date.now();
  const seconds = () => (Date.now() - started) / 1000;
  let stopped = false;
  process.once('SIGINT', () => (stopped = true));
  const progress = createProgress(seconds);
  const findings: Finding[] = [];
  try {
    const tally = await fuzz({
      ...{ seeds, seed, harness, folder: KEPT },
      goesOn: (tally) => {
        progress(tally);
        return !stopped && seconds() < 60 * minutes;
      },
      onFinding: (finding) => {
        findings.push(finding);
        if (finding.kept) console.log(`\n${describeFinding(finding)}`);
      },
    });
    console.log(`\n${tally.describe()}`);
    const rate = Math.round(tally.inputs / seconds());
    console.log(
      `${tally.inputs} inputs in ${Math.round(seconds())} s, ${rate} a second; ${findings.length} faults, seed ${seed}`,
    );
    for (const finding of findings.filter(({ kept }) => kept)) console.log(`  ${finding.kept}`);
    return findings.length === 0 ? 0 : 1;
  } finally {
    await harness.close();
  }
}

function readOptions(): { minutes: number; format?: string; seed: number } {
  const { values } = parseArgs({
    options: { minutes: { type: 'string' }, format: { type: 'string' }, seed: { type: 'string' } },
  });
  const minutes = Number(values.minutes ?? 1);
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  if (!(minutes > 0)) throw new UsageError(`--minutes ${values.minutes} is no time`);
  if (!Number.isSafeInteger(seed)) throw new UsageError(`--seed ${values.seed} is no whole number`);
  const ids = formats.map(({ id }) => id);
  if (values.format !== undefined && !ids.includes(values.format))
    throw new UsageError(`--format ${values.format} is none of ${ids.join(', ')}`);
  return { minutes, seed, format: values.format };
}

function requireEveryFormat(seeds: readonly Seed[], wanted: string | undefined): void {
  const without = formats
    .map(({ id }) => id)
    .filter((id) => (wanted === undefined || id === wanted) && !seeds.some(({ format }) => format === id));
  if (without.length > 0)
    throw new UsageError(`no fixture below ${FIXTURES} is of format ${without.join(', ')}`);
}

function describeFinding({ format, number, outcome, kept }: Finding): string {
  return `${outcome.fault.toUpperCase()} in ${format}, input ${number}, kept as ${kept}\n  ${outcome.reason.replace(/\n/g, '\n  ')}`;
}

/** A line that is written over on a terminal, and a line every ten seconds elsewhere. */
function createProgress(seconds: () => number): (tally: Tally) => void {
  let last = 0;
  return (tally) => {
    const now = seconds();
    if (now - last < (process.stdout.isTTY ? 0.5 : 10)) return;
    last = now;
    const line = `${Math.round(now)} s: ${tally.inputs} inputs, ${Math.round(tally.inputs / now)} a second, ${tally.faults} faults`;
    process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  };
}
