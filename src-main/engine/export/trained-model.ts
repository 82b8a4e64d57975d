import { copyFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ClassificationResult } from '@shared/training';
import { relabelModel, saveModel, type TrainedModel } from '../classifiers/model-folder';
import { encodeNpy } from './npy';

/**
 * Writes a model's folder that is complete by itself: what it needs to map another scene and, as `split.npy`, which
 * pixels of its own scene trained, validate and test.
 */
export async function writeTrainedModel(
  directory: string,
  model: TrainedModel,
  { split, map: { rows, columns } }: Pick<ClassificationResult, 'split' | 'map'>,
): Promise<void> {
  await saveModel(directory, model);
  await writeFile(join(directory, 'split.npy'), encodeNpy(split, [rows, columns]));
}

/**
 * Copies a model's folder.
 * @param classes those of the model, in its order, with names and colours as they were edited since
 */
export async function copyTrainedModel(
  from: string,
  to: string,
  classes: TrainedModel['classes'],
): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) await copyFile(join(from, name), join(to, name));
  await relabelModel(to, classes);
}
