import type { VariableRef, Rgb } from './scene';
import type { Report } from './report';

export type SplitKind = 'random' | 'disjoint' | 'masks';
export type ExecutionChoice = 'auto' | 'dense' | 'patch';

/** All that one run is made from; the same values and the same files give the same result. */
export interface TrainingSettings {
  network: string;
  /** Side of the square window around a pixel, odd. */
  patch: number;
  /** Principal components kept. */
  components: number;
  /** Below 1: the fraction of each class's labelled pixels; from 1: a whole number of pixels a class. */
  training: number;
  split: SplitKind;
  epochs: number;
  learningRate: number;
  batch: number;
  seed: number;
  /** How many runs with seeds `seed`, `seed + 1`, ...; the map and table are the first run's. */
  runs: number;
  execution: ExecutionChoice;
}

/** The files of one classification. */
export interface ClassificationInput {
  cube: VariableRef;
  truth: VariableRef;
  /** For `split: 'masks'`: non-zero where a pixel belongs to the side. */
  trainingMask?: VariableRef;
  testMask?: VariableRef;
  /** Names and colours as the user edited them, index 0 = class 1; the default palette where absent. */
  classes?: { name: string; color: Rgb }[];
}

export interface EpochRecord {
  run: number;
  /** 1-based. */
  epoch: number;
  /** Mean over the epoch's training samples, dropout on. */
  loss: number;
  accuracy: number;
  learningRate: number;
  seconds: number;
}

export type TrainingPhase =
  'reading' | 'preprocessing' | 'training' | 'predicting' | 'evaluating' | 'writing';

export type TrainingProgress =
  | { type: 'phase'; phase: TrainingPhase; run: number; runs: number }
  /** Sent at least once a second where there is something to say. `fraction` is of the whole job. */
  | {
      type: 'step';
      phase: TrainingPhase;
      fraction: number;
      secondsLeft?: number;
      epoch?: number;
      epochs?: number;
    }
  | { type: 'epoch'; record: EpochRecord };

/** Best guess (1-based) and its softmax probability for every pixel, row by row, borders included. */
export interface ClassificationMap {
  rows: number;
  columns: number;
  labels: Uint16Array;
  confidence: Float32Array;
}

export interface ClassificationResult {
  report: Report;
  map: ClassificationMap;
  history: EpochRecord[];
  /** rows x columns: 0 unlabelled, 1 train, 2 validation, 3 test. */
  split: Uint8Array;
}
