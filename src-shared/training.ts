import type { VariableRef, Rgb } from './scene';
import type { Report } from './report';
import type { EpochRecord } from './run';

export type { EpochRecord, ExecutionChoice, NetworkSettings, SplitKind, TrainingSettings } from './run';

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

export type TrainingPhase =
  'reading' | 'preprocessing' | 'training' | 'predicting' | 'evaluating' | 'writing';

export type TrainingProgress =
  | { type: 'phase'; phase: TrainingPhase; run: number; runs: number }
  /** Sent at least once a second where there is something to say. `fraction` is of the whole job. */
  | {
      type: 'step';
      phase: TrainingPhase;
      fraction: number;
      /** Of the phase that reads files, which is a small part of most jobs and a long one of few. */
      ofPhase?: number;
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

/** How right the map of a model that was trained earlier is. */
export interface MapAccuracy extends Pick<Report, 'oa' | 'aa' | 'kappa' | 'classes' | 'confusion'> {
  /** How many pixels were compared. */
  pixels: number;
  /** Only the test pixels of the model's own run were, as this is the scene that it learnt from. */
  testPixelsOnly: boolean;
}

/** Why nothing was compared: the ground truth has classes that the model does not know, or labels no pixel. */
export interface NoAccuracy {
  reason: 'other-classes' | 'nothing-labelled';
}

/** What a model that was trained earlier made of a scene. */
export interface AppliedModel {
  map: ClassificationMap;
  /** Those of the model. */
  classes: { label: number; name: string; color: Rgb }[];
  network: Pick<Report['network'], 'id' | 'title'>;
  /** What the map was made from, for the record beside it. */
  source: { model: string; cube: string; network: string; patch: number; components: number };
  seconds: number;
  /** Where a ground truth was given. */
  accuracy?: MapAccuracy | NoAccuracy;
}

export interface ClassificationResult {
  report: Report;
  map: ClassificationMap;
  history: EpochRecord[];
  /** rows x columns: 0 unlabelled, 1 train, 2 validation, 3 test. */
  split: Uint8Array;
}
