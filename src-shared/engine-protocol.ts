/**
 * Messages between an engine host and its workers. A worker answers every request with exactly one
 * `result` or `failed`, after any number of `progress`; `stop` and `cancel` name the job they mean.
 */
import type { ComparedRun, Comparison } from './comparison';
import type { ErrorReport } from './errors';
import type { MapPicture } from './map-picture';
import type { Environment } from './report';
import type { ClassifierDescription, OptionValues } from './network';
import type {
  BandPicture,
  ClassSpectrum,
  Dtype,
  FileInfo,
  LabelMap,
  Rgb,
  Scene,
  StretchKind,
  VariablePreview,
  VariableRef,
} from './scene';
import type {
  AppliedModel,
  ClassificationInput,
  ClassificationMap,
  ClassificationResult,
  TrainingProgress,
  TrainingSettings,
} from './training';

interface Method<Parameters, Result, Progress = { fraction: number }> {
  parameters: Parameters;
  result: Result;
  progress: Progress;
}

/** Files, bands, spectra, previews, descriptions: stays quick while a network trains. Holds open scenes. */
export interface CubeMethods {
  /** Also of the files in folders; of several the ones that cannot be read come with their problem. */
  inspectFiles: Method<{ files: string[] }, FileInfo[]>;
  /** `sceneId` is chosen by the caller, so that a restarted worker can open the same scene again. */
  openScene: Method<
    {
      sceneId: string;
      name?: string;
      cube: VariableRef;
      truth?: VariableRef;
      wavelengthFile?: string;
      classNames?: string[];
    },
    Scene
  >;
  attachTruth: Method<{ sceneId: string; truth: VariableRef }, VariableRef & LabelMap>;
  /**
   * Reads a list of wavelengths for an open scene, which stays as it is: the caller gives them back with the cube's
   * reference. `defaultRgb` is the composite that they suggest.
   */
  readWavelengths: Method<
    { sceneId: string; source: { file: string } | { text: string } },
    { nanometres: number[]; micrometres: boolean; defaultRgb: [number, number, number] }
  >;
  /** One picture a band, in the order asked for; values never leave the engine. */
  readBands: Method<{ sceneId: string; bands: number[]; stretch: StretchKind; step: number }, BandPicture[]>;
  readSpectrum: Method<{ sceneId: string; row: number; column: number }, Float32Array>;
  classSpectra: Method<{ sceneId: string }, ClassSpectrum[]>;
  /** A small picture of an array in any order of its axes; the array stays open until `endPreviews`. */
  previewVariable: Method<{ variable: VariableRef }, VariablePreview>;
  endPreviews: Method<Record<string, never>, null>;
  closeScene: Method<{ sceneId: string }, null>;
  describeNetworks: Method<
    { ids?: string[]; input?: [number, number, number]; classes?: number; options?: OptionValues },
    ClassifierDescription[]
  >;
  /** Writes a variable to a file of another format, by its ending; `files` are all that were written. */
  convert: Method<
    {
      source: VariableRef;
      file: string;
      overwrite?: Replaceable;
      /** Names and colours of labels, instead of what the source's file says. */
      classes?: { label: number; name: string; color: Rgb }[];
    },
    { files: string[]; shape: number[]; dtype: Dtype }
  >;
  /**
   * With `cube`, the map gets the place on the ground that the cube's file knows. Width and height are of a picture;
   * `missing` are characters that could not be written on it.
   */
  exportMap: Method<
    {
      file: string;
      format: MapFormat;
      map: Pick<ClassificationMap, 'rows' | 'columns' | 'labels'>;
      classes: { label?: number; name: string; color: Rgb }[];
      cube?: VariableRef;
      overwrite?: Replaceable;
      /** How a PNG is drawn; one pixel a pixel if left out. */
      picture?: MapPicture;
      /** Whether a PNG gets a world file where its place is known; it does if left out. */
      worldFile?: boolean;
    },
    { files: string[]; width?: number; height?: number; missing?: string[] }
  >;
  /**
   * How `exportMap` would draw a PNG, smaller where it is large; `map` may be a thinned copy of one of rows x columns.
   * `missing` are characters that cannot be written.
   */
  previewMap: Method<
    {
      map: Pick<ClassificationMap, 'rows' | 'columns' | 'labels'>;
      rows: number;
      columns: number;
      classes: { label?: number; name: string; color: Rgb }[];
      picture: MapPicture;
    },
    { png: Uint8Array; width: number; height: number; missing: string[] }
  >;
  /** Finished runs side by side, each tested against each; `result` is for one that no folder holds. */
  compareRuns: Method<
    {
      runs: (
        | { directory: string }
        | {
            name: string;
            result: Pick<ClassificationResult, 'report' | 'split'> & { map: { labels: Uint16Array } };
          }
      )[];
      /** Instead of the ground truth that the runs name. */
      truth?: VariableRef;
    },
    Comparison
  >;
  exportComparison: Method<
    { file: string; format: 'csv' | 'svg'; runs: ComparedRun[]; overwrite?: Replaceable },
    null
  >;
  /** Writes the folder that `classify` writes, of a run whose model lies in a folder of its own. */
  saveRun: Method<
    { result: ClassificationResult; model: string; cube: VariableRef; directory: string; overwrite: boolean },
    null
  >;
  /** Writes the folder that `predict` writes. */
  savePrediction: Method<
    { applied: AppliedModel; cube: VariableRef; directory: string; overwrite: boolean },
    null
  >;
  exportReport: Method<
    {
      file: string;
      format: ReportFormat;
      result: Pick<ClassificationResult, 'report' | 'history'>;
      overwrite?: Replaceable;
    },
    null
  >;
}

/** Existing files that may be replaced: all, none, or those that a person was asked about. */
export type Replaceable = boolean | string[];

/** `hdr` is an ENVI Classification, which is a header and its data. */
export type MapFormat = 'png' | 'npy' | 'tif' | 'mat' | 'hdr';
/** `confusion` is the confusion matrix alone, as CSV. */
export type ReportFormat = 'json' | 'txt' | 'csv' | 'confusion';

/** The one place where TensorFlow lives: a fresh worker a run. */
export interface NetworkMethods {
  environment: Method<Record<string, never>, Environment>;
  /**
   * With `outputDirectory`, also writes everything that `classify --out` promises, whole or not at all. Without it,
   * `modelDirectory` gets the trained model.
   */
  classify: Method<
    {
      input: ClassificationInput;
      settings: TrainingSettings;
      outputDirectory?: string;
      overwrite?: boolean;
      /** Whether `probabilities.tif` is written as well. */
      probabilities?: boolean;
      modelDirectory?: string;
    },
    ClassificationResult,
    TrainingProgress
  >;
  predict: Method<
    {
      /** The folder of a model, or of the run that holds it. */
      model: string;
      cube: VariableRef;
      /** To measure the map by. */
      truth?: VariableRef;
      /** Gets what `predict --out` promises, whole or not at all. */
      outputDirectory?: string;
      overwrite?: boolean;
      probabilities?: boolean;
    },
    AppliedModel,
    TrainingProgress
  >;
  /**
   * Maps a scene with a model's folder and writes each class's probability as a band of a GeoTIFF; `classes` are names
   * as a person edited them.
   */
  exportProbabilities: Method<
    {
      model: string;
      cube: VariableRef;
      file: string;
      classes?: { label: number; name: string }[];
      overwrite?: Replaceable;
    },
    null,
    TrainingProgress
  >;
}

export type WorkerMethods = { cube: CubeMethods; network: NetworkMethods };
export type WorkerKind = keyof WorkerMethods;

/** Host to worker. `stop` ends training within a step and goes on with what was learnt; `cancel` ends the job. */
export type WorkerRequest<M> =
  | { [K in keyof M]: { type: 'call'; jobId: number; method: K; parameters: ParametersOf<M, K> } }[keyof M]
  | { type: 'stop'; jobId: number }
  | { type: 'cancel'; jobId: number };

/** Worker to host. */
export type WorkerResponse =
  | { type: 'progress'; jobId: number; progress: unknown }
  | { type: 'result'; jobId: number; result: unknown }
  | { type: 'failed'; jobId: number; error: ErrorReport };

export type ParametersOf<M, K extends keyof M> = M[K] extends { parameters: infer P } ? P : never;
export type ResultOf<M, K extends keyof M> = M[K] extends { result: infer R } ? R : never;
export type ProgressOf<M, K extends keyof M> = M[K] extends { progress: infer G } ? G : never;

/** For the `default` of an exhaustive switch. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
