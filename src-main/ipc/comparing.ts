import { sortedRuns, type Comparison } from '@shared/comparison';
import type { IpcCalls } from '@shared/ipc';
import type { EngineHost } from '../engine-host/host';
import type { TrainingRuns } from './training-runs';
import { writeAsking } from './asking';
import type { Dialogs } from './dialogs';
import { withEnding } from './save-target';

/** Results of this window and finished runs in folders, side by side. */
export function compareRuns(
  host: Pick<EngineHost, 'call'>,
  results: ReturnType<TrainingRuns['all']>,
  folders: readonly string[],
): Promise<Comparison> {
  const ofWindow = results.map(({ name, result: { report, map, split } }) => ({
    name,
    result: { report, map: { labels: map.labels }, split },
  }));
  return host.call('compareRuns', { runs: [...ofWindow, ...folders.map((directory) => ({ directory }))] });
}

/**
 * Asks where to, then writes what the window shows, in its order; null when the dialog was dismissed.
 * @throws NotWritableError where the file cannot be written
 */
export async function exportComparison(
  host: Pick<EngineHost, 'call'>,
  dialogs: Dialogs,
  compare: () => Promise<Comparison>,
  { format, sort, reverse }: Omit<IpcCalls['exportComparison']['parameters'], 'folders'>,
): Promise<string | null> {
  const chosen = await dialogs.chooseReportTarget(`runs.${format}`, format);
  if (chosen === null) return null;
  const file = withEnding(chosen, [format]);
  const runs = sortedRuns((await compare()).runs, sort, reverse);
  return writeAsking(dialogs, [chosen], async (overwrite) => {
    await host.call('exportComparison', { file, format, runs, overwrite });
    return file;
  });
}
