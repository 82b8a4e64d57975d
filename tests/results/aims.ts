import { BASELINE } from './plan';
import type { RunRecord } from './record';
import { spreadOf, type Summary } from './summary';

export interface Aim {
  text: string;
  /** `open` where too few runs are there to tell. */
  state: 'met' | 'missed' | 'open';
  /** What was found. */
  found: string;
}

const SEEDS = 5;
const LEAST_OA = { 'hybridsn-bn': 0.984, 'hybridsn-attention': 0.99 } as const;

/** What the program means to reach on the random split, and whether it does. */
export function aimsOf(random: readonly Summary[], expected: readonly string[]): Aim[] {
  return [
    ...Object.entries(LEAST_OA).map(([id, least]) => meanReaches(random, id, least)),
    everyConvolutionBeats(random, expected),
  ];
}

function meanReaches(random: readonly Summary[], id: string, least: number): Aim {
  const text = `mean OA of \`${id}\` over ${SEEDS} seeds at least ${percent(least)}`;
  const runs = random.find((summary) => summary.id === id)?.runs ?? [];
  if (runs.length < SEEDS) return { text, state: 'open', found: `${runs.length} of ${SEEDS} runs are there` };
  const { mean } = spreadOf(runs, ({ oa }) => oa);
  return { text, state: mean >= least ? 'met' : 'missed', found: percent(mean) };
}

/** @param expected ids of all convolutional networks that the study plans */
function everyConvolutionBeats(random: readonly Summary[], expected: readonly string[]): Aim {
  const text = `every convolutional network has a higher OA than \`${BASELINE}\` on the same seeds`;
  const baseline = random.find(({ id }) => id === BASELINE)?.runs ?? [];
  if (baseline.length === 0) return { text, state: 'open', found: `\`${BASELINE}\` has not been run` };
  const compared = random.flatMap(({ id, runs }) => {
    const lead = runs[0].network.convolutional ? leadOver(baseline, runs) : undefined;
    return lead === undefined ? [] : [{ id, lead }];
  });
  const behind = compared.filter(({ lead }) => lead <= 0);
  if (behind.length > 0) {
    const names = behind.map(({ id, lead }) => `\`${id}\` (${(100 * lead).toFixed(2)} points)`);
    return { text, state: 'missed', found: `not so: ${names.join(', ')}` };
  }
  const missing = expected.filter((id) => !compared.some((other) => other.id === id));
  if (missing.length > 0 || compared.length === 0)
    return { text, state: 'open', found: `so for ${compared.length}, still to be run: ${missing.length}` };
  const closest = compared.reduce((one, other) => (other.lead < one.lead ? other : one));
  return {
    text,
    state: 'met',
    found: `the closest is \`${closest.id}\`, ${(100 * closest.lead).toFixed(2)} points above`,
  };
}

/** Difference of the mean OA over the seeds that both have; undefined where there is none. */
function leadOver(baseline: readonly RunRecord[], runs: readonly RunRecord[]): number | undefined {
  const pairs = runs.flatMap((run) => {
    const other = baseline.find(({ seed }) => seed === run.seed);
    return other ? [run.oa - other.oa] : [];
  });
  return pairs.length > 0 ? pairs.reduce((sum, value) => sum + value, 0) / pairs.length : undefined;
}

const percent = (fraction: number) => `${(100 * fraction).toFixed(2)} %`;
