import { basename, extname } from 'node:path';
import type { ReportFormat } from '@shared/engine-protocol';
import type { IpcCalls } from '@shared/ipc';
import type { VariableRef } from '@shared/scene';
import type { ClassificationResult } from '@shared/training';
import type { EngineHost } from '../engine-host/host';
import { InvalidSettingsError } from '../engine/errors';
import { checkTargets } from '../engine/export/targets';
import { writeFileWhole } from '../engine/export/whole-files';
import { writeAsking } from './asking';
import type { Dialogs } from './dialogs';
import { mapFormatOf, withEnding } from './save-target';

/** What the window asks for, and the cube whose place on the ground the map takes over. */
type MapExport = Omit<IpcCalls['exportMap']['parameters'], 'runId'> & { cube?: VariableRef };

/**
 * Asks where to, then writes the map; null when the dialog was dismissed, else the written file.
 * @throws NotWritableError where the file cannot be written; nothing half-written is left
 */
export async function exportMap(
  host: Pick<EngineHost, 'call'>,
  dialogs: Dialogs,
  result: ClassificationResult,
  { withLegend, classes, cube }: MapExport,
): Promise<string | null> {
  const name = `${suggestedName(result)}-map.png`;
  const chosen = await dialogs.chooseMapTarget(
    name,
    withLegend ? ['png'] : ['png', 'tif', 'hdr', 'npy', 'mat'],
  );
  if (chosen === null) return null;
  const file = withEnding(chosen, 'png');
  const format = mapFormatOf(file);
  if (!withLegend) {
    const parameters = {
      file,
      format,
      map: result.map,
      classes: classes ?? classesOf(result),
      ...(cube && { cube }),
    };
    return writeAsking(dialogs, chosen, async (overwrite) => {
      await host.call('exportMap', { ...parameters, overwrite });
      return file;
    });
  }
  if (format !== 'png') {
    throw new InvalidSettingsError(
      'legend-needs-png',
      `${file} is not a PNG; a map with a legend is always one.`,
      { file },
    );
  }
  return writeAsking(dialogs, chosen, async (overwrite) => {
    await checkTargets([file], overwrite);
    await writeFileWhole(file, withLegend);
    return file;
  });
}

/** As `exportMap`, for the report. */
export async function exportReport(
  host: Pick<EngineHost, 'call'>,
  dialogs: Dialogs,
  result: ClassificationResult,
  format: ReportFormat,
): Promise<string | null> {
  const chosen = await dialogs.chooseReportTarget(`${suggestedName(result)}-report.${format}`, format);
  if (chosen === null) return null;
  const file = withEnding(chosen, format);
  const { report, history } = result;
  return writeAsking(dialogs, chosen, async (overwrite) => {
    await host.call('exportReport', { file, format, result: { report, history }, overwrite });
    return file;
  });
}

/** Such as `Indian_pines_corrected-hybridsn`. */
function suggestedName({ report }: ClassificationResult): string {
  const cube = basename(report.config.cube);
  return `${cube.slice(0, cube.length - extname(cube).length)}-${report.network.id}`;
}

function classesOf({ report }: ClassificationResult) {
  return report.classes.map(({ name, color }) => ({ name, color }));
}
