import type { Environment, Report } from '@shared/report';
import type { SplitKind } from '@shared/training';

/** Wall seconds, and those of all processors together: the work, told from the waiting on a busy machine. */
export interface Seconds {
  wall: number;
  processor: number;
}

/** One finished run as it is kept in docs/results; accuracies are fractions, on test pixels only. */
export interface RunRecord {
  /** Of the settings, the recipe's method and the layers that it was made with; see `fingerprintOf`. */
  fingerprint: string;
  /** What makes the same figures by hand. */
  command: string;
  network: Report['network'] & { convolutional: boolean };
  seed: number;
  /** As `PlannedRun` has it. */
  pixelsOf?: number;
  split: Report['split'] & { kind: StudiedSplit };
  oa: number;
  aa: number;
  kappa: number;
  classes: { label: number; name: string; train: number; test: number; recall: number; f1: number }[];
  seconds: { training: Seconds; prediction: Seconds; whole: Seconds };
  /** The most that the engine's process had in memory at once. */
  peakBytes: number;
  settings: Report['config'];
  /** Of a network, as is the next. */
  method?: Report['training']['recipe'];
  execution?: string;
  machine: Machine;
  environment: Environment;
}

export interface Machine {
  processor: string;
  cores: number;
  gibibytes: number;
  system: string;
  /** Programs that wanted a processor at the end of the run, on average over a minute. */
  load: number;
}

export const STUDIED_SPLITS = ['random', 'disjoint'] as const satisfies readonly SplitKind[];
export type StudiedSplit = (typeof STUDIED_SPLITS)[number];
