import type { Georeferencing, LabelMap, VariableRef } from '@shared/scene';
import type { AppliedModel } from '@shared/training';
import type { Learnt } from '../classifiers/classifier';
import { loadModel, modelFolder, restoreModel, type TrainedModel } from '../classifiers/model-folder';
import type { Cube } from '../cube/cube';
import { readTruth } from '../cube/labels';
import { openCube } from '../cube/open';
import { checkTruthSize } from '../cube/truth-size';
import { UnusableDataError } from '../errors';
import type { StartMap } from '../export/probabilities-beside';
import { preparedPicture } from '../preprocessing/preprocessing';
import { measureMap } from './measure-map';
import type { JobProgress } from './progress';

export interface PredictJob {
  /** The folder of a classification, or the `model` folder in it. */
  model: string;
  cube: VariableRef;
  /** To measure the map by. */
  truth?: VariableRef;
  progress: JobProgress;
  /** For who wants every class's probabilities, not only the best guess. */
  startMap?: StartMap;
  signal: AbortSignal;
}

export interface ScenePrediction extends AppliedModel {
  georeferencing?: Georeferencing;
}

/** Nothing is trained here. */
const EFFORT = { training: 0, predicting: 0.96 };

/**
 * Labels every pixel of another scene with a trained model.
 * @throws UnusableDataError where the scene has other bands than the one trained on, or the truth another size
 */
export async function predict(job: PredictJob): Promise<ScenePrediction> {
  job.progress.weigh(EFFORT);
  job.progress.begin('reading');
  const directory = await modelFolder(job.model);
  const model = await loadModel(directory);
  const learnt = restoreModel(directory, model);
  try {
    return await predictWith({ ...job, model: directory }, model, learnt);
  } finally {
    learnt.dispose();
  }
}

async function predictWith(job: PredictJob, model: TrainedModel, learnt: Learnt): Promise<ScenePrediction> {
  const { progress, signal, cube: ref } = job;
  const { cube, truth, picture } = await prepare(job, model);
  try {
    progress.begin('predicting');
    const { rows, columns } = picture;
    const { patch, components } = model.settings;
    const { classes } = model;
    const { georeferencing } = cube;
    const found = await learnt.predict(picture, {
      labels: classes.map(({ label }) => label),
      onProgress: (fraction) => progress.step(fraction),
      onBeat: (fraction) => progress.beat(fraction),
      onTile: await job.startMap?.({ rows, columns, classes, georeferencing }),
      signal,
    });
    progress.begin('evaluating');
    const map = { rows, columns, ...found };
    const { id, title } = model.classifier;
    const cubeName = `${ref.file}:${ref.variable}`;
    return {
      ...{ map, classes, georeferencing, network: { id, title } },
      ...(truth && {
        accuracy: await measureMap(map, truth, model, { directory: job.model, cube: cubeName }),
      }),
      source: { model: job.model, cube: cubeName, network: id, patch, components },
      seconds: progress.seconds,
    };
  } finally {
    await picture.close();
  }
}

/** The scene as the network sees it; its file is closed again. */
async function prepare({ cube: ref, truth: labels, progress, signal }: PredictJob, model: TrainedModel) {
  const onProgress = (fraction: number) => progress.step(fraction);
  const cube = await openCube(ref, { signal, onProgress });
  try {
    checkFits(model, cube, ref);
    const truth = labels && (await readFitting(labels, cube, signal));
    await cube.unpack?.({ signal, onProgress });
    progress.begin('preprocessing');
    const picture = await preparedPicture(cube, model.preprocessing, { signal, onProgress });
    return { cube: { georeferencing: cube.georeferencing }, truth, picture };
  } finally {
    await cube.close();
  }
}

async function readFitting(ref: VariableRef, cube: Cube, signal: AbortSignal): Promise<LabelMap> {
  const truth = await readTruth(ref, { signal, size: [cube.rows, cube.columns] });
  checkTruthSize(cube, truth, ref);
  return truth;
}

/** Further apart than this, in nanometres, two band centres are not of the same band: a hyperspectral band is 10 wide. */
const LARGEST_SHIFT = 15;

function checkFits(model: TrainedModel, { bands, wavelengths }: Cube, { file, variable }: VariableRef): void {
  if (bands !== model.bands) {
    throw new UnusableDataError(
      'model-bands-differ',
      `The model was trained on ${model.bands} bands, but ${variable} in ${file} has ${bands}: ` +
        'choose a scene with the same bands in the same order.',
      { expected: model.bands, bands, file, variable },
    );
  }
  const trained = model.wavelengths;
  if (!trained || !wavelengths) return;
  const used = model.preprocessing.kept ?? Array.from(trained.keys());
  const other = used.find((band) => Math.abs(wavelengths[band] - trained[band]) > LARGEST_SHIFT);
  if (other === undefined) return;
  const [found, expected] = [wavelengths[other], trained[other]].map((value) => Number(value.toFixed(1)));
  throw new UnusableDataError(
    'model-wavelengths-differ',
    `Band ${other + 1} is at ${expected} nm in the model, but at ${found} nm in ${variable} in ${file}: ` +
      'choose a scene of the same sensor, or give it the right wavelengths.',
    { band: other + 1, expected, found, file, variable },
  );
}
