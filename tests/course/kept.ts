import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Environment, Report } from '@shared/report';
import { encodeJson } from '../../src-main/engine/export/report-json';
import { writeFileWhole } from '../../src-main/engine/export/whole-files';
import type { Seconds } from '../results/record';
import { DamagedRecordError } from '../results/store';

/** What is kept of an experiment: docs/course/ID.json. */
export interface KeptExperiment {
  fingerprint: string;
  command: string;
  runs: Report['runs'];
  network: Report['network'];
  seconds: Seconds;
  environment: Environment;
}

const Figures = v.object({ oa: v.number(), aa: v.number(), kappa: v.number() });
const Schema = v.looseObject({
  fingerprint: v.string(),
  command: v.string(),
  runs: v.looseObject({
    ...{ mean: Figures, std: Figures, each: v.array(v.looseObject({ oa: v.number() })) },
    sources: v.array(v.looseObject({ source: v.string(), std: Figures })),
  }),
  environment: v.looseObject({ bandscape: v.string(), tensorflow: v.string(), date: v.string() }),
});

/**
 * Undefined where the experiment has not been run.
 * @throws DamagedRecordError
 */
export function readExperiment(folder: string, id: string): KeptExperiment | undefined {
  const file = join(folder, `${id}.json`);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    const value: unknown = JSON.parse(text);
    v.parse(Schema, value);
    return value as KeptExperiment;
  } catch (error) {
    const reason = (error as Error).message.split('\n')[0];
    throw new DamagedRecordError(
      `${file} is not an experiment of the course (${reason}): remove it, and it is done again.`,
    );
  }
}

export async function writeExperiment(folder: string, id: string, kept: KeptExperiment): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await writeFileWhole(join(folder, `${id}.json`), encodeJson(kept));
}
