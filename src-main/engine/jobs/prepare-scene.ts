import type { RunSeeds } from '@shared/experiment';
import type { ErrorReportLike, LabelMap } from '@shared/scene';
import type { ClassificationInput, TrainingSettings } from '@shared/training';
import type { Cube } from '../cube/cube';
import { readLabels, readTruth } from '../cube/labels';
import { openCube } from '../cube/open';
import { constantBandsWarning } from '../cube/scene-check';
import { checkTruthSize } from '../cube/truth-size';
import { fitPca, type Pca } from '../preprocessing/pca';
import type { Picture } from '../preprocessing/picture';
import { scorePicture } from '../preprocessing/scores';
import { experimentOf } from '../samples/experiment-settings';
import { planRuns } from '../samples/seeds';
import { checkWindow, splitPixels, type LabelGrid, type Split } from '../samples/split';
import type { JobProgress } from './progress';

export interface SceneJob {
  input: ClassificationInput;
  settings: TrainingSettings;
  /** Ends the job with `CancelledError`. */
  signal: AbortSignal;
}

/** One scene, read and checked once for all runs. */
export interface PreparedScene {
  cube: Pick<Cube, 'bands' | 'wavelengths' | 'georeferencing'>;
  picture: Picture;
  pca: Pca;
  truth: LabelMap;
  masks: { trainingMask?: LabelGrid; testMask?: LabelGrid };
  /** Of the first run, made before the long work so that one that cannot be made fails early. */
  firstSplit: Split;
  warnings: ErrorReportLike[];
}

/**
 * Reads a scene and its truth, splits the labelled pixels and prepares every pixel for the network; the caller closes
 * the picture.
 * @throws UnusableDataError, InvalidSettingsError, UnreadableFileError as the rooms before it do
 */
export async function prepareScene(job: SceneJob, progress: JobProgress): Promise<PreparedScene> {
  const { input, settings, signal } = job;
  const cube = await openCube(input.cube, { signal });
  try {
    const size = [cube.rows, cube.columns] as const;
    const truth = withEditedClasses(await readTruth(input.truth, { signal, size }), input);
    checkTruthSize(cube, truth, input.truth);
    checkWindow(settings.patch, cube.rows, cube.columns);
    const masks = await readMasks(job, size);
    const firstSplit = splitPixels(truth, { ...splitOptions(settings, planRuns(settings)[0]), ...masks });
    progress.begin('preprocessing');
    const pca = await fitPca(cube, settings.components, { signal, onProgress: (f) => progress.step(f / 2) });
    const picture = await scorePicture(cube, pca, {
      signal,
      onProgress: (f) => progress.step(0.5 + f / 2),
    });
    const { bands, wavelengths, georeferencing } = cube;
    const constant = pca.constantBands.length > 0 ? [constantBandsWarning(pca.constantBands)] : [];
    const warnings = [...cube.warnings, ...(truth.warnings ?? []), ...constant];
    return { cube: { bands, wavelengths, georeferencing }, picture, pca, truth, masks, firstSplit, warnings };
  } finally {
    await cube.close();
  }
}

/** Of one run: its seed draws other pixels. */
export function splitOptions(settings: TrainingSettings, { split: seed }: RunSeeds) {
  const { split, training, patch } = settings;
  return { kind: split, training, patch, seed, validation: experimentOf(settings).validation };
}

function withEditedClasses(truth: LabelMap, { classes }: ClassificationInput): LabelMap {
  if (!classes) return truth;
  return { ...truth, classes: truth.classes.map((known) => ({ ...known, ...classes[known.label - 1] })) };
}

async function readMasks(
  { input, settings, signal }: SceneJob,
  size: readonly [rows: number, columns: number],
): Promise<PreparedScene['masks']> {
  if (settings.split !== 'masks') return {};
  return {
    trainingMask: input.trainingMask && (await readLabels(input.trainingMask, { signal, size })),
    testMask: input.testMask && (await readLabels(input.testMask, { signal, size })),
  };
}
