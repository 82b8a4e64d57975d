import { assertNever, type MapFormat, type Replaceable, type ReportFormat } from '@shared/engine-protocol';
import type { ClassificationMap, ClassificationResult } from '@shared/training';
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
import { placeOf, type Place, type Placed } from './place/place';
import { encodeWorldFile, worldFileOf } from './place/world-file';
import { checkTargets } from './targets';
import { writeFilesWhole, writeFileWhole, type FileContents } from './whole-files';

export interface MapOptions {
  /** What the scene's file tells of its place on the ground. */
  placed?: Placed;
  overwrite?: Replaceable;
}

/** Every file of a map, those first that belong to the one that was named. */
export function mapFilesOf(file: string, format: MapFormat): string[] {
  if (format === 'hdr') return [dataFileOf(file), file];
  return format === 'png' ? [worldFileOf(file), file] : [file];
}

/**
 * Writes a map, whole or not at all: an ENVI Classification with its data beside it, a PNG of a place that is known
 * with its world file. The world file of an earlier PNG goes with it.
 * @param classes in the order of their labels, or with their labels
 * @throws NotWritableError
 */
export async function writeMap(
  file: string,
  format: MapFormat,
  map: ClassificationMap,
  classes: readonly MapClass[],
  { placed = {}, overwrite = false }: MapOptions = {},
): Promise<void> {
  await checkTargets(mapFilesOf(file, format), overwrite);
  const place = await placeOf(placed);
  const files: FileContents[] = [{ file, data: encodeMap(format, map, classes, place) }];
  // What belongs to the map goes first, so that a map is never without it.
  if (format === 'hdr') files.unshift({ file: dataFileOf(file), data: classificationData(map, classes) });
  if (format === 'png')
    files.unshift({ file: worldFileOf(file), data: place ? encodeWorldFile(place) : null });
  await writeFilesWhole(files);
}

/**
 * Writes a report to one file, whole or not at all.
 * @throws NotWritableError
 */
export async function writeReport(
  file: string,
  format: ReportFormat,
  result: Pick<ClassificationResult, 'report' | 'history'>,
  { overwrite = false }: Pick<MapOptions, 'overwrite'> = {},
): Promise<void> {
  await checkTargets([file], overwrite);
  await writeFileWhole(file, encodeReport(format, result));
}

/** The bytes of a map's file; of an ENVI Classification those of the header. */
export function encodeMap(
  format: MapFormat,
  map: ClassificationMap,
  classes: readonly MapClass[],
  place?: Place,
): Uint8Array {
  switch (format) {
    case 'npy':
      return encodeLabels(map.labels, [map.rows, map.columns], largestLabel(classes));
    case 'png':
      return encodePng(map, classes);
    case 'tif':
      return encodeGeoTiff(map, classes, place);
    case 'mat':
      return encodeMatMap(map, classes);
    case 'hdr':
      return Buffer.from(classificationHeader(map, classes, place));
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
