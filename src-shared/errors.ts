/** What went wrong, said once and carried across every thread and process boundary. */
export type ErrorKind =
  | 'unreadable-file'
  | 'unsupported-format'
  | 'unusable-data'
  | 'invalid-settings'
  | 'not-writable'
  | 'engine'
  | 'cancelled';

/**
 * An error as a person reads it. `message` is one English sentence that says what, where and what to do;
 * `code` and `details` let a window in another language say the same.
 */
export interface ErrorReport {
  kind: ErrorKind;
  /** Stable name of this very case, e.g. `truth-size-differs`; the key of its translations. */
  code: string;
  message: string;
  details: Record<string, string | number>;
}

/** Kinds that are the input's fault, not ours: the command line exits 2 on them and 1 on all others. */
export const INPUT_ERROR_KINDS: readonly ErrorKind[] = [
  'unreadable-file',
  'unsupported-format',
  'unusable-data',
  'invalid-settings',
  'not-writable',
];
