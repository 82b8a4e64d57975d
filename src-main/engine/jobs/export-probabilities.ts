import type { Replaceable } from '@shared/engine-protocol';
import { openProbabilities } from '../export/probabilities-beside';
import type { ProbabilityFile } from '../export/probabilities';
import { checkTargets } from '../export/targets';
import { predict, type PredictJob } from './predict';

export interface ProbabilityJob extends Omit<PredictJob, 'startMap'> {
  file: string;
  /** Names by label, instead of those that the model knows. */
  names?: ReadonlyMap<number, string>;
  overwrite?: Replaceable;
}

/**
 * Maps a scene with a saved model and writes every class's probability at every pixel, whole or not at all.
 * @throws NotWritableError, CancelledError; UnusableDataError as `predict`
 */
export async function exportProbabilities({ file, names, overwrite, ...job }: ProbabilityJob): Promise<void> {
  await checkTargets([file], overwrite ?? false, [job.cube.file]);
  let written: ProbabilityFile | undefined;
  try {
    await predict({
      ...job,
      startMap: async ({ classes, ...scene }) => {
        const named = classes.map(({ label, name }) => ({ label, name: names?.get(label) ?? name }));
        const created = await openProbabilities(file, { ...scene, classes: named }, job.signal);
        written = created;
        return (tile, probabilities) => created.put(tile, probabilities);
      },
    });
    await written?.finish();
  } finally {
    await written?.discard();
  }
}
