import type { ErrorReport } from '@shared/errors';
import { BandscapeError, CancelledError } from '../engine/errors';

/** The error that a worker reported, as something to throw on this side; kind, code and details survive. */
export function errorFromReport(report: ErrorReport): BandscapeError {
  if (report.kind === 'cancelled') return new CancelledError();
  return new BandscapeError(report.kind, report.code, report.message, report.details);
}
