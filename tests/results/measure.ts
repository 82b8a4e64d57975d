import { cpus, loadavg, release, totalmem } from 'node:os';
import type { ClassificationResult, TrainingProgress } from '@shared/training';
import { MeasuredEngine, type Usage } from '../bench/engine';
import { CUBE, TRUTH, type PlannedRun } from './plan';
import type { Machine, RunRecord, Seconds } from './record';

export const INPUT = {
  cube: { file: CUBE, variable: 'indian_pines_corrected' },
  truth: { file: TRUTH, variable: 'indian_pines_gt' },
};

/**
 * Does one run, as `classify` does it, in an engine's process of its own, whose memory and processor time are the run's.
 * @throws an Error with the engine's sentence
 */
export async function measureRun(
  run: PlannedRun,
  signal: AbortSignal,
  onProgress: (progress: TrainingProgress) => void,
): Promise<RunRecord> {
  const engine = await MeasuredEngine.start(signal, (progress) => onProgress(progress as TrainingProgress));
  try {
    const { stages, results } = await engine.call({
      method: 'classify',
      parameters: { input: INPUT, settings: run.settings },
      keep: true,
    });
    return recordOf(run, results[0] as ClassificationResult, stages);
  } finally {
    await engine.end();
  }
}

function recordOf(run: PlannedRun, { report }: ClassificationResult, stages: readonly Usage[]): RunRecord {
  const { oa, aa, kappa, classes, split, network, config, environment, training } = report;
  const { fingerprint, command, seed, pixelsOf, convolutional } = run;
  return {
    ...{ fingerprint, command, seed, pixelsOf, oa, aa, kappa },
    network: { ...network, convolutional },
    split: { ...split, kind: run.split },
    classes: classes.map(({ label, name, train, test, recall, f1 }) => ({
      ...{ label, name, train, test, recall, f1 },
    })),
    seconds: {
      training: secondsOf(stages.filter(({ name }) => name === 'training')),
      prediction: secondsOf(stages.filter(({ name }) => name === 'predicting')),
      whole: secondsOf(stages),
    },
    peakBytes: Math.max(...stages.map(({ peakBytes }) => peakBytes)),
    settings: config,
    method: training.recipe,
    execution: training.execution,
    machine: thisMachine(),
    environment,
  };
}

export function secondsOf(stages: readonly Usage[]): Seconds {
  const sum = (of: (stage: Usage) => number) =>
    Math.round(stages.reduce((total, stage) => total + of(stage), 0)) / 1000;
  return { wall: sum(({ milliseconds }) => milliseconds), processor: sum((stage) => stage.cpuMilliseconds) };
}

function thisMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? process.arch,
    cores: processors.length,
    gibibytes: Math.round(totalmem() / 2 ** 30),
    system: `Linux ${release()}`,
    load: Math.round(10 * loadavg()[0]) / 10,
  };
}
