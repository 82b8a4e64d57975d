import type { LayerTableMessages } from './layer-table';
import type { CubeFormatId, KeptMetadata } from '@shared/cube-formats';
import type { ErrorReportLike } from '@shared/scene';
import type { PaletteName } from '@shared/palettes';
import type { Theme } from '@shared/ipc';
import type { ReportFormat } from '@shared/engine-protocol';
import type { ExecutionChoice, SplitKind, TrainingPhase } from '@shared/training';

export type DisplayKind = 'rgb' | 'band' | 'truth' | 'map' | 'difference' | 'confidence' | 'split';
export type Placement = 'beside' | 'over' | 'swipe';
export type SettingsField =
  | 'components'
  | 'patch'
  | 'training'
  | 'split'
  | 'epochs'
  | 'learningRate'
  | 'batch'
  | 'seed'
  | 'runs'
  | 'execution';

type Text = string;
/** Numbers arrive formatted, so that every language writes them its own way. */
type With1 = (a: string) => string;
type With2 = (a: string, b: string) => string;
type With3 = (a: string, b: string, c: string) => string;

/** Every text of the window. A language that lacks one does not compile. */
export interface Messages {
  app: { title: Text };
  common: { close: Text; cancel: Text; dismiss: Text; show: With1; hide: With1 };
  preferences: {
    theme: Text;
    themes: Record<Theme, Text>;
    language: Text;
    panels: { left: Text; right: Text; spectrum: Text };
  };
  open: {
    open: Text;
    truth: Text;
    sample: Text;
    nothingOpen: Text;
    emptyHint: Text;
    drop: Text;
    dropHint: Text;
    opening: With1;
    noCube: With1;
    noLabels: With1;
    noScene: With1;
    chooseTitle: Text;
    chooseHint: Text;
    cube: Text;
    groundTruth: Text;
    noTruth: Text;
    confirm: Text;
    busyTitle: Text;
    busyHint: Text;
    busyConfirm: Text;
    busyCancel: Text;
    size: With3;
  };
  display: {
    display: Text;
    kinds: Record<DisplayKind, Text>;
    band: Text;
    nanometres: With1;
    channels: { red: Text; green: Text; blue: Text };
    stretch: Text;
    stretches: { percentile: Text; full: Text; deviation: Text };
    scene: Text;
    picture: Text;
    pictureHelp: Text;
  };
  layers: {
    title: Text;
    overlay: Text;
    overlayOpacity: Text;
    noTruth: Text;
    labelledOnly: Text;
    placement: Text;
    placements: Record<Placement, Text>;
    mapOpacity: Text;
    swipe: Text;
    agrees: Text;
    differs: Text;
    train: Text;
    test: Text;
    uncertain: Text;
    certain: Text;
  };
  classes: {
    title: Text;
    unlabelled: Text;
    color: With1;
    visible: With1;
    palette: Text;
    palettes: Record<PaletteName, Text>;
    edited: Text;
    showAll: Text;
    hideAll: Text;
    total: With3;
  };
  wavelengths: {
    open: Text;
    openTitle: Text;
    title: Text;
    hint: With1;
    file: Text;
    from: With1;
    list: Text;
    found: With3;
    micrometres: Text;
    apply: Text;
  };
  zoom: { in: Text; out: Text; fit: Text; actual: Text; fitTitle: Text; actualTitle: Text };
  spectrum: {
    title: Text;
    chart: Text;
    hint: Text;
    wavelength: Text;
    bandNumber: Text;
    value: Text;
    classMeans: Text;
    clearPins: Text;
    pin: With2;
    unpin: With1;
  };
  cursor: { position: With2; truth: Text; map: Text };
  train: TrainMessages;
  layerTable: LayerTableMessages;
  result: ResultMessages;
  export: {
    map: Text;
    withLegend: Text;
    report: Text;
    formats: Record<ReportFormat, Text>;
    written: With1;
    legendTitle: With2;
    figures: With3;
  };
  save: {
    title: Text;
    part: Text;
    parts: Record<'cube' | 'truth', Text>;
    format: Text;
    formats: Record<CubeFormatId, Text>;
    truthSize: With3;
    exact: Text;
    keeps: With1;
    keepsNothing: Text;
    facts: Record<KeptMetadata, Text>;
    obstacles: Record<'type' | 'size' | 'bands', Text>;
    save: Text;
    progress: Text;
    saving: With2;
    cancel: Text;
  };
  about: {
    open: Text;
    title: Text;
    purpose: Text;
    version: With2;
    licence: Text;
    sample: Text;
    sampleLicence: Text;
    notices: Text;
  };
  status: { ready: Text; trained: With1; failed: Text; cancelled: Text; opened: With1; restarted: Text };
  /** Translations by error code; a code that is missing here is shown in the engine's own English. */
  errors: Record<string, ((details: ErrorReportLike['details']) => string) | undefined>;
}

interface TrainMessages {
  network: Text;
  noNetworks: Text;
  paper: With2;
  openPaper: With1;
  parameters: With1;
  deviations: Text;
  train: Text;
  stop: Text;
  stopTitle: Text;
  cancelTitle: Text;
  progress: Text;
  needsTruth: Text;
  needsScene: Text;
  settings: Text;
  reset: Text;
  advanced: Text;
  curves: Text;
  loss: Text;
  accuracy: Text;
  epochAxis: Text;
  curvesEmpty: Text;
  run: With2;
  epoch: With2;
  left: With1;
  fields: Record<SettingsField, Text>;
  units: { percent: Text; pixels: Text };
  trainingUnit: Text;
  splits: Record<SplitKind, Text>;
  splitHints: Record<SplitKind, Text>;
  trainingMask: Text;
  testMask: Text;
  chooseMask: Text;
  noMask: Text;
  noMaskFits: With2;
  executions: Record<ExecutionChoice, Text>;
  problems: {
    components: With1;
    patch: With1;
    percent: Text;
    pixels: Text;
    epochs: With1;
    learningRate: Text;
    batch: With1;
    seed: With1;
    runs: With1;
    option: With2;
    masks: Text;
  };
  /** By option id; one that is missing here is shown in the engine's own English. */
  networkOptions: Record<string, { title: Text; choices?: Record<string, Text> } | undefined>;
  phases: Record<TrainingPhase | 'starting', Text>;
  stopping: Text;
  cancelling: Text;
}

interface ResultMessages {
  title: Text;
  empty: Text;
  oa: Text;
  aa: Text;
  kappa: Text;
  oaTitle: Text;
  aaTitle: Text;
  kappaTitle: Text;
  spread: With1;
  measured: With2;
  overlap: With1;
  noOverlap: Text;
  stopped: With2;
  runs: With1;
  time: With2;
  perClass: Text;
  columns: { name: Text; train: Text; test: Text; precision: Text; recall: Text; f1: Text };
  confusion: Text;
  confusionCaption: Text;
  confusionCell: With3;
  enlarge: Text;
}
