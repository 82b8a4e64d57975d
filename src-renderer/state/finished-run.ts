import type { LabelledClass } from '@shared/ipc';
import type { Report } from '@shared/report';
import type { AppliedModel, ClassificationMap, ClassificationResult } from '@shared/training';

/** A map and what is known of it: of a run that trained, or of a model that was trained earlier. */
export interface FinishedRun {
  runId: string;
  map: ClassificationMap;
  network: Pick<Report['network'], 'id' | 'title'>;
  /** Those that the map knows. */
  classes: readonly LabelledClass[];
  seconds: number;
  /** How right the map is, where that was measured. */
  accuracy?: Pick<Report, 'oa' | 'aa' | 'kappa' | 'classes' | 'confusion'>;
  /** Of a run that trained, as is the split: rows x columns, 0 unlabelled, 1 train, 2 validation, 3 test. */
  report?: Report;
  split?: Uint8Array;
  /** Of a model that was trained earlier. */
  applied?: AppliedModel;
}

export function trainedRun(runId: string, { map, report, split }: ClassificationResult): FinishedRun {
  const { network, classes, timing } = report;
  return { runId, map, network, classes, seconds: timing.total_s, accuracy: report, report, split };
}

export function appliedRun(runId: string, applied: AppliedModel): FinishedRun {
  const { map, network, classes, seconds, accuracy } = applied;
  const measured = accuracy && 'oa' in accuracy ? accuracy : undefined;
  return { runId, map, network, classes, seconds, accuracy: measured, applied };
}
