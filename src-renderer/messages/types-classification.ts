import type { ClassifierDescription } from '@shared/network';
import type { ExecutionChoice, NoAccuracy, SplitKind, TrainingPhase } from '@shared/training';
import type { Text, With1, With2, With3 } from './text';

type SettingsField =
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

/** What is said of settings and of training. */
export interface TrainMessages {
  network: Text;
  /** Headings of the list of networks. */
  kinds: Record<ClassifierDescription['kind'], Text>;
  /** By id; one that is missing here has its title in every language. */
  titles: Record<string, Text | undefined>;
  /** What a method without layers is. */
  classical: Text;
  /** By id, in a sentence. */
  about: Record<string, Text | undefined>;
  noNetworks: Text;
  paper: With2;
  openPaper: With1;
  parameters: With1;
  deviations: Text;
  /** What the form for small windows changes, and where a recipe's values come from. */
  changes: Text;
  source: Text;
  train: Text;
  stop: Text;
  apply: Text;
  applyTitle: Text;
  applyProgress: Text;
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
  curvesNone: Text;
  run: With2;
  epoch: With2;
  left: With1;
  fields: Record<SettingsField, Text>;
  units: { percent: Text; pixels: Text };
  trainingUnit: Text;
  splits: Record<SplitKind, Text>;
  splitHints: Record<SplitKind, Text>;
  /** What a window is to a method that has none. */
  windowApart: Text;
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
    wholeOption: With2;
    masks: Text;
  };
  /** By option id; one that is missing here is shown in the engine's own English. */
  networkOptions: Record<string, { title: Text; choices?: Record<string, Text> } | undefined>;
  phases: Record<TrainingPhase | 'starting', Text>;
  stopping: Text;
  cancelling: Text;
}

/** What is said of a result. */
export interface ResultMessages {
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
  singlePixels: Text;
  stoppedEarly: Text;
  learnt: With1;
  learntNames: Record<string, Text | undefined>;
  learntSeparator: Text;
  stopped: With2;
  runs: With1;
  /** Where each seed was varied in turn. */
  runsInTurn: With1;
  /** Of a class that not every run tests. */
  testedIn: With2;
  time: With2;
  /** Of a model that was trained earlier. */
  applied: {
    mapped: With3;
    noTruth: Text;
    reasons: Record<NoAccuracy['reason'], Text>;
    onLabelled: With1;
    onTestPixels: With1;
  };
  perClass: Text;
  columns: { name: Text; train: Text; test: Text; precision: Text; recall: Text; f1: Text };
  confusion: Text;
  confusionCaption: Text;
  confusionCell: With3;
  enlarge: Text;
}
