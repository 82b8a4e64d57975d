import { existsSync } from 'node:fs';
import { assertNever, type MapFormat, type ReportFormat } from '@shared/engine-protocol';
import type { Georeferencing } from '@shared/scene';
import type { ClassificationMap, ClassificationResult } from '@shared/training';
import { NotWritableError } from '../errors';
import { writeFileWhole } from './atomic';
import { largestLabel, type MapClass } from './colors';
import { encodeCsv, reportRows } from './csv';
import { classificationData, classificationHeader } from './envi-classification';
import { dataFileOf } from './envi-header';
import { encodeGeoTiff } from './geotiff';
import { encodeMatMap } from './mat';
import { encodeLabels } from './npy';
import { encodePng } from './png';
import { encodeJson } from './report-json';
import { reportText } from './report-text';
import { encodeWorldFile, worldFileOf } from './world-file';

/**
 * Writes a map, whole or not at all: an ENVI Classification with its data beside it, a PNG of a place that is known
 * with its world file.
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
  // What belongs to the map goes first, so that a map is never without it.
  if (format === 'hdr') await writeCompanion(dataFileOf(file), file, classificationData(map, classes));
  if (format === 'png' && georeferencing)
    await writeCompanion(worldFileOf(file), file, encodeWorldFile(georeferencing));
  await writeFileWhole(file, encodeMap(format, map, classes, georeferencing));
}

/** A file that nobody was asked about is only replaced where the one that it belongs to is. */
async function writeCompanion(companion: string, file: string, data: Uint8Array | string): Promise<void> {
  if (existsSync(companion) && !existsSync(file)) {
    throw new NotWritableError(
      'companion-exists',
      `${companion}, which belongs to ${file}, exists already: choose another name.`,
      { place: companion, file },
    );
  }
  await writeFileWhole(companion, data);
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

/** The bytes of a map's file; of an ENVI Classification those of the header. */
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
    case 'mat':
      return encodeMatMap(map, classes);
    case 'hdr':
      return Buffer.from(classificationHeader(map, classes, georeferencing));
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
