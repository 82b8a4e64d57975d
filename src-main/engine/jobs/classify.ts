import * as tf from '@tensorflow/tfjs-core';
import type { Environment, Report } from '@shared/report';
import type { ErrorReportLike, Georeferencing, LabelMap, VariableRef } from '@shared/scene';
import type {
  ClassificationInput,
  ClassificationMap,
  ClassificationResult,
  EpochRecord,
  TrainingProgress,
  TrainingSettings,
} from '@shared/training';
import { CancelledError } from '../errors';
import type { Cube } from '../cube/cube';
import { openCube } from '../cube/open';
import { constantBandsWarning } from '../cube/scene-check';
import { checkTruthSize } from '../cube/truth-size';
import { readLabels, readTruth } from '../cube/labels';
import { buildReport, evaluate } from '../evaluation/report';
import { buildForScene } from '../networks/describe';
import { trainableParameters, windowMacs, type Network } from '../networks/network';
import { findNetwork } from '../networks/registry';
import type { Picture } from '../networks/tiles';
import { readWeights } from '../networks/weights';
import { predictScene } from '../prediction/predict';
import type { TrainedModel } from '../prediction/model-folder';
import { applyPca, fitPca, type Pca } from '../preprocessing/pca';
import { checkWindow, splitPixels, type LabelGrid, type Split } from '../samples/split';
import { trainNetwork, type TrainedNetwork } from '../training/train';
import { JobProgress } from './progress';

export interface ClassifyJob {
  input: ClassificationInput;
  settings: TrainingSettings;
  environment: Omit<Environment, 'date'>;
  progress: (progress: TrainingProgress) => void;
  /** Ends training within a step; the map and the report are then of what was learnt. */
  stop: AbortSignal;
  /** Ends the job with `CancelledError`. */
  signal: AbortSignal;
}

export interface Classification {
  result: ClassificationResult;
  model: TrainedModel;
  georeferencing?: Georeferencing;
}

/** One scene, read and checked once for all runs. */
interface PreparedScene {
  cube: Pick<Cube, 'bands' | 'wavelengths' | 'georeferencing'>;
  picture: Picture;
  pca: Pca;
  truth: LabelMap;
  masks: { trainingMask?: LabelGrid; testMask?: LabelGrid };
  /** Of the first run, made before the long work so that one that cannot be made fails early. */
  firstSplit: Split;
  warnings: ErrorReportLike[];
}

interface Run {
  seed: number;
  split: Split;
  trained: Omit<TrainedNetwork, 'weights'>;
  weights: Float32Array[];
  map: ClassificationMap;
  evaluation: ReturnType<typeof evaluate>;
  trainSeconds: number;
  predictSeconds: number;
}

/**
 * The main job: reads a scene, trains a network on a part of its labelled pixels, labels every pixel and measures the
 * result on the test pixels. With several runs the map, the table and the model are the first run's.
 * @throws UnusableDataError, InvalidSettingsError, UnreadableFileError as its rooms do
 * @throws CancelledError when cancelled, or stopped before anything was learnt
 */
export async function classify(job: ClassifyJob): Promise<Classification> {
  const { settings } = job;
  const progress = new JobProgress(job.progress, settings.runs, settings.epochs);
  const spec = findNetwork(settings.network);
  progress.begin('reading');
  const scene = await prepareScene(job, progress);
  const input = [settings.patch, settings.patch, settings.components] as const;
  const network = buildForScene(spec, input, scene.truth.classes.length);
  const history: EpochRecord[] = [];
  const runs: Run[] = [];
  for (let run = 1; run <= settings.runs && !(run > 1 && job.stop.aborted); run++)
    runs.push(await runOnce(job, network, scene, run, history, progress));
  progress.begin('evaluating');
  const [first] = runs;
  const report = reportOf(job, network, scene, runs, history, progress.seconds);
  return {
    result: { report, map: first.map, history, split: first.split.sides },
    georeferencing: scene.cube.georeferencing,
    model: {
      network,
      weights: first.weights,
      pca: scene.pca,
      bands: scene.cube.bands,
      wavelengths: scene.cube.wavelengths && [...scene.cube.wavelengths],
      classes: scene.truth.classes.map(({ label, name, color }) => ({ label, name, color })),
      settings,
    },
  };
}

async function prepareScene(job: ClassifyJob, progress: JobProgress): Promise<PreparedScene> {
  const { input, settings, signal } = job;
  const cube = await openCube(input.cube, { signal });
  try {
    const truth = withEditedClasses(await readTruth(input.truth, { signal }), input);
    checkTruthSize(cube, truth, input.truth);
    checkWindow(settings.patch, cube.rows, cube.columns);
    const masks = await readMasks(job);
    const firstSplit = splitPixels(truth, { ...splitOptions(settings, settings.seed), ...masks });
    progress.begin('preprocessing');
    const pca = await fitPca(cube, settings.components, { signal, onProgress: (f) => progress.step(f / 2) });
    const values = await applyPca(cube, pca, { signal, onProgress: (f) => progress.step(0.5 + f / 2) });
    const { rows, columns, bands, wavelengths, georeferencing } = cube;
    const picture = { rows, columns, channels: settings.components, values };
    const constant = pca.constantBands.length > 0 ? [constantBandsWarning(pca.constantBands)] : [];
    const warnings = [...cube.warnings, ...constant];
    return { cube: { bands, wavelengths, georeferencing }, picture, pca, truth, masks, firstSplit, warnings };
  } finally {
    await cube.close();
  }
}

function splitOptions({ split, training, patch }: TrainingSettings, seed: number) {
  return { kind: split, training, patch, seed };
}

function withEditedClasses(truth: LabelMap, { classes }: ClassificationInput): LabelMap {
  if (!classes) return truth;
  return { ...truth, classes: truth.classes.map((known) => ({ ...known, ...classes[known.label - 1] })) };
}

async function readMasks({ input, settings, signal }: ClassifyJob): Promise<PreparedScene['masks']> {
  if (settings.split !== 'masks') return {};
  return {
    trainingMask: input.trainingMask && (await readLabels(input.trainingMask, { signal })),
    testMask: input.testMask && (await readLabels(input.testMask, { signal })),
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
  const { truth, picture } = scene;
  const seed = settings.seed + run - 1;
  const split =
    run === 1 ? scene.firstSplit : splitPixels(truth, { ...splitOptions(settings, seed), ...scene.masks });
  const classOf = new Map(truth.classes.map(({ label }, index) => [label, index]));
  const targets = split.train.map((pixel) => classOf.get(truth.labels[pixel]) as number);
  progress.begin('training', run);
  const started = Date.now();
  const { weights, ...trained } = await trainNetwork({
    network,
    picture,
    labelled: { pixels: split.train, targets },
    settings: { ...settings, seed },
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
    const { execution } = settings;
    const onProgress = (fraction: number) => progress.step(fraction);
    const prediction = await predictScene(network, weights, picture, { execution, onProgress, signal });
    const labels = prediction.classes.map((index) => truth.classes[index].label);
    const { rows, columns } = picture;
    return {
      seed,
      split,
      trained,
      weights: readWeights(weights),
      map: { rows, columns, labels, confidence: prediction.confidence },
      evaluation: evaluate(truth, split, labels),
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
  runs: Run[],
  history: EpochRecord[],
  totalSeconds: number,
): Report {
  const [{ split, evaluation, trained, trainSeconds, predictSeconds }] = runs;
  const { id, title, method, recipe } = network.spec;
  const kept = history.find(({ run, epoch }) => run === 1 && epoch === trained.keptEpoch);
  return buildReport(truth, split, evaluation, {
    timing: { train_s: trainSeconds, predict_s: predictSeconds, total_s: totalSeconds },
    network: { id, title, parameters: trainableParameters(network), macs: windowMacs(network) },
    config: { ...settings, cube: nameOf(input.cube), truth: nameOf(input.truth) },
    environment: { ...environment, date: new Date().toISOString() },
    training: {
      epochs_run: trained.history.length,
      stopped: trained.stopped,
      execution: trained.execution,
      kept_epoch: trained.keptEpoch,
      final: kept ? finalFigures(kept) : null,
      recipe: { optimizer: recipe.optimizer, ...method },
    },
    warnings,
    runs: runs.map(({ seed, evaluation: { oa, aa, kappa } }) => ({ seed, oa, aa, kappa })),
  });
}

const finalFigures = ({ epoch, loss, accuracy, learningRate }: EpochRecord) => ({
  epoch,
  loss,
  accuracy,
  learningRate,
});

const nameOf = ({ file, variable }: VariableRef): string => `${file}:${variable}`;
