import * as tf from '@tensorflow/tfjs-core';
import type { Georeferencing, VariableRef } from '@shared/scene';
import type { ClassificationMap } from '@shared/training';
import { openCube } from '../cube/open';
import { UnusableDataError } from '../errors';
import { restoreWeights } from '../networks/weights';
import { loadModel, type TrainedModel } from '../prediction/model-folder';
import { predictScene, type PredictionOptions } from '../prediction/predict';
import { scorePicture } from '../preprocessing/scores';
import type { JobProgress } from './progress';

export interface PredictJob {
  /** The `model` folder of a classification. */
  model: string;
  cube: VariableRef;
  progress: JobProgress;
  /** For who wants every class's probabilities, not only the best guess; see `predictScene`. */
  onTile?: PredictionOptions['onTile'];
  signal: AbortSignal;
}

export interface ScenePrediction {
  map: ClassificationMap;
  classes: TrainedModel['classes'];
  georeferencing?: Georeferencing;
  /** What the map was made from, for the record beside it. */
  source: { model: string; cube: string; network: string; patch: number; components: number };
}

/**
 * Labels every pixel of another scene with a trained model.
 * @throws UnusableDataError where the scene has another number of bands than the one trained on
 */
export async function predict(job: PredictJob): Promise<ScenePrediction> {
  const { progress, signal, cube: ref } = job;
  progress.begin('reading');
  const model = await loadModel(job.model);
  const { cube, picture } = await prepare(job, model);
  const weights = restoreWeights(model.network, model.weights);
  try {
    progress.begin('predicting');
    const { rows, columns } = picture;
    const { patch, components, execution } = model.settings;
    const found = await predictScene(model.network, weights, picture, {
      execution,
      labels: model.classes.map(({ label }) => label),
      onProgress: (fraction) => progress.step(fraction),
      onTile: job.onTile,
      signal,
    });
    return {
      map: { rows, columns, ...found },
      classes: model.classes,
      georeferencing: cube.georeferencing,
      source: {
        model: job.model,
        cube: `${ref.file}:${ref.variable}`,
        network: model.network.spec.id,
        patch,
        components,
      },
    };
  } finally {
    tf.dispose(weights);
    await picture.close();
  }
}

/** The scene as the network sees it; its file is closed again. */
async function prepare({ cube: ref, progress, signal }: PredictJob, model: TrainedModel) {
  const cube = await openCube(ref, { signal });
  try {
    checkBands(model, cube.bands, ref);
    progress.begin('preprocessing');
    const onProgress = (fraction: number) => progress.step(fraction);
    const picture = await scorePicture(cube, model.pca, { signal, onProgress });
    return { cube: { georeferencing: cube.georeferencing }, picture };
  } finally {
    await cube.close();
  }
}

function checkBands(model: TrainedModel, bands: number, { file, variable }: VariableRef): void {
  if (bands === model.bands) return;
  throw new UnusableDataError(
    'model-bands-differ',
    `The model was trained on ${model.bands} bands, but ${variable} in ${file} has ${bands}: ` +
      'choose a scene with the same bands in the same order.',
    { expected: model.bands, bands, file, variable },
  );
}
