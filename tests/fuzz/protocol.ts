import type { Outcome } from './outcome';

/** What the child is told: read this file. */
export interface Job {
  file: string;
}

/** What the child answers. */
export interface Answer {
  outcome: Outcome;
  /** Absent where the system does not tell it. */
  peakBytes?: number;
}
