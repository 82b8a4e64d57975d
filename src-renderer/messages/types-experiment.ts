import type {
  Augmentation,
  Experiment,
  KeptWeights,
  Labelling,
  Reduction,
  ScalingKind,
  SeedSource,
  Vary,
} from '@shared/experiment';
import type { Text, With1, With2 } from './text';

/** What is said of an experiment: of what can be asked for, and of what came of it. */
export interface ExperimentMessages {
  title: Text;
  usual: Text;
  unusual: Text;
  groups: { validation: Text; seeds: Text; preprocessing: Text; training: Text };
  fields: Record<keyof Experiment, Text>;
  /** Why some of it is not there. */
  classical: Text;
  validationUnit: Text;
  units: { percent: Text; pixels: Text };
  keep: Record<KeptWeights, Text>;
  vary: Record<Vary, Text>;
  scaling: Record<ScalingKind, Text>;
  reduction: Record<Reduction, Text>;
  fit: Record<Experiment['fit'], Text>;
  augmentation: Record<Augmentation, Text>;
  labelling: Record<Labelling, Text>;
  hints: { validation: Text; seeds: Text; preprocessing: Text; training: Text };
  problems: {
    percent: Text;
    pixels: Text;
    patience: With1;
    patienceAlone: Text;
    seed: With1;
    vary: Text;
    removedBands: With1;
    spectralNoise: With1;
    dropout: With1;
  };
  /** Of a result. */
  endedEarly: With2;
  keptByValidation: With1;
  validated: With2;
  movedWindows: With1;
  meanOfLooks: Text;
  sources: Record<SeedSource, Text>;
  /** The table of what each seed brings; `varied` heads their names. */
  sourcesTitle: Text;
  varied: Text;
  together: Text;
  togetherTitle: Text;
  training: Text;
  validation: Text;
}
