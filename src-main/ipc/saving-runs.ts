import type { LabelledClass } from '@shared/ipc';
import type { VariableRef } from '@shared/scene';
import type { ClassificationResult } from '@shared/training';
import type { EngineHost } from '../engine-host/host';
import { writeAsking } from './asking';
import type { Dialogs } from './dialogs';
import { suggestedName } from './exports';

interface SavedRun {
  result: ClassificationResult;
  /** The folder of what the run trained. */
  model: string;
  cube: VariableRef;
  /** Names and colours as a person edited them since. */
  classes?: LabelledClass[];
}

/**
 * Asks where to, then writes the folder that `classify --out` writes; null when a dialog was dismissed, else the folder.
 * @throws NotWritableError where it cannot be written, or where it holds something else; nothing half-written is left
 */
export async function saveRun(
  host: Pick<EngineHost, 'call'>,
  dialogs: Dialogs,
  { result, classes, ...run }: SavedRun,
): Promise<string | null> {
  const directory = await dialogs.chooseRunTarget(suggestedName(result));
  if (directory === null) return null;
  const edited = classes ? withClasses(result, classes) : result;
  return writeAsking(dialogs, [], async (replaceable) => {
    const overwrite = replaceable.includes(directory);
    await host.call('saveRun', { ...run, result: edited, directory, overwrite });
    return directory;
  });
}

function withClasses(result: ClassificationResult, classes: readonly LabelledClass[]): ClassificationResult {
  const edited = new Map(classes.map(({ label, name, color }) => [label, { name, color }]));
  const { report } = result;
  return {
    ...result,
    report: {
      ...report,
      classes: report.classes.map((each) => ({ ...each, ...edited.get(each.label) })),
      runs: {
        ...report.runs,
        classes: report.runs.classes.map((each) => ({
          ...each,
          name: edited.get(each.label)?.name ?? each.name,
        })),
      },
    },
  };
}
