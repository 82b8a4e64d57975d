import type { Report } from '@shared/report';
import type { ClassificationResult, EpochRecord, TrainingSettings } from '@shared/training';
import { CUBE, TRUTH, type FakeScene } from './fake-scene';

export const epochRecord = (epoch: number, run = 0): EpochRecord => ({
  run,
  epoch,
  loss: 2.5 * Math.exp(-epoch / 12) + 0.02,
  accuracy: 1 - 0.85 * Math.exp(-epoch / 10),
  learningRate: 0.001,
  seconds: 1,
});

/** A classification with a few known errors: every `step`th labelled pixel is given the next class. */
export function fakeResult(fake: FakeScene, settings: TrainingSettings, step = 37): ClassificationResult {
  const { rows, columns, labels, classes } = fake;
  const most = classes.length;
  const split = labels.map((label, pixel) => (label === 0 ? 0 : pixel % 10 === 0 ? 1 : 3));
  const map = labels.map((label, pixel) => {
    if (label === 0) return (Math.floor(pixel / columns / 9) % most) + 1;
    return split[pixel] === 3 && pixel % step === 0 ? (label % most) + 1 : label;
  });
  const confidence = Float32Array.from(map, (label, pixel) =>
    label === labels[pixel] ? 0.99 - (pixel % 7) / 100 : 0.55,
  );
  const confusion = classes.map(() => classes.map(() => 0));
  labels.forEach((label, pixel) => {
    if (split[pixel] === 3) confusion[label - 1][map[pixel] - 1]++;
  });
  const history = Array.from({ length: settings.epochs ?? 0 }, (_, index) => epochRecord(index + 1));
  return {
    report: reportOf(fake, settings, confusion, split),
    map: { rows, columns, labels: map, confidence },
    history,
    split: Uint8Array.from(split),
  };
}

function reportOf(
  { labels, classes }: FakeScene,
  settings: TrainingSettings,
  confusion: number[][],
  split: ArrayLike<number>,
): Report {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  const correct = confusion.map((row, index) => row[index]);
  const test = sum(confusion.map(sum));
  const rows = confusion.map(sum);
  const columns = confusion.map((_, index) => sum(confusion.map((row) => row[index])));
  const recall = correct.map((count, index) => count / (rows[index] || 1));
  const precision = correct.map((count, index) => count / (columns[index] || 1));
  const oa = sum(correct) / test;
  const chance = sum(rows.map((row, index) => row * columns[index])) / test ** 2;
  const figures = { oa, aa: sum(recall) / classes.length, kappa: (oa - chance) / (1 - chance) };
  const trainOf = (label: number) =>
    labels.reduce((count, each, pixel) => count + Number(each === label && split[pixel] === 1), 0);
  const train = classes.map((_, index) => trainOf(index + 1));
  return {
    ...figures,
    classes: classes.map((each, index) => ({
      ...each,
      label: index + 1,
      train: train[index],
      test: rows[index],
      precision: precision[index],
      recall: recall[index],
      f1: (2 * precision[index] * recall[index]) / (precision[index] + recall[index] || 1),
    })),
    confusion,
    split: { kind: settings.split, train: sum(train), validation: 0, test, overlap: 0.968 },
    warnings: [],
    timing: { train_s: 754, predict_s: 12, total_s: 770 },
    network: { id: settings.network, title: 'HybridSN', parameters: 5_122_176, macs: 1 },
    config: { ...settings, cube: `${CUBE.file}:${CUBE.variable}`, truth: `${TRUTH.file}:${TRUTH.variable}` },
    environment: {
      bandscape: '0.1.0',
      tensorflow: '2.15.1',
      tfjs: '4.22.0',
      backend: 'tensorflow',
      node: '16.17.1',
      platform: 'linux-x64',
      onednn: true,
      threads: 2,
      date: '2026-01-01T00:00:00.000Z',
    },
    training: {
      epochs_run: settings.epochs ?? 0,
      stopped: false,
      stopped_early: false,
      execution: 'dense',
      kept_epoch: settings.epochs ?? 0,
      kept_by: 'last',
      recipe: {
        optimizer: 'Adam',
        schedule: 'constant',
        augmentation: 'none',
        labelSmoothing: 0,
        weightDecay: 0,
        keep: 'last',
        labelling: 'once',
      },
      final: { epoch: settings.epochs ?? 0, loss: 0.02, accuracy: 0.99, learningRate: 0.001 },
    },
    runs: {
      each: [
        {
          seed: settings.seed,
          seeds: { split: settings.seed, weights: settings.seed, order: settings.seed },
          ...figures,
        },
      ],
      classes: [],
      sources: [],
      mean: figures,
      std: { oa: 0, aa: 0, kappa: 0 },
    },
  };
}
