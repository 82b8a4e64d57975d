import type { ExecutionChoice } from '@shared/training';

/** What a child is asked to measure. */
export interface Tasks {
  /** Passes over the training pixels. */
  pass: { network: string; execution: ExecutionChoice; batch: number; passes: number };
  /** The same, with the time of each operation of the library. */
  operations: Tasks['pass'];
  /** Every pixel labelled, by a network trained for a few passes; dense several times, by patches once. */
  scene: { network: string; epochs: number; times: number };
  /** The recipe, with test accuracy after every pass. */
  target: { network: string; epochs: number; seed: number };
  /** The scene so many times down and across. */
  growth: { network: string; down: number; across: number };
  /** Many updates of a small network. */
  updates: { network: string; updates: number };
  /** What the peers need, written into a folder. */
  files: { folder: string; seeds: number[] };
}

export interface Results {
  pass: { seconds: number[]; peakBytes: number };
  /** All of one pass, in seconds. */
  operations: { seconds: number; operations: { name: string; calls: number; seconds: number }[] };
  scene: {
    dense: number[];
    patch: number;
    pixels: number;
    /** Labels that differ between the two, and the largest difference of a probability. */
    differing: number;
    difference: number;
    peakBytes: number;
  };
  target: { epochs: { seconds: number; accuracy: number }[]; peakBytes: number };
  growth: { pixels: number; update: number; labelling: number; peakTraining: number; peakLabelling: number };
  updates: { tensors: number[]; bytes: number[] };
  files: null;
}

export type TaskKind = keyof Tasks;

export interface ChildTask<K extends TaskKind = TaskKind> {
  kind: K;
  task: Tasks[K];
}
