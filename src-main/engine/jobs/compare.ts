import { promises as fs } from 'node:fs';
import { basename, join } from 'node:path';
import type { Comparison, ImpossiblePair, PairComparison } from '@shared/comparison';
import { variedInTurn, type Report } from '@shared/report';
import type { VariableRef } from '@shared/scene';
import type { ClassificationResult } from '@shared/training';
import { readLabels } from '../cube/labels';
import { UnreadableFileError, UnsupportedFormatError } from '../errors';
import { mcNemar, pairedCounts } from '../evaluation/mcnemar';
import { stdOfSources } from '../evaluation/runs';
import { SIDE, type LabelGrid } from '../samples/sides';

/** A folder that `classify` wrote, or a result that is still in memory. */
export type RunSource =
  | { directory: string }
  | {
      name: string;
      result: Pick<ClassificationResult, 'report' | 'split'> & { map: { labels: Uint16Array } };
    };

interface LoadedRun {
  name: string;
  directory?: string;
  report: Report;
  labels: ArrayLike<number>;
  split: ArrayLike<number>;
}

/**
 * Reads finished runs and tests each against each with McNemar's test, on the test pixels that the two have in common.
 * @param truth instead of the ground truth that the runs name
 * @throws UnreadableFileError, UnsupportedFormatError where a folder holds no finished run
 */
export async function compareRuns(
  sources: readonly RunSource[],
  { truth, signal }: { truth?: VariableRef; signal?: AbortSignal } = {},
): Promise<Comparison> {
  const runs = await Promise.all(sources.map((source) => loadRun(source, signal)));
  const truths = new TruthReader(truth, signal);
  const pairs: Comparison['pairs'] = [];
  for (let second = 1; second < runs.length; second++)
    for (let first = 0; first < second; first++) {
      pairs.push({ ...(await comparePair(runs[first], runs[second], truths)), first, second });
    }
  return { runs: runs.map(({ name, directory, report }) => ({ name, directory, report })), pairs };
}

type Outcome = Omit<PairComparison, 'first' | 'second'> | Omit<ImpossiblePair, 'first' | 'second'>;

async function comparePair(one: LoadedRun, other: LoadedRun, truths: TruthReader): Promise<Outcome> {
  if (one.labels.length !== other.labels.length) return { reason: 'other-scene' };
  const truth = await truths.of(one);
  if (!truth || truth.labels.length !== one.labels.length) {
    return { reason: 'truth-missing', truth: one.report.config.truth };
  }
  const { pixels, sameTestPixels, ...counts } = pairedCounts(truth.labels, one, other, SIDE.test);
  if (pixels === 0) return { reason: 'no-common-pixels' };
  return { pixels, sameTestPixels, ...mcNemar(counts) };
}

async function loadRun(source: RunSource, signal?: AbortSignal): Promise<LoadedRun> {
  if ('result' in source) {
    const { report, map, split } = source.result;
    return { name: source.name, report, labels: map.labels, split };
  }
  const { directory } = source;
  const report = parseReport(directory, await readPart(directory, 'report.json'));
  const grid = (name: string) =>
    readLabels({ file: join(directory, name), variable: name.slice(0, -4) }, { signal });
  const [map, split] = await Promise.all([grid('map.npy'), grid('split.npy')]);
  return { name: basename(directory), directory, report, labels: map.labels, split: split.labels };
}

async function readPart(directory: string, name: string): Promise<string> {
  try {
    return await fs.readFile(join(directory, name), 'utf8');
  } catch {
    throw new UnreadableFileError(
      'run-part-missing',
      `${directory} is no finished run: ${name} cannot be read; choose a folder that classify wrote.`,
      { directory, name },
    );
  }
}

function parseReport(directory: string, text: string): Report {
  let report: Report | undefined;
  try {
    report = JSON.parse(text) as Report;
  } catch {
    report = undefined;
  }
  if (
    report?.config &&
    report.network &&
    report.split &&
    report.timing &&
    report.runs?.mean &&
    report.classes
  ) {
    return { ...report, runs: withSources(report.runs) };
  }
  throw new UnsupportedFormatError(
    'run-report-not-ours',
    `The report.json in ${directory} is not that of a finished run: choose a folder that classify wrote.`,
    { directory },
  );
}

/** Earlier versions knew no sources, or gave the standard deviation of all runs where each seed was varied in turn. */
function withSources(runs: Report['runs']): Report['runs'] {
  const known = { ...runs, sources: runs.sources ?? [] };
  return variedInTurn(known) ? { ...known, std: stdOfSources(known.sources) } : known;
}

/** Reads each ground truth once. */
class TruthReader {
  private readonly read = new Map<string, Promise<LabelGrid | undefined>>();

  constructor(
    private readonly given: VariableRef | undefined,
    private readonly signal?: AbortSignal,
  ) {}

  /** Undefined where it is no longer where the run found it. */
  of({ report }: LoadedRun): Promise<LabelGrid | undefined> {
    const ref = this.given ?? refOf(report.config.truth);
    const key = JSON.stringify(ref);
    let found = this.read.get(key);
    if (!found) {
      found = readLabels(ref, { signal: this.signal });
      // A truth that somebody names must be readable; one that a report names may have been moved since.
      if (!this.given) found = found.catch(() => undefined);
      this.read.set(key, found);
    }
    return found;
  }
}

/** `FILE:NAME`, as a report names a variable. */
function refOf(text: string): VariableRef {
  const colon = text.lastIndexOf(':');
  return { file: text.slice(0, colon), variable: text.slice(colon + 1) };
}
