import { createRandom } from '../../src-main/engine/samples/random';
import type { Seed } from './corpus';
import type { Harness, Input } from './harness';
import { keepInput } from './keep';
import { minimise } from './minimise';
import { mutate } from './mutate';
import type { Outcome, Trial } from './outcome';
import { Tally } from './tally';

export interface Finding {
  format: string;
  /** Counted from 0: with the seed, what makes the input again. */
  number: number;
  outcome: Extract<Outcome, { verdict: 'fault' }>;
  /** Where the input is kept; absent for one like another that is kept already. */
  kept?: string;
}

export interface Session {
  seeds: readonly Seed[];
  seed: number;
  harness: Harness;
  /** Where failing inputs are kept. */
  folder: string;
  /** Asked before every input. */
  goesOn(tally: Tally): boolean;
  onFinding(finding: Finding): void;
}

const TRIES = 400;
/** Every try takes as long as a file may. */
const TRIES_OF_HANGS = 12;

/** Has mutated fixtures read, formats in turn, until it is told to end. */
export async function fuzz({ seeds, seed, harness, folder, goesOn, onFinding }: Session): Promise<Tally> {
  const formats = [...new Set(seeds.map(({ format }) => format))];
  const ofFormat = new Map(formats.map((id) => [id, seeds.filter(({ format }) => format === id)]));
  const contents = seeds.flatMap(({ input }) =>
    Object.values(input.files).map((bytes) => Buffer.from(bytes)),
  );
  const tally = new Tally();
  const known = new Set<string>();
  const origins = new Map<Input, { format: string; number: number }>();
  for (let number = 0; goesOn(tally); number++) {
    const random = createRandom(seed, `input ${number}`);
    const format = formats[number % formats.length];
    const candidates = ofFormat.get(format)!;
    const input = mutate(candidates[random.integer(candidates.length)].input, random, contents);
    remember(origins, input, { format, number });
    const trial = await harness.run(input);
    tally.add(format, trial);
    const { outcome } = trial;
    if (outcome.verdict !== 'fault') continue;
    const finding: Finding = { ...(origins.get(trial.input) ?? { format, number }), outcome };
    const signature = `${finding.format} ${outcome.fault} ${placeOf(outcome.reason)}`;
    if (!known.has(signature)) {
      known.add(signature);
      finding.kept = await keep(trial.input, finding, harness, folder);
    }
    onFinding(finding);
  }
  return tally;
}

/** Findings may come a few inputs late. */
function remember<T>(origins: Map<Input, T>, input: Input, origin: T): void {
  origins.set(input, origin);
  if (origins.size > 100) origins.delete(origins.keys().next().value!);
}

async function keep(
  input: Input,
  { format, outcome }: Finding,
  harness: Harness,
  folder: string,
): Promise<string> {
  const place = placeOf(outcome.reason);
  const isAlike = ({ outcome: again }: Trial) =>
    again.verdict === 'fault' && again.fault === outcome.fault && placeOf(again.reason) === place;
  const tries = outcome.fault === 'hang' ? TRIES_OF_HANGS : TRIES;
  const small = await minimise(input, async (candidate) => isAlike(await harness.runOnce(candidate)), tries);
  const kept = isAlike(await harness.runAlone(small)) ? small : input;
  return keepInput(folder, `${format}-${outcome.fault}`, kept);
}

/** What two findings have in common: the place in our code, without the numbers of the file. */
function placeOf(reason: string): string {
  const frame = /^\s+at .*$/m.exec(reason)?.[0];
  return (
    frame ??
    reason
      .replace(/["'][^"']*["']/g, '')
      .replace(/\d+/g, '')
      .slice(0, 60)
  );
}
