import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { encodeJson } from '../../src-main/engine/export/report-json';
import { writeFileWhole } from '../../src-main/engine/export/whole-files';
import { nameOf } from './study';
import { STUDIED_SPLITS, type RunRecord } from './record';

/** A file of docs/results that is not what the study wrote; its message says which and what to do. */
export class DamagedRecordError extends Error {}

const Seconds = v.object({ wall: v.number(), processor: v.number() });
/** What the page and the resuming rely on. */
const Schema = v.looseObject({
  fingerprint: v.string(),
  command: v.string(),
  network: v.looseObject({ id: v.string(), parameters: v.number(), convolutional: v.boolean() }),
  seed: v.number(),
  pixelsOf: v.optional(v.number()),
  split: v.looseObject({ kind: v.picklist(STUDIED_SPLITS), train: v.number(), overlap: v.number() }),
  oa: v.number(),
  aa: v.number(),
  kappa: v.number(),
  classes: v.array(v.looseObject({ name: v.string(), test: v.number(), recall: v.number() })),
  seconds: v.object({ training: Seconds, prediction: Seconds, whole: Seconds }),
  peakBytes: v.number(),
  settings: v.looseObject({ patch: v.number(), components: v.number() }),
  method: v.optional(v.looseObject({ schedule: v.string() })),
  machine: v.looseObject({ processor: v.string(), cores: v.number() }),
  environment: v.looseObject({ bandscape: v.string(), tensorflow: v.string(), date: v.string() }),
});

/**
 * Every run that is kept in `folder`.
 * @throws DamagedRecordError where a file is not one
 */
export function readRecords(folder: string): RunRecord[] {
  return STUDIED_SPLITS.flatMap((split) =>
    namesIn(join(folder, split)).map((name) => readRecord(join(folder, split, name))),
  );
}

/** Whole or not at all, under the name that the run is found by again. */
export async function writeRecord(folder: string, record: RunRecord): Promise<void> {
  const file = join(folder, nameOf(record));
  mkdirSync(dirname(file), { recursive: true });
  await writeFileWhole(file, encodeJson(record));
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
      .sort();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readRecord(file: string): RunRecord {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    v.parse(Schema, value);
    return value as RunRecord;
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0];
    throw new DamagedRecordError(
      `${file} is not a run of the study (${reason}): remove it, and the run is done again.`,
    );
  }
}
