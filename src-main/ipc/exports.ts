import { basename, extname } from 'node:path';
import type { MapFormat, ReportFormat, ResultOf, CubeMethods } from '@shared/engine-protocol';
import type { IpcCalls, LabelledClass } from '@shared/ipc';
import type { VariableRef } from '@shared/scene';
import type { AppliedModel, ClassificationMap, ClassificationResult } from '@shared/training';
import type { EngineHost } from '../engine-host/host';
import { thinned } from '../engine/export/picture/thinned';
import { writeAsking } from './asking';
import type { Dialogs } from './dialogs';
import { withEnding } from './save-target';

/** A map that was found, by a run or by a model that was trained earlier. */
export interface FoundMap {
  map: ClassificationMap;
  classes: LabelledClass[];
  /** What its files are called if the person types no other name, such as `Indian_pines_corrected-hybridsn`. */
  name: string;
}

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
  found: FoundMap,
  { format, classes = found.classes, ...options }: MapExport,
): Promise<string | null> {
  const chosen = await dialogs.chooseMapTarget(`${found.name}-map.${format}`, format);
  if (chosen === null) return null;
  const file = withEnding(chosen, MAP_ENDINGS[format]);
  return writeAsking(dialogs, [chosen], async (overwrite) => {
    await host.call('exportMap', { file, format, map: found.map, classes, ...options, overwrite });
    return file;
  });
}

/** How `exportMap` would draw a PNG; a large map is thinned first, as a preview shows no more. */
export function previewMap(
  host: Pick<EngineHost, 'call'>,
  { map, classes: own }: FoundMap,
  { picture, classes = own }: MapPreview,
): Promise<ResultOf<CubeMethods, 'previewMap'>> {
  const { rows, columns } = map;
  return host.call('previewMap', { map: thinned(map), rows, columns, classes, picture });
}

/** As `exportMap`, for the report or the confusion matrix. */
export async function exportReport(
  host: Pick<EngineHost, 'call'>,
  dialogs: Dialogs,
  result: ClassificationResult,
  format: ReportFormat,
): Promise<string | null> {
  const [name, ending] = REPORT_NAMES[format];
  const chosen = await dialogs.chooseReportTarget(`${foundBy(result).name}-${name}.${ending}`, ending);
  if (chosen === null) return null;
  const file = withEnding(chosen, [ending]);
  const { report, history } = result;
  return writeAsking(dialogs, [chosen], async (overwrite) => {
    await host.call('exportReport', { file, format, result: { report, history }, overwrite });
    return file;
  });
}

/** What a run found. */
export function foundBy({ report, map }: ClassificationResult): FoundMap {
  const classes = report.classes.map(({ label, name, color }) => ({ label, name, color }));
  return { map, classes, name: nameOf(report.config.cube, report.network.id) };
}

/** What a model that was applied found. */
export function foundByModel({ map, classes, source }: AppliedModel): FoundMap {
  return { map, classes, name: nameOf(source.cube, source.network) };
}

/** @param scene as `FILE:NAME` */
function nameOf(scene: string, network: string): string {
  const cube = basename(scene);
  return `${cube.slice(0, cube.length - extname(cube).length)}-${network}`;
}
