/** The one contract between the window and the main process; both sides import it. */
import type { ColumnId, Comparison } from './comparison';
import type { CubeFormatId } from './cube-formats';
import type { ErrorReport } from './errors';
import type { ClassifierDescription, OptionValues } from './network';
import type { CubeMethods, MapFormat, ParametersOf, ReportFormat, ResultOf } from './engine-protocol';
import type { MapPicture } from './map-picture';
import type { MenuCommand } from './menu-command';
import type {
  BandPicture,
  ClassSpectrum,
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
  ClassificationResult,
  TrainingProgress,
  TrainingSettings,
} from './training';

export type Language = 'en' | 'zh-CN';
export type Theme = 'system' | 'light' | 'dark';

export interface Preferences {
  language: Language;
  theme: Theme;
}

export interface AppInfo {
  version: string;
  electron: string;
  preferences: Preferences;
  /** Files given on the command line or by the operating system before the window was ready. */
  filesToOpen: string[];
  notices: string;
}

/** Every call answers with a value or an error a person can read; it never rejects across the boundary. */
export type Answer<T> = { ok: true; value: T } | { ok: false; error: ErrorReport };

/** How a person sees a class. */
export interface LabelledClass {
  label: number;
  name: string;
  color: Rgb;
}

/** What files are asked for. */
export type FilePurpose = 'scene' | 'folder' | 'truth' | 'wavelengths' | 'runs' | 'model';

export interface IpcCalls {
  appInfo: { parameters: null; result: AppInfo };
  setPreferences: { parameters: Partial<Preferences>; result: Preferences };
  /** Shows the system's dialog; an empty list when it was dismissed. */
  chooseFiles: { parameters: { purpose: FilePurpose }; result: string[] };
  /** Files, and folders whose files are looked into. */
  inspectFiles: { parameters: { files: string[] }; result: FileInfo[] };
  openSample: { parameters: null; result: Scene };
  openScene: { parameters: { cube: VariableRef; truth?: VariableRef }; result: Scene };
  attachTruth: { parameters: { sceneId: string; truth: VariableRef }; result: VariableRef & LabelMap };
  /** A small picture of an array, in any order of its axes; the last one asked for stays open until `endPreviews`. */
  previewVariable: { parameters: { variable: VariableRef }; result: VariablePreview };
  endPreviews: { parameters: null; result: null };
  closeScene: { parameters: { sceneId: string }; result: null };
  /** Reads a list for the open scene; what is to be used of it is given with every later reference to the cube. */
  readWavelengths: {
    parameters: ParametersOf<CubeMethods, 'readWavelengths'>;
    result: ResultOf<CubeMethods, 'readWavelengths'>;
  };
  /** Newest wish wins: one that is under way is given up for the next, and fails as cancelled. */
  readBands: {
    parameters: { sceneId: string; bands: number[]; stretch: StretchKind; step: number };
    result: BandPicture[];
  };
  readSpectrum: { parameters: { sceneId: string; row: number; column: number }; result: Float32Array };
  classSpectra: { parameters: { sceneId: string }; result: ClassSpectrum[] };
  describeNetworks: {
    /** All networks where `ids` is left out. */
    parameters: {
      ids?: string[];
      input?: [number, number, number];
      classes?: number;
      options?: OptionValues;
    };
    result: ClassifierDescription[];
  };
  /** Returns once the run is accepted; what follows comes as `training` events. */
  startTraining: {
    parameters: { input: ClassificationInput; settings: TrainingSettings };
    result: { runId: string };
  };
  /** Ends training within a step, then maps and evaluates with what was learnt. */
  stopTraining: { parameters: { runId: string }; result: null };
  /** Ends the run without a result. */
  cancelTraining: { parameters: { runId: string }; result: null };
  /**
   * Maps a scene with a model that was trained earlier, and measures the map where there is a ground truth of the model's
   * classes. `folder` is that of the model or of the run that holds it. Returns and goes on as `startTraining`.
   */
  applyModel: {
    parameters: { folder: string; cube: VariableRef; truth?: VariableRef };
    result: { runId: string };
  };
  /**
   * Shows the save dialog and writes the map. `picture` and `worldFile` are of a PNG; `classes` are names and colours
   * as the person edited them since the run. Null when a dialog was dismissed, else the written file.
   */
  exportMap: {
    parameters: {
      runId: string;
      format: MapFormat;
      classes?: LabelledClass[];
      picture?: MapPicture;
      worldFile?: boolean;
    };
    result: string | null;
  };
  /** How `exportMap` would draw a PNG, smaller where it is large. */
  previewMap: {
    parameters: { runId: string; picture: MapPicture; classes?: LabelledClass[] };
    result: ResultOf<CubeMethods, 'previewMap'>;
  };
  exportReport: { parameters: { runId: string; format: ReportFormat }; result: string | null };
  /** As `saveAs`, for the class probabilities of the run's map. */
  exportProbabilities: { parameters: { runId: string; classes?: LabelledClass[] }; result: string | null };
  /**
   * Shows the save dialog and writes all of the run to a folder that a comparison and the command line take: map, report,
   * split and model; of a model that was applied what `predict` writes. Null when a dialog was dismissed, else the written folder.
   */
  saveRun: { parameters: { runId: string; classes?: LabelledClass[] }; result: string | null };
  /** The last results of this window and those of folders, side by side; the folders come last. */
  compareRuns: { parameters: { folders: string[] }; result: Comparison };
  /** Shows the save dialog and writes the table as CSV or the chart as SVG. */
  exportComparison: {
    parameters: { folders: string[]; format: 'csv' | 'svg'; sort: ColumnId; reverse: boolean };
    result: string | null;
  };
  /**
   * Shows the save dialog and writes a cube or labels; what follows comes as `saving` events. Null when a dialog was
   * dismissed, else the written file. `classes` are names and colours of labels as the person edited them.
   */
  saveAs: {
    parameters: {
      source: VariableRef;
      format: CubeFormatId;
      classes?: LabelledClass[];
    };
    result: string | null;
  };
  /** Shows a file that this window wrote in the system's file manager. */
  showInFolder: { parameters: { file: string }; result: null };
  /** Ends the saving that is under way; nothing is left of it. */
  cancelSaving: { parameters: null; result: null };
  /** Ends the opening or looking into files that is under way; the open scene stays. */
  cancelOpening: { parameters: null; result: null };
  /** Only for links on a fixed list (the papers, the project's page). */
  openLink: { parameters: { url: string }; result: null };
}

export type IpcCallName = keyof IpcCalls;

/** Main process to window. */
export interface IpcEvents {
  openFiles: { files: string[] };
  menu: { command: MenuCommand };
  training:
    | { type: 'progress'; runId: string; progress: TrainingProgress }
    | { type: 'finished'; runId: string; result: ClassificationResult }
    | { type: 'applied'; runId: string; result: AppliedModel }
    | { type: 'failed'; runId: string; error: ErrorReport };
  saving: { file: string; fraction: number };
  /** Of the newest call that opens something or looks into files; `secondsLeft` where there is a pace to speak of. */
  opening: { fraction: number; secondsLeft?: number };
  /** The file engine died and was started again; the open scene is as it was. */
  engineRestarted: { message: string };
}

export type IpcEventName = keyof IpcEvents;

/** Compile-time complete: a member missing here or there is a type error. */
export const IPC_CALLS = {
  appInfo: true,
  setPreferences: true,
  chooseFiles: true,
  inspectFiles: true,
  openSample: true,
  openScene: true,
  attachTruth: true,
  previewVariable: true,
  endPreviews: true,
  closeScene: true,
  readWavelengths: true,
  readBands: true,
  readSpectrum: true,
  classSpectra: true,
  describeNetworks: true,
  startTraining: true,
  stopTraining: true,
  cancelTraining: true,
  applyModel: true,
  exportMap: true,
  previewMap: true,
  exportReport: true,
  exportProbabilities: true,
  saveRun: true,
  compareRuns: true,
  exportComparison: true,
  saveAs: true,
  showInFolder: true,
  cancelSaving: true,
  cancelOpening: true,
  openLink: true,
} as const satisfies Record<IpcCallName, true>;
export const IPC_EVENTS = {
  openFiles: true,
  menu: true,
  training: true,
  saving: true,
  opening: true,
  engineRestarted: true,
} as const satisfies Record<IpcEventName, true>;

/** What the preload puts on `window.api`: transport and nothing else. */
export interface BandscapeApi {
  call<K extends IpcCallName>(
    name: K,
    parameters: IpcCalls[K]['parameters'],
  ): Promise<Answer<IpcCalls[K]['result']>>;
  on<K extends IpcEventName>(name: K, listener: (event: IpcEvents[K]) => void): () => void;
  /** Real path of a dropped or picked file. */
  pathForFile(file: File): string;
}
