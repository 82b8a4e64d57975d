import { basename, extname } from 'node:path';
import type { MapFormat, ReportFormat, ResultOf, CubeMethods } from '@shared/engine-protocol';
import type { IpcCalls, LabelledClass } from '@shared/ipc';
import type { VariableRef } from '@shared/scene';
import type { ClassificationResult } from '@shared/training';
import type { EngineHost } from '../engine-host/host';
import { thinned } from '../engine/export/picture/thinned';
import { writeAsking } from './asking';
import type { Dialogs } from './dialogs';
import { withEnding } from './save-target';

/** What the window asks for, and the cube whose place on the ground the map takes over. */
type MapExport = Omit<IpcCalls['exportMap']['parameters'], 'runId'> & { cube?: VariableRef };
type MapPreview = Omit<IpcCalls['previewMap']['parameters'], 'runId'>;

const MAP_ENDINGS: Readonly<Record<MapFormat, readonly string[]>> = {
  png: ['png'],
  tif: ['tif', 'tiff'],
  hdr: ['hdr'],
  npy: ['npy'],
  mat: ['mat'],
};
const REPORT_NAMES: Readonly<Record<ReportFormat, readonly [name: string, ending: string]>> = {
  txt: ['report', 'txt'],
  json: ['report', 'json'],
  csv: ['report', 'csv'],
  confusion: ['confusion', 'csv'],
};

/**
 * Asks where to, then writes the map; null when the dialog was dismissed, else the written file.
 * @throws NotWritableError where the file cannot be written; nothing half-written is left
 */
export async function exportMap(
  host: Pick<EngineHost, 'call'>,
  dialogs: Dialogs,
  result: ClassificationResult,
  { format, classes = classesOf(result), ...options }: MapExport,
): Promise<string | null> {
  const chosen = await dialogs.chooseMapTarget(`${suggestedName(result)}-map.${format}`, format);
  if (chosen === null) return null;
  const file = withEnding(chosen, MAP_ENDINGS[format]);
  return writeAsking(dialogs, [chosen], async (overwrite) => {
    await host.call('exportMap', { file, format, map: result.map, classes, ...options, overwrite });
    return file;
  });
}

/** How `exportMap` would draw a PNG; a large map is thinned first, as a preview shows no more. */
export function previewMap(
  host: Pick<EngineHost, 'call'>,
  result: ClassificationResult,
  { picture, classes = classesOf(result) }: MapPreview,
): Promise<ResultOf<CubeMethods, 'previewMap'>> {
  const { rows, columns } = result.map;
  return host.call('previewMap', { map: thinned(result.map), rows, columns, classes, picture });
}

/** As `exportMap`, for the report or the confusion matrix. */
export async function exportReport(
  host: Pick<EngineHost, 'call'>,
  dialogs: Dialogs,
  result: ClassificationResult,
  format: ReportFormat,
): Promise<string | null> {
  const [name, ending] = REPORT_NAMES[format];
  const chosen = await dialogs.chooseReportTarget(`${suggestedName(result)}-${name}.${ending}`, ending);
  if (chosen === null) return null;
  const file = withEnding(chosen, [ending]);
  const { report, history } = result;
  return writeAsking(dialogs, [chosen], async (overwrite) => {
    await host.call('exportReport', { file, format, result: { report, history }, overwrite });
    return file;
  });
}

/** Such as `Indian_pines_corrected-hybridsn`. */
export function suggestedName({ report }: ClassificationResult): string {
  const cube = basename(report.config.cube);
  return `${cube.slice(0, cube.length - extname(cube).length)}-${report.network.id}`;
}

export function classesOf({ report }: ClassificationResult): LabelledClass[] {
  return report.classes.map(({ label, name, color }) => ({ label, name, color }));
}
