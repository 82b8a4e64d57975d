import { assertNever, type MapFormat, type ReportFormat } from '@shared/engine-protocol';
import type { Georeferencing } from '@shared/scene';
import type { ClassificationMap, ClassificationResult } from '@shared/training';
import { writeFileWhole } from './atomic';
import { largestLabel, type MapClass } from './colors';
import { encodeCsv, reportRows } from './csv';
import { encodeGeoTiff } from './geotiff';
import { encodeLabels } from './npy';
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

/** The bytes of a map's file. */
export function encodeMap(
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

/** The text of a report's file. */
export function encodeReport(
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
