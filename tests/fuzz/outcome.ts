/** What a reader must never do, whatever the file. */
export type Fault =
  | 'crash'
  | 'hang'
  | 'memory'
  /** Something was thrown that no person should read, or blames us. */
  | 'untyped-error'
  | 'unreadable-message'
  /** Two reads of the same values differ, or values differ from what was said of them. */
  | 'inconsistent'
  /** A file handle or a scratch file was left behind. */
  | 'leak';

/** Of every variable that was read whole a digest of its type, its shape and its values. */
export type Digests = Readonly<Record<string, string>>;

/** `warned`: variables with which came a warning for the person who opens them. */
export interface Found {
  digests: Digests;
  warned: readonly string[];
}

export type Outcome =
  | ({ verdict: 'read' } & Found)
  /** All of it, or one of its variables on opening or reading. */
  | ({ verdict: 'refused'; code: string; message: string } & Found)
  | { verdict: 'fault'; fault: Fault; reason: string };

/** An outcome and what it took. */
export interface Trial {
  outcome: Outcome;
  milliseconds: number;
  /** Highest resident memory of the process while it read the file. */
  peakBytes: number;
}

export function fault(fault: Fault, reason: string): Outcome {
  return { verdict: 'fault', fault, reason };
}
