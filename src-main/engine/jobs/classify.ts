import * as tf from '@tensorflow/tfjs-core';
import type { RunSeeds } from '@shared/experiment';
import type { Environment, Report } from '@shared/report';
import type { Georeferencing, VariableRef } from '@shared/scene';
import type {
  ClassificationMap,
  ClassificationResult,
  EpochRecord,
  TrainingProgress,
} from '@shared/training';
import { CancelledError } from '../errors';
import type { StartMap } from '../export/probabilities-beside';
import { buildReport, evaluate } from '../evaluation/report';
import { buildForScene } from '../networks/describe';
import { layersBefore } from '../prediction/layers-before';
import { trainableParameters, windowMacs, type Network } from '../networks/network';
import { resolveOptions } from '../networks/options';
import { findNetwork } from '../networks/registry';
import { readWeights } from '../networks/weights';
import { predictScene } from '../prediction/predict';
import type { TrainedModel } from '../prediction/model-folder';
import { experimentOf } from '../samples/experiment-settings';
import { planRuns } from '../samples/seeds';
import type { Split } from '../samples/split';
import { trainNetwork, type TrainedNetwork } from '../training/train';
import { prepareScene, sceneForRun, type PreparedScene, type SceneJob } from './prepare-scene';
import { JobProgress } from './progress';

export interface ClassifyJob extends SceneJob {
  environment: Omit<Environment, 'date'>;
  progress: (progress: TrainingProgress) => void;
  /** Ends training within a step; the map and the report are then of what was learnt. */
  stop: AbortSignal;
  /** For who wants every class's probabilities on the first run's map, not only the best guess. */
  startMap?: StartMap;
}

export interface Classification {
  result: ClassificationResult;
  model: TrainedModel;
  georeferencing?: Georeferencing;
}

/** What is kept of every run; maps and weights only of the first. */
interface RunFigures {
  seeds: RunSeeds;
  evaluation: ReturnType<typeof evaluate>;
}

interface Run extends RunFigures {
  split: Split;
  trained: Omit<TrainedNetwork, 'weights'>;
  weights: Float32Array[];
  map: ClassificationMap;
  trainSeconds: number;
  predictSeconds: number;
}

/**
 * The main job: reads a scene, trains a network on a part of its labelled pixels, labels every pixel and measures the
 * result on the test pixels. With several runs the map, the table and the model are the first run's.
 * @throws UnusableDataError, InvalidSettingsError, UnreadableFileError as its rooms do
 * @throws CancelledError when cancelled, or stopped before anything was learnt
 */
export async function classify(asked: ClassifyJob): Promise<Classification> {
  const spec = findNetwork(asked.settings.network);
  const settings = {
    ...asked.settings,
    options: resolveOptions(spec, asked.settings.options),
    experiment: experimentOf(asked.settings),
  };
  const job = { ...asked, settings };
  const progress = new JobProgress(job.progress, planRuns(settings).length, settings.epochs);
  progress.begin('reading');
  const scene = await prepareScene(job, planRuns(settings)[0], progress);
  try {
    settings.components = scene.picture.channels;
    const input = [settings.patch, settings.patch, settings.components] as const;
    const classes = scene.truth.classes.length;
    const network = buildForScene(spec, input, classes, settings.options, layersBefore(settings));
    return await classifyScene(job, network, scene, progress);
  } finally {
    await scene.picture.close();
  }
}

async function classifyScene(
  job: ClassifyJob,
  network: Network,
  scene: PreparedScene,
  progress: JobProgress,
): Promise<Classification> {
  const { settings } = job;
  const history: EpochRecord[] = [];
  const planned = planRuns(settings);
  const first = await runOnce(job, network, scene, 1, history, progress);
  const figures: RunFigures[] = [first];
  for (let run = 2; run <= planned.length && !job.stop.aborted; run++) {
    const own = await sceneForRun(job, scene, planned[run - 1], progress);
    try {
      const { seeds, evaluation } = await runOnce(job, network, own, run, history, progress);
      figures.push({ seeds, evaluation });
    } finally {
      if (own.picture !== scene.picture) await own.picture.close();
    }
  }
  progress.begin('evaluating');
  const report = reportOf(job, network, scene, first, figures, history, progress.seconds);
  return {
    result: { report, map: first.map, history, split: first.split.sides },
    georeferencing: scene.cube.georeferencing,
    model: {
      network,
      weights: first.weights,
      preprocessing: scene.preprocessing,
      bands: scene.cube.bands,
      wavelengths: scene.cube.wavelengths && [...scene.cube.wavelengths],
      classes: scene.truth.classes.map(({ label, name, color }) => ({ label, name, color })),
      settings,
    },
  };
}

async function runOnce(
  job: ClassifyJob,
  network: Network,
  scene: PreparedScene,
  run: number,
  history: EpochRecord[],
  progress: JobProgress,
): Promise<Run> {
  const { settings, stop, signal } = job;
  const { truth, picture, split, seeds } = scene;
  const classOf = new Map(truth.classes.map(({ label }, index) => [label, index]));
  const labelled = (pixels: Int32Array) => ({
    pixels,
    targets: pixels.map((pixel) => classOf.get(truth.labels[pixel]) as number),
  });
  progress.begin('training', run);
  const started = Date.now();
  const { weights, ...trained } = await trainNetwork({
    network,
    picture,
    labelled: labelled(split.train),
    validation: split.validation.length > 0 ? labelled(split.validation) : undefined,
    settings,
    seeds,
    stop,
    signal,
    onStep: (fraction, epoch) => progress.step(fraction, epoch),
    onEpoch: (record) => {
      history.push({ run, ...record });
      job.progress({ type: 'epoch', record: { run, ...record } });
    },
  });
  const trainedAt = Date.now();
  try {
    if (trained.keptEpoch === 0) throw new CancelledError();
    progress.begin('predicting');
    const { rows, columns } = picture;
    const { classes } = truth;
    const { georeferencing } = scene.cube;
    const startMap = run === 1 ? job.startMap : undefined;
    const prediction = await predictScene(network, weights, picture, {
      execution: settings.execution,
      labels: classes.map(({ label }) => label),
      onTile: await startMap?.({ rows, columns, classes, georeferencing }),
      onProgress: (fraction) => progress.step(fraction),
      signal,
    });
    return {
      seeds,
      split,
      trained,
      weights: readWeights(weights),
      map: { rows, columns, ...prediction },
      evaluation: evaluate(truth, split, prediction.labels),
      trainSeconds: (trainedAt - started) / 1000,
      predictSeconds: (Date.now() - trainedAt) / 1000,
    };
  } finally {
    tf.dispose(weights);
  }
}

function reportOf(
  { settings, input, environment }: ClassifyJob,
  network: Network,
  { truth, warnings }: PreparedScene,
  { split, evaluation, trained, trainSeconds, predictSeconds }: Run,
  runs: RunFigures[],
  history: EpochRecord[],
  totalSeconds: number,
): Report {
  const { id, title, method, recipe } = network.spec;
  const kept = history.find(({ run, epoch }) => run === 1 && epoch === trained.keptEpoch);
  return buildReport(truth, split, evaluation, {
    timing: { train_s: trainSeconds, predict_s: predictSeconds, total_s: totalSeconds },
    network: { id, title, parameters: trainableParameters(network), macs: windowMacs(network) },
    config: {
      ...{ ...settings, cube: nameOf(input.cube), truth: nameOf(input.truth) },
      ...(input.cube.axes && { axes: input.cube.axes.join() }),
      ...(input.truth.axes && { truthAxes: input.truth.axes.join() }),
    },
    environment: { ...environment, date: new Date().toISOString() },
    training: {
      epochs_run: trained.history.length,
      stopped: trained.stopped,
      stopped_early: trained.stoppedEarly,
      execution: trained.execution,
      kept_epoch: trained.keptEpoch,
      kept_by: trained.keptBy,
      final: kept ? finalFigures(kept) : null,
      recipe: { optimizer: recipe.optimizer, ...method },
    },
    warnings,
    runs: runs.map((run) => ({ ...run.evaluation, seeds: run.seeds })),
  });
}

const finalFigures = ({ epoch, loss, accuracy, learningRate, validation }: EpochRecord) => ({
  epoch,
  loss,
  accuracy,
  learningRate,
  validation,
});

const nameOf = ({ file, variable }: VariableRef): string => `${file}:${variable}`;
