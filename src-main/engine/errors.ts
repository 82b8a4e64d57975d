import type { ErrorKind, ErrorReport } from '@shared/errors';

type Details = Record<string, string | number>;

/** Line breaks and whatever else moves the cursor of a terminal or turns the direction of writing. */
const UNSEEN = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Text from a file, as it may stand in a sentence or on a terminal: one line in which every character is seen. */
export function visible(text: string): string {
  return text.replace(/\s*[\t\n\v\f\r]\s*/g, ' ').replace(UNSEEN, '\ufffd');
}

/** The base of every error that a person may read: one sentence, a stable code, the values it names. */
export class BandscapeError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly details: Details = {},
  ) {
    super(visible(message));
    this.name = new.target.name;
  }

  toReport(): ErrorReport {
    return { kind: this.kind, code: this.code, message: this.message, details: this.details };
  }
}

/** The file is damaged, truncated, empty, missing or not readable by this user. */
export class UnreadableFileError extends BandscapeError {
  constructor(code: string, message: string, details?: Details) {
    super('unreadable-file', code, message, details);
  }
}

/** The file may be fine, but Bandscape does not read its format or this part of it. */
export class UnsupportedFormatError extends BandscapeError {
  constructor(code: string, message: string, details?: Details) {
    super('unsupported-format', code, message, details);
  }
}

/** The file was read, but its values cannot be used for what was asked. */
export class UnusableDataError extends BandscapeError {
  constructor(code: string, message: string, details?: Details) {
    super('unusable-data', code, message, details);
  }
}

/** A setting is out of range or does not fit the scene. */
export class InvalidSettingsError extends BandscapeError {
  constructor(code: string, message: string, details?: Details) {
    super('invalid-settings', code, message, details);
  }
}

/** A result could not be written: disk full, no permission, existing file. */
export class NotWritableError extends BandscapeError {
  constructor(code: string, message: string, details?: Details) {
    super('not-writable', code, message, details);
  }
}

/** Our own fault, or the engine process ended. */
export class EngineError extends BandscapeError {
  constructor(code: string, message: string, details?: Details) {
    super('engine', code, message, details);
  }
}

/** The person asked for the job to end. */
export class CancelledError extends BandscapeError {
  constructor() {
    super('cancelled', 'cancelled', 'The job was cancelled.');
  }
}

/** Anything thrown, as a report; unknown errors become an `EngineError` without their stack. */
export function toErrorReport(error: unknown): ErrorReport {
  if (error instanceof BandscapeError) return error.toReport();
  const reason = error instanceof Error ? error.message : String(error);
  return {
    kind: 'engine',
    code: 'unexpected',
    message: `Bandscape met an unexpected problem: ${reason}`,
    details: { reason },
  };
}

/** Throws `CancelledError` once the signal is aborted; called between pieces of long work. */
export function throwIfCancelled(signal?: AbortSignal): void {
  if (signal?.aborted) throw new CancelledError();
}
