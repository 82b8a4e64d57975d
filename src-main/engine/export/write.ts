import { assertNever, type MapFormat, type Replaceable, type ReportFormat } from '@shared/engine-protocol';
import { comparisonRows, type ComparedRun } from '@shared/comparison';
import type { MapPicture } from '@shared/map-picture';
import type { ClassificationResult } from '@shared/training';
import { largestLabel, type MapClass } from './colors';
import { comparisonSvg } from './comparison-chart';
import { confusionRows, encodeCsv, reportRows } from './csv';
import { classificationData, classificationHeader } from './envi-classification';
import { dataFileOf } from './envi-header';
import { encodeGeoTiff } from './geotiff';
import { encodeMatMap } from './mat';
import { encodeLabels } from './npy';
import { drawMap, PLAIN, type FontSource } from './picture/draw';
import type { Labels } from './picture/paint';
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
  /** How a PNG is drawn; one pixel a pixel if left out. */
  picture?: MapPicture;
  /** Whether a PNG of a place that is known gets a world file. */
  worldFile?: boolean;
  font?: FontSource;
}

/** Every file of a map, those first that belong to the one that was named. */
export function mapFilesOf(file: string, format: MapFormat): string[] {
  if (format === 'hdr') return [dataFileOf(file), file];
  return format === 'png' ? [worldFileOf(file), file] : [file];
}

/** What was written. */
export interface WrittenMap {
  files: string[];
  /** Of a picture, in its pixels. */
  width?: number;
  height?: number;
  /** Characters of a picture that the font has no sign for. */
  missing?: string[];
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
  map: Labels,
  classes: readonly MapClass[],
  options: MapOptions = {},
): Promise<WrittenMap> {
  await checkTargets(mapFilesOf(file, format), options.overwrite ?? false);
  const place = await placeOf(options.placed ?? {});
  const { files, ...about } = await filesOf(file, format, map, classes, place, options);
  await writeFilesWhole(files);
  return { files: files.filter(({ data }) => data !== null).map((each) => each.file), ...about };
}

/** What belongs to the map goes first, so that a map is never without it. */
async function filesOf(
  file: string,
  format: MapFormat,
  map: Labels,
  classes: readonly MapClass[],
  place: Place | undefined,
  { picture = PLAIN, worldFile = true, font }: MapOptions,
): Promise<Omit<WrittenMap, 'files'> & { files: FileContents[] }> {
  if (format === 'png') {
    const { png, layout, missing } = await drawMap(map, classes, picture, font);
    const world = place && worldFile ? encodeWorldFile(place, { ...layout.map, scale: layout.scale }) : null;
    const files = [
      { file: worldFileOf(file), data: world },
      { file, data: png },
    ];
    return { files, width: layout.width, height: layout.height, missing };
  }
  const data = await encodeMap(format, map, classes, place);
  if (format !== 'hdr') return { files: [{ file, data }] };
  return {
    files: [
      { file: dataFileOf(file), data: classificationData(map, classes) },
      { file, data },
    ],
  };
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

/**
 * Writes finished runs side by side: the table as CSV or the chart as SVG.
 * @throws NotWritableError
 */
export async function writeComparison(
  file: string,
  format: 'csv' | 'svg',
  runs: readonly ComparedRun[],
  { overwrite = false }: Pick<MapOptions, 'overwrite'> = {},
): Promise<void> {
  await checkTargets([file], overwrite);
  const text = format === 'csv' ? encodeCsv(comparisonRows(runs)) : comparisonSvg(runs);
  await writeFileWhole(file, Buffer.from(text, 'utf8'));
}

/** The bytes of a map's file; of an ENVI Classification those of the header. */
export async function encodeMap(
  format: MapFormat,
  map: Labels,
  classes: readonly MapClass[],
  place?: Place,
): Promise<Uint8Array> {
  switch (format) {
    case 'npy':
      return encodeLabels(map.labels, [map.rows, map.columns], largestLabel(classes));
    case 'png':
      return (await drawMap(map, classes)).png;
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
    case 'confusion':
      return encodeCsv(confusionRows(report));
    default:
      return assertNever(format);
  }
}
