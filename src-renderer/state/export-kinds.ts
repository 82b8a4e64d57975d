import type { MapFormat, ReportFormat } from '@shared/engine-protocol';

/** Everything that a run's result can be written as. */
export type ExportKind = MapFormat | ReportFormat | 'probabilities';

/** In the order in which they are offered; what is neither a map nor probabilities is a report. */
export const MAP_KINDS = ['png', 'tif', 'hdr', 'npy', 'mat'] as const satisfies readonly MapFormat[];
const REPORT_KINDS = ['confusion', 'txt', 'json', 'csv'] as const satisfies readonly ReportFormat[];
export const EXPORT_KINDS: readonly ExportKind[] = [...MAP_KINDS, 'probabilities', ...REPORT_KINDS];

/** Formats that say where a scene lies, in the file itself. */
export const PLACED_KINDS: readonly ExportKind[] = ['tif', 'hdr', 'probabilities'];

export const isReport = (kind: ExportKind): boolean => (REPORT_KINDS as readonly ExportKind[]).includes(kind);

export const isMap = (kind: ExportKind): kind is MapFormat =>
  (MAP_KINDS as readonly ExportKind[]).includes(kind);
