import type { RunSeeds } from '@shared/experiment';
import type { Environment, Report } from '@shared/report';
import type { Georeferencing, VariableRef } from '@shared/scene';
import type {
  ClassificationMap,
  ClassificationResult,
  EpochRecord,
  TrainingProgress,
} from '@shared/training';
import type { Classifier, Learnt } from '../classifiers/classifier';
import type { TrainedModel } from '../classifiers/model-folder';
import { findClassifier } from '../classifiers/registry';
import type { StartMap } from '../export/probabilities-beside';
import { buildReport, evaluate } from '../evaluation/report';
import { experimentOf } from '../samples/experiment-settings';
import { planRuns } from '../samples/seeds';
import type { Split } from '../samples/split';
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
  training: Report['training'];
  /** Of the classifier that has learnt. */
  counts: Pick<Learnt, 'parameters' | 'macs'>;
  arrays: TrainedModel['arrays'];
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
  const spec = findClassifier(asked.settings.network);
  const settings = {
    ...spec.settle(asked.settings),
    experiment: experimentOf(asked.settings),
  };
  const job = { ...asked, settings };
  const planned = planRuns(settings);
  const progress = new JobProgress(job.progress, planned.length, settings.epochs);
  progress.begin('reading');
  const scene = await prepareScene(job, planned[0], progress);
  try {
    settings.components = scene.picture.channels;
    const { patch, components, options } = settings;
    const classes = scene.truth.classes.length;
    const classifier = spec.build({ input: [patch, patch, components], classes, options }, settings);
    progress.weigh(classifier.effort);
    return await classifyScene(job, classifier, scene, progress);
  } finally {
    await scene.picture.close();
  }
}

async function classifyScene(
  job: ClassifyJob,
  classifier: Classifier,
  scene: PreparedScene,
  progress: JobProgress,
): Promise<Classification> {
  const { settings } = job;
  const history: EpochRecord[] = [];
  const planned = planRuns(settings);
  const first = await runOnce(job, classifier, scene, 1, history, progress);
  const figures: RunFigures[] = [first];
  for (let run = 2; run <= planned.length && !job.stop.aborted; run++) {
    const own = await sceneForRun(job, scene, planned[run - 1], run, progress);
    try {
      const { seeds, evaluation } = await runOnce(job, classifier, own, run, history, progress);
      figures.push({ seeds, evaluation });
    } finally {
      if (own.picture !== scene.picture) await own.picture.close();
    }
  }
  progress.begin('evaluating');
  const report = reportOf(job, classifier, scene, first, figures, progress.seconds);
  return {
    result: { report, map: first.map, history, split: first.split.sides },
    georeferencing: scene.cube.georeferencing,
    model: {
      classifier,
      arrays: first.arrays,
      preprocessing: scene.preprocessing,
      bands: scene.cube.bands,
      wavelengths: scene.cube.wavelengths && [...scene.cube.wavelengths],
      classes: scene.truth.classes.map(({ label, name, color }) => ({ label, name, color })),
      settings,
      trainedOn: namesOf(job.input),
    },
  };
}

async function runOnce(
  job: ClassifyJob,
  classifier: Classifier,
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
  const { learnt, training } = await classifier.learn({
    picture,
    labelled: labelled(split.train),
    validation: split.validation.length > 0 ? labelled(split.validation) : undefined,
    settings,
    seeds,
    stop,
    signal,
    onStep: (fraction, epoch) => progress.step(fraction, epoch),
    onBeat: (fraction, epoch) => progress.beat(fraction, epoch),
    onEpoch: (record) => {
      history.push({ run, ...record });
      job.progress({ type: 'epoch', record: { run, ...record } });
    },
  });
  const trainedAt = Date.now();
  try {
    progress.begin('predicting');
    const { rows, columns } = picture;
    const { classes } = truth;
    const { georeferencing } = scene.cube;
    const startMap = run === 1 ? job.startMap : undefined;
    const prediction = await learnt.predict(picture, {
      labels: classes.map(({ label }) => label),
      onTile: await startMap?.({ rows, columns, classes, georeferencing }),
      onProgress: (fraction) => progress.step(fraction),
      onBeat: (fraction) => progress.beat(fraction),
      signal,
    });
    return {
      seeds,
      split,
      training,
      counts: { parameters: learnt.parameters, macs: learnt.macs },
      arrays: run === 1 ? learnt.arrays() : [],
      map: { rows, columns, ...prediction },
      evaluation: evaluate(truth, split, prediction.labels),
      trainSeconds: (trainedAt - started) / 1000,
      predictSeconds: (Date.now() - trainedAt) / 1000,
    };
  } finally {
    learnt.dispose();
  }
}

function reportOf(
  { settings, input, environment }: ClassifyJob,
  { id, title }: Classifier,
  { truth, warnings }: PreparedScene,
  { split, evaluation, training, counts, trainSeconds, predictSeconds }: Run,
  runs: RunFigures[],
  totalSeconds: number,
): Report {
  return buildReport(truth, split, evaluation, {
    timing: { train_s: trainSeconds, predict_s: predictSeconds, total_s: totalSeconds },
    network: { id, title, ...counts },
    config: {
      ...settings,
      ...namesOf(input),
    },
    environment: { ...environment, date: new Date().toISOString() },
    training,
    warnings,
    runs: runs.map((run) => ({ ...run.evaluation, seeds: run.seeds })),
  });
}

function namesOf({ cube, truth }: SceneJob['input']): NonNullable<TrainedModel['trainedOn']> {
  return {
    ...{ cube: nameOf(cube), truth: nameOf(truth) },
    ...(cube.axes && { axes: cube.axes.join() }),
    ...(truth.axes && { truthAxes: truth.axes.join() }),
  };
}

const nameOf = ({ file, variable }: VariableRef): string => `${file}:${variable}`;
