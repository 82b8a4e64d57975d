import { mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Georeferencing } from '@shared/scene';
import type { Rectangle } from '../preprocessing/picture';
import { withTemporaryFolder } from './atomic';
import { placeOf } from './place/place';
import { ProbabilityFile } from './probabilities';

const NAME = 'probabilities.tif';

/** A scene that is about to be mapped, pixel by pixel. */
export interface MappedScene {
  rows: number;
  columns: number;
  classes: readonly { label: number; name: string }[];
  georeferencing?: Georeferencing;
}

/** Told before a scene is mapped; what it returns is given every tile's probabilities. */
export type StartMap = (
  scene: MappedScene,
) => Promise<(tile: Rectangle, probabilities: Float32Array) => Promise<void>>;

/** Class probabilities that wait beside a result's folder until it is filled. */
export interface WaitingProbabilities {
  start: StartMap;
  /** Puts the finished file into the result. */
  moveInto(folder: string): Promise<void>;
}

/**
 * Runs a job that writes its result to `directory`, with a file for class probabilities beside it where they are
 * wanted: they come while the scene is mapped, long before there is a folder to put them in.
 * @throws what `work` throws; nothing of the file is left
 */
export async function withProbabilities<T>(
  directory: string,
  wanted: boolean,
  signal: AbortSignal,
  work: (probabilities?: WaitingProbabilities) => Promise<T>,
): Promise<T> {
  if (!wanted) return work();
  return withTemporaryFolder(directory, async (temporary) => {
    const waiting = join(temporary, NAME);
    let file: ProbabilityFile | undefined;
    const start: StartMap = async (scene) => {
      await mkdir(temporary, { recursive: true });
      const created = await openProbabilities(waiting, scene, signal);
      file = created;
      return (tile, probabilities) => created.put(tile, probabilities);
    };
    const moveInto = async (folder: string) => {
      await file?.finish();
      await rename(waiting, join(folder, NAME));
    };
    try {
      return await work({ start, moveInto });
    } finally {
      await file?.discard();
    }
  });
}

/** A file for the probabilities of a scene's pixels, in the order of its classes. */
export async function openProbabilities(
  file: string,
  { rows, columns, classes, georeferencing }: MappedScene,
  signal?: AbortSignal,
): Promise<ProbabilityFile> {
  const place = await placeOf({ georeferencing });
  return ProbabilityFile.create(
    file,
    { rows, columns, names: classes.map(({ name }) => name), place },
    signal,
  );
}
