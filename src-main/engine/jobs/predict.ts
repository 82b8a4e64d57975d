import * as tf from '@tensorflow/tfjs-core';
import type { Georeferencing, VariableRef } from '@shared/scene';
import type { ClassificationMap } from '@shared/training';
import { openCube } from '../cube/open';
import { UnusableDataError } from '../errors';
import { restoreWeights } from '../networks/weights';
import { loadModel, type TrainedModel } from '../prediction/model-folder';
import { predictScene } from '../prediction/predict';
import { applyPca } from '../preprocessing/pca';
import type { JobProgress } from './progress';

export interface PredictJob {
  /** The `model` folder of a classification. */
  model: string;
  cube: VariableRef;
  progress: JobProgress;
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
export async function predict({
  model: directory,
  cube: ref,
  progress,
  signal,
}: PredictJob): Promise<ScenePrediction> {
  progress.begin('reading');
  const model = await loadModel(directory);
  const { network, settings } = model;
  const cube = await openCube(ref, { signal });
  try {
    checkBands(model, cube.bands, ref);
    progress.begin('preprocessing');
    const values = await applyPca(cube, model.pca, { signal, onProgress: (f) => progress.step(f) });
    const { rows, columns, georeferencing } = cube;
    const picture = { rows, columns, channels: settings.components, values };
    progress.begin('predicting');
    const weights = restoreWeights(network, model.weights);
    try {
      const onProgress = (fraction: number) => progress.step(fraction);
      const found = await predictScene(network, weights, picture, {
        execution: settings.execution,
        onProgress,
        signal,
      });
      const labels = found.classes.map((index) => model.classes[index].label);
      const { patch, components } = settings;
      const cubeName = `${ref.file}:${ref.variable}`;
      return {
        map: { rows, columns, labels, confidence: found.confidence },
        classes: model.classes,
        georeferencing,
        source: { model: directory, cube: cubeName, network: network.spec.id, patch, components },
      };
    } finally {
      tf.dispose(weights);
    }
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
