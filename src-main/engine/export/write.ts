import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { assertNever, type MapFormat, type ReportFormat } from '@shared/engine-protocol';
import type { Georeferencing } from '@shared/scene';
import type { ClassificationMap, ClassificationResult } from '@shared/training';
import { writeDirectoryWhole, writeFileWhole } from './atomic';
import { largestLabel, type MapClass } from './colors';
import { confusionRows, encodeCsv, historyRows, reportRows } from './csv';
import { encodeGeoTiff } from './geotiff';
import { encodeLabels, encodeNpy } from './npy';
import { encodePng } from './png';
import { encodeJson } from './report-json';
import { reportText } from './report-text';

/**
 * Writes a map to one file, whole or not at all.
 * @param classes in the order of their labels, or with their labels
 * @throws NotWritableError
 */
export async function writeMap(
  file: string,
  format: MapFormat,
  map: ClassificationMap,
  classes: readonly MapClass[],
  georeferencing?: Georeferencing,
): Promise<void> {
  await writeFileWhole(file, encodeMap(format, map, classes, georeferencing));
}

/**
 * Writes a report to one file, whole or not at all.
 * @throws NotWritableError
 */
export async function writeReport(
  file: string,
  format: ReportFormat,
  result: Pick<ClassificationResult, 'report' | 'history'>,
): Promise<void> {
  await writeFileWhole(file, encodeReport(format, result));
}

export interface ResultOptions {
  /** Whether a folder that holds an earlier result may be replaced. */
  overwrite?: boolean;
  georeferencing?: Georeferencing;
}

/**
 * Writes everything of one classification to a folder that is whole or not there: report.json, report.txt, map.npy,
 * map.png, map.tif, confusion.csv, history.csv, split.npy and what `writeModel` puts into model/.
 * @throws NotWritableError
 */
export async function writeClassification(
  directory: string,
  { report, map, history, split }: ClassificationResult,
  options: ResultOptions & { writeModel?: (modelDirectory: string) => Promise<void> } = {},
): Promise<void> {
  await writeDirectoryWhole(directory, options.overwrite ?? false, async (folder) => {
    await writeFile(join(folder, 'report.json'), encodeReport('json', { report, history }));
    await writeFile(join(folder, 'report.txt'), encodeReport('txt', { report, history }));
    await writeFile(join(folder, 'confusion.csv'), encodeCsv(confusionRows(report)));
    await writeFile(join(folder, 'history.csv'), encodeCsv(historyRows(history)));
    await writeFile(join(folder, 'split.npy'), encodeNpy(split, [map.rows, map.columns]));
    await writeMaps(folder, map, report.classes, options.georeferencing);
    await options.writeModel?.(join(folder, 'model'));
  });
}

/**
 * Writes the map of a model applied to another scene to a folder that is whole or not there: prediction.json,
 * map.npy, map.png, map.tif and confidence.npy.
 * @param facts what was applied to what, for prediction.json
 * @throws NotWritableError
 */
export async function writePrediction(
  directory: string,
  map: ClassificationMap,
  classes: readonly MapClass[],
  facts: Record<string, unknown>,
  options: ResultOptions = {},
): Promise<void> {
  await writeDirectoryWhole(directory, options.overwrite ?? false, async (folder) => {
    await writeFile(join(folder, 'prediction.json'), encodeJson({ ...facts, classes }));
    await writeFile(join(folder, 'confidence.npy'), encodeNpy(map.confidence, [map.rows, map.columns]));
    await writeMaps(folder, map, classes, options.georeferencing);
  });
}

async function writeMaps(
  folder: string,
  map: ClassificationMap,
  classes: readonly MapClass[],
  georeferencing?: Georeferencing,
): Promise<void> {
  for (const format of ['npy', 'png', 'tif'] as const) {
    await writeFile(join(folder, `map.${format}`), encodeMap(format, map, classes, georeferencing));
  }
}

function encodeMap(
  format: MapFormat,
  map: ClassificationMap,
  classes: readonly MapClass[],
  georeferencing?: Georeferencing,
): Uint8Array {
  switch (format) {
    case 'npy':
      return encodeLabels(map.labels, [map.rows, map.columns], largestLabel(classes));
    case 'png':
      return encodePng(map, classes);
    case 'tif':
      return encodeGeoTiff(map, classes, georeferencing);
    default:
      return assertNever(format);
  }
}

function encodeReport(
  format: ReportFormat,
  { report, history }: Pick<ClassificationResult, 'report' | 'history'>,
): string {
  switch (format) {
    case 'json':
      return encodeJson(report);
    case 'txt':
      return reportText(report);
    case 'csv':
      return encodeCsv(reportRows(report, history));
    default:
      return assertNever(format);
  }
}
