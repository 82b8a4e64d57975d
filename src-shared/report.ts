import type { Labelling, RunSeeds, SeedSource } from './experiment';
import type { EpochRecord, SplitKind, TrainingSettings } from './run';
import type { ErrorReportLike, Rgb } from './scene';

/** What decides which epoch's weights are kept; the test pixels never do. */
export type KeptBy = 'validation' | 'lowest-training-loss' | 'last' | 'mean';

/** `report.json`: every figure is a fraction on test pixels only unless its name says otherwise. */
export interface Report {
  oa: number;
  aa: number;
  kappa: number;
  classes: ClassReport[];
  /** classes x classes, rows = truth, columns = prediction. */
  confusion: number[][];
  split: {
    kind: SplitKind;
    train: number;
    validation: number;
    test: number;
    /** Share of test pixels whose window contains a training pixel. */
    overlap: number;
  };
  /** What a person should know before trusting the figures, e.g. classes that no test pixel is left of. */
  warnings: ErrorReportLike[];
  timing: { train_s: number; predict_s: number; total_s: number };
  network: { id: string; title: string; parameters: number; macs: number };
  /** Axes where they were not left to what is known or guessed of the file. */
  config: TrainingSettings & { cube: string; truth: string; axes?: string; truthAxes?: string };
  environment: Environment;
  training: NetworkTraining | ClassicalTraining;
  runs: RunsReport;
}

/** How a network came to its weights. */
export interface NetworkTraining {
  learnt?: undefined;
  epochs_run: number;
  /** Stop was pressed before the last epoch. */
  stopped: boolean;
  /** Training ended by itself, because the validation pixels came out no better any more. */
  stopped_early: boolean;
  execution: 'dense' | 'patch';
  /** 1-based epoch whose weights were kept; the last of those whose mean was. */
  kept_epoch: number;
  /** What had a say in it. */
  kept_by: KeptBy;
  /** Of the kept epoch; null where training was stopped before its first epoch was whole. */
  final: Omit<EpochRecord, 'run' | 'seconds'> | null;
  /** What the network's file prescribes beyond the settings. */
  recipe: {
    optimizer: string;
    schedule: string;
    augmentation: string;
    shift?: number;
    leastPixels?: number;
    labelSmoothing: number;
    weightDecay: number;
    keep: string;
    labelling: Exclude<Labelling, 'recipe'>;
  };
}

type None<T> = { [Field in keyof T]?: undefined };

/** How a classical method came to what it decides by; of what a network does in epochs it has nothing. */
export interface ClassicalTraining extends None<Omit<NetworkTraining, 'stopped' | 'learnt'>> {
  /** Stop was pressed before all was done. */
  stopped: boolean;
  /** What it chose and what it keeps. */
  learnt: Record<string, number>;
}

export interface ClassReport {
  label: number;
  name: string;
  color: Rgb;
  train: number;
  test: number;
  /** User's accuracy; 0 where nothing was predicted as this class. */
  precision: number;
  /** Producer's accuracy; 0 where the class has no test pixel. */
  recall: number;
  f1: number;
}

export interface RunFigures {
  oa: number;
  aa: number;
  kappa: number;
}

/**
 * Mean and sample standard deviation (0 for a single run) over runs of the same settings. Where each seed was varied in
 * turn, the runs of the whole are no sample of anything: there `std` is put together from what the seeds bring by
 * themselves, as the root of the sum of the squares of their standard deviations.
 */
interface Spread<Figures> {
  mean: Figures;
  std: Figures;
}

export interface RunsReport extends Spread<RunFigures> {
  /** `seed` is that of the split. */
  each: ({ seed: number; seeds: RunSeeds } & RunFigures)[];
  /** In the order of the report's classes, over the runs in which the class has test pixels. */
  classes: ({ label: number; name: string; runs: number } & Spread<
    Pick<ClassReport, 'precision' | 'recall' | 'f1'>
  >)[];
  /** Where each seed was varied by itself: over the first run and those that differ from it in this seed only. */
  sources: ({ source: SeedSource; runs: number } & Spread<RunFigures>)[];
}

/** Whether each seed was varied in turn, which decides what `std` is. */
export const variedInTurn = ({ sources }: RunsReport): boolean => sources.length > 1;

/** What the figures were made with; equal environments and settings give equal figures. */
export interface Environment {
  bandscape: string;
  tensorflow: string;
  tfjs: string;
  /** Backend that tfjs computes with: `tensorflow`, the native library. */
  backend: string;
  node: string;
  platform: string;
  onednn: boolean;
  threads: number;
  /** ISO 8601. */
  date: string;
}
