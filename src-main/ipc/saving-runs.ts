import type { LabelledClass } from '@shared/ipc';
import type { ClassificationResult } from '@shared/training';
import type { EngineHost } from '../engine-host/host';
import { writeAsking } from './asking';
import type { Dialogs } from './dialogs';
import type { FinishedRun } from './training-runs';

/**
 * Asks where to, then writes the folder that `classify --out` writes, or `predict --out` of a model that was applied; null
 * when a dialog was dismissed, else the folder.
 * @param model the folder of what a run trained
 * @param classes names and colours as a person edited them since
 * @throws NotWritableError where it cannot be written, or where it holds something else; nothing half-written is left
 */
export async function saveRun(
  host: Pick<EngineHost, 'call'>,
  dialogs: Dialogs,
  run: FinishedRun,
  model: string,
  classes: LabelledClass[] = run.found.classes,
): Promise<string | null> {
  const directory = await dialogs.chooseRunTarget(run.found.name);
  if (directory === null) return null;
  const { cube } = run;
  return writeAsking(dialogs, [], async (replaceable) => {
    const place = { cube, directory, overwrite: replaceable.includes(directory) };
    if (run.applied) await host.call('savePrediction', { ...place, applied: { ...run.applied, classes } });
    else await host.call('saveRun', { ...place, model, result: withClasses(run.result, classes) });
    return directory;
  });
}

function withClasses(result: ClassificationResult, classes: readonly LabelledClass[]): ClassificationResult {
  const edited = new Map(classes.map(({ label, name, color }) => [label, { name, color }]));
  const { report } = result;
  const { runs } = report;
  const named = runs.classes.map((each) => ({ ...each, name: edited.get(each.label)?.name ?? each.name }));
  return {
    ...result,
    report: {
      ...report,
      classes: report.classes.map((each) => ({ ...each, ...edited.get(each.label) })),
      runs: { ...runs, classes: named },
    },
  };
}
