/**
 * The one place where TensorFlow lives: a worker thread that serves `NetworkMethods`. It is started afresh for every
 * run, so that nothing of an earlier run (memory, random state, a native crash) can reach the next.
 */
import { rm } from 'node:fs/promises';
import { availableParallelism, cpus } from 'node:os';
import util from 'node:util';
import { parentPort } from 'node:worker_threads';
import * as tf from '@tensorflow/tfjs-core';
import type { NetworkMethods } from '@shared/engine-protocol';
import type { Environment } from '@shared/report';
import packageJson from '../package.json';
import { serveWorker, type WorkerPort } from './engine-host/serve-worker';
import { EngineError } from './engine/errors';
import { checkOutputDirectory } from './engine/export/atomic';
import { writeClassification } from './engine/export/classification';
import { writePrediction } from './engine/export/prediction';
import { writeTrainedModel } from './engine/export/trained-model';
import { withProbabilities } from './engine/export/probabilities-beside';
import { classify } from './engine/jobs/classify';
import { exportProbabilities } from './engine/jobs/export-probabilities';
import { predict } from './engine/jobs/predict';
import { JobProgress } from './engine/jobs/progress';

/** tfjs-node 4.22 calls two helpers of `util` that Node 23 removed. */
function restoreRemovedHelpers(): void {
  const helpers = util as unknown as Record<string, unknown>;
  helpers.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
  helpers.isArray ??= Array.isArray;
}

let loading: Promise<{ tensorflow: string }> | undefined;

/** Loads libtensorflow once. @throws EngineError where it cannot be loaded, with what to do */
function loadTensorFlow(): Promise<{ tensorflow: string }> {
  restoreRemovedHelpers();
  loading ??= import('@tensorflow/tfjs-node').then(
    async () => {
      await tf.ready();
      const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } };
      return { tensorflow: binding.TF_Version };
    },
    (error: unknown) => {
      const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0];
      throw new EngineError(
        'tensorflow-not-loaded',
        `TensorFlow could not be loaded (${reason}); run npm start once to set it up again.`,
        { reason },
      );
    },
  );
  return loading;
}

async function environment(): Promise<Omit<Environment, 'date'>> {
  const { tensorflow } = await loadTensorFlow();
  return {
    bandscape: packageJson.version,
    tensorflow,
    tfjs: tf.version_core,
    backend: tf.getBackend(),
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    onednn: process.env.TF_ENABLE_ONEDNN_OPTS !== '0',
    threads: typeof availableParallelism === 'function' ? availableParallelism() : cpus().length,
  };
}

/** A run is worth more than its model: one that does not fit on the disk is gone, and says so when it is asked for. */
async function keepModel(...parts: Parameters<typeof writeTrainedModel>): Promise<void> {
  const [directory] = parts;
  try {
    await writeTrainedModel(...parts);
  } catch {
    await rm(directory, { recursive: true, force: true }).catch(() => undefined);
  }
}

serveWorker<NetworkMethods>(parentPort as unknown as WorkerPort, {
  environment: async () => ({ ...(await environment()), date: new Date().toISOString() }),
  classify: async ({ input, settings, modelDirectory, ...asked }, { stop, signal, progress }) => {
    const { outputDirectory, overwrite = false, probabilities: wanted = false } = asked;
    if (outputDirectory !== undefined) await checkOutputDirectory(outputDirectory, overwrite);
    const job = { input, settings, environment: await environment(), progress, stop, signal };
    if (outputDirectory === undefined) {
      const { result, model } = await classify(job);
      if (modelDirectory !== undefined) await keepModel(modelDirectory, model, result);
      return result;
    }
    return withProbabilities(outputDirectory, wanted, signal, async (probabilities) => {
      const { result, model, georeferencing } = await classify({ ...job, startMap: probabilities?.start });
      const runs = result.report.runs.each.length;
      progress({ type: 'phase', phase: 'writing', run: runs, runs });
      const writeModel = (directory: string) => writeTrainedModel(directory, model, result);
      const options = { overwrite, writeModel, georeferencing, probabilities };
      await writeClassification(outputDirectory, result, options);
      return result;
    });
  },
  predict: async ({ model, cube, truth, outputDirectory, ...asked }, { signal, progress }) => {
    const { overwrite = false, probabilities: wanted = false } = asked;
    if (outputDirectory !== undefined) await checkOutputDirectory(outputDirectory, overwrite);
    await loadTensorFlow();
    const steps = new JobProgress(progress, 1, 0);
    const job = { model, cube, truth, progress: steps, signal };
    if (outputDirectory === undefined) return predict(job);
    return withProbabilities(outputDirectory, wanted, signal, async (probabilities) => {
      const prediction = await predict({ ...job, startMap: probabilities?.start });
      steps.begin('writing');
      await writePrediction(outputDirectory, prediction, { overwrite, probabilities });
      return prediction;
    });
  },
  exportProbabilities: async ({ classes, ...job }, { signal, progress }) => {
    await loadTensorFlow();
    const names = classes && new Map(classes.map(({ label, name }) => [label, name]));
    await exportProbabilities({ ...job, names, signal, progress: new JobProgress(progress, 1, 0) });
    return null;
  },
});
