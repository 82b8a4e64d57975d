import type { Report } from '@shared/report';
import type { ClassificationResult, EpochRecord } from '@shared/training';
import { buildReport, evaluate } from '../../src-main/engine/evaluation/report';
import { createRandom } from '../../src-main/engine/samples/random';
import { splitPixels } from '../../src-main/engine/samples/split';
import { blockyGrid } from './label-grid';

/** A result as a run leaves it, computed from a map that is right in four of five pixels. */
export function someResult(classes = 3, changes: Partial<Report['config']> = {}): ClassificationResult {
  const truth = blockyGrid(4, 2, 3, classes);
  const config = { ...CONFIG, ...changes };
  const split = splitPixels(truth, {
    kind: 'random',
    training: config.training,
    patch: config.patch,
    seed: 0,
  });
  const random = createRandom(0, 'mistakes');
  const labels = truth.labels.map((label) => (random.next() < 0.2 ? 1 + random.integer(classes) : label));
  const evaluation = evaluate(truth, split, labels);
  const runs = Array.from({ length: config.runs }, (_, run) => ({
    ...evaluation,
    seeds: { split: run, weights: run, order: run },
    oa: evaluation.oa - run / 100,
  }));
  const report = buildReport(truth, split, evaluation, { ...FACTS, config, runs });
  const { rows, columns } = truth;
  const confidence = Float32Array.from(labels, (label) => 1 / (1 + label));
  return { report, map: { rows, columns, labels, confidence }, history: HISTORY, split: split.sides };
}

const CONFIG: Report['config'] = {
  network: 'hybridsn',
  options: {},
  patch: 3,
  components: 4,
  training: 0.25,
  split: 'random',
  epochs: 2,
  learningRate: 0.001,
  batch: 16,
  seed: 0,
  runs: 1,
  execution: 'auto',
  cube: 'scene.mat:cube',
  truth: 'truth.mat:truth',
};

const HISTORY: EpochRecord[] = [
  { run: 1, epoch: 1, loss: 1.25, accuracy: 0.5, learningRate: 0.001, seconds: 0.5 },
  { run: 1, epoch: 2, loss: 0.75, accuracy: 0.875, learningRate: 0.001, seconds: 0.25 },
];

const FACTS: Pick<Report, 'timing' | 'network' | 'environment' | 'training'> = {
  timing: { train_s: 1.5, predict_s: 0.25, total_s: 2 },
  network: { id: 'hybridsn', title: 'HybridSN', parameters: 5_122_176, macs: 248_152_416 },
  environment: {
    bandscape: '0.1.0',
    tensorflow: '2.15.1',
    tfjs: '4.22.0',
    backend: 'tensorflow',
    node: '20.20.2',
    platform: 'linux-x64',
    onednn: true,
    threads: 2,
    date: '2026-01-02T03:04:05.000Z',
  },
  training: {
    epochs_run: 2,
    stopped: false,
    stopped_early: false,
    execution: 'dense',
    kept_epoch: 2,
    kept_by: 'last',
    final: { epoch: 2, loss: 0.75, accuracy: 0.875, learningRate: 0.001 },
    recipe: {
      optimizer: 'Adam',
      schedule: 'constant',
      augmentation: 'none',
      labelSmoothing: 0,
      weightDecay: 0,
      keep: 'last',
      labelling: 'once',
    },
  },
};
