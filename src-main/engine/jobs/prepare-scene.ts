import type { RunSeeds } from '@shared/experiment';
import type { ErrorReportLike, LabelMap } from '@shared/scene';
import type { ClassificationInput, TrainingSettings } from '@shared/training';
import type { Cube } from '../cube/cube';
import { readLabels, readTruth } from '../cube/labels';
import { openCube } from '../cube/open';
import { constantBandsWarning } from '../cube/scene-check';
import { checkTruthSize } from '../cube/truth-size';
import {
  constantBandsOf,
  fitPreprocessing,
  pixelsWithoutValues,
  preparedPicture,
  type Preprocessing,
} from '../preprocessing/preprocessing';
import type { Picture } from '../preprocessing/picture';
import { experimentOf } from '../samples/experiment-settings';
import { checkWindow, splitPixels, type LabelGrid, type Split } from '../samples/split';
import { completeTruth } from './complete-truth';
import type { JobProgress } from './progress';

export interface SceneJob {
  input: ClassificationInput;
  settings: TrainingSettings;
  /** Ends the job with `CancelledError`. */
  signal: AbortSignal;
}

/** One scene, read and checked, with the split of one run. */
export interface PreparedScene {
  cube: Pick<Cube, 'bands' | 'wavelengths' | 'georeferencing'>;
  picture: Picture;
  preprocessing: Preprocessing;
  truth: LabelMap;
  masks: { trainingMask?: LabelGrid; testMask?: LabelGrid };
  /** Made before the long work, so that one that cannot be made fails early. */
  split: Split;
  seeds: RunSeeds;
  warnings: ErrorReportLike[];
}

/**
 * Reads a scene and its truth, splits the labelled pixels and prepares every pixel for the network; the caller closes
 * the picture.
 * @throws UnusableDataError, InvalidSettingsError, UnreadableFileError as the rooms before it do
 */
export async function prepareScene(
  job: SceneJob,
  seeds: RunSeeds,
  progress: JobProgress,
): Promise<PreparedScene> {
  const { input, settings, signal } = job;
  const onProgress = (fraction: number) => progress.step(fraction);
  const cube = await openCube(input.cube, { signal, onProgress });
  try {
    const size = [cube.rows, cube.columns] as const;
    const whole = withEditedClasses(await readTruth(input.truth, { signal, size }), input);
    checkTruthSize(cube, whole, input.truth);
    checkWindow(settings.patch, cube.rows, cube.columns);
    const experiment = experimentOf(settings);
    const incomplete = await pixelsWithoutValues(cube, experiment, {
      signal,
      onProgress: (f) => progress.step(f),
    });
    const { truth, warnings: incompleteWarnings } = completeTruth(whole, incomplete);
    const masks = await readMasks(job, size);
    const split = splitPixels(truth, { ...splitOptions(settings, seeds), ...masks });
    await cube.unpack?.({ signal, onProgress });
    progress.begin('preprocessing');
    const preprocessing = await fitPreprocessing(
      cube,
      { ...experiment, components: settings.components },
      {
        signal,
        onProgress: (f) => progress.step(f / 2),
        pixels: experiment.fit === 'training' ? split.train : undefined,
      },
    );
    const picture = await preparedPicture(cube, preprocessing, {
      signal,
      onProgress: (f) => progress.step(0.5 + f / 2),
    });
    const { bands, wavelengths, georeferencing } = cube;
    const constantBands = constantBandsOf(preprocessing);
    const constant = constantBands.length > 0 ? [constantBandsWarning(constantBands)] : [];
    const warnings = [...cube.warnings, ...(truth.warnings ?? []), ...incompleteWarnings, ...constant];
    const described = { bands, wavelengths, georeferencing };
    return { cube: described, picture, preprocessing, truth, masks, split, seeds, warnings };
  } finally {
    await cube.close();
  }
}

/**
 * The scene for another run: split anew, and prepared anew where that is fitted on the training pixels; the caller
 * closes a picture that is not the first scene's.
 */
export async function sceneForRun(
  job: SceneJob,
  first: PreparedScene,
  seeds: RunSeeds,
  run: number,
  progress: JobProgress,
): Promise<PreparedScene> {
  const { settings } = job;
  const refit = experimentOf(settings).fit === 'training' && seeds.split !== first.seeds.split;
  if (refit) {
    progress.begin('reading', run);
    return prepareScene(job, seeds, progress);
  }
  const split = splitPixels(first.truth, { ...splitOptions(settings, seeds), ...first.masks });
  return { ...first, split, seeds };
}

/** Of one run: its seed draws other pixels. */
function splitOptions(settings: TrainingSettings, { split: seed }: RunSeeds) {
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
