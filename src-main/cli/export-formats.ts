import { extname } from 'node:path';
import type { MapFormat, ReportFormat } from '@shared/engine-protocol';
import { InvalidSettingsError } from '../engine/errors';

/** What a result can be written as. */
export type ExportFormat =
  | { id: string; kind: 'map'; format: MapFormat; endings: readonly string[] }
  | { id: string; kind: 'report'; format: ReportFormat; endings: readonly string[] }
  | { id: string; kind: 'probabilities'; endings: readonly string[] };

/** Where endings are shared, the first one is meant by the ending alone. */
const FORMATS: readonly ExportFormat[] = [
  { id: 'png', kind: 'map', format: 'png', endings: ['png'] },
  { id: 'tif', kind: 'map', format: 'tif', endings: ['tif', 'tiff'] },
  { id: 'hdr', kind: 'map', format: 'hdr', endings: ['hdr'] },
  { id: 'npy', kind: 'map', format: 'npy', endings: ['npy'] },
  { id: 'mat', kind: 'map', format: 'mat', endings: ['mat'] },
  { id: 'probabilities', kind: 'probabilities', endings: ['tif', 'tiff'] },
  { id: 'txt', kind: 'report', format: 'txt', endings: ['txt'] },
  { id: 'json', kind: 'report', format: 'json', endings: ['json'] },
  { id: 'csv', kind: 'report', format: 'csv', endings: ['csv'] },
  { id: 'confusion', kind: 'report', format: 'confusion', endings: ['csv'] },
];

export const FORMAT_IDS = FORMATS.map(({ id }) => id);

/**
 * The format that was asked for, else the one that the file's ending means.
 * @throws InvalidSettingsError for an unknown one, and for an ending that does not belong to the format
 */
export function exportFormatOf(file: string, id?: string): ExportFormat {
  const ending = extname(file).slice(1).toLowerCase();
  const found = FORMATS.find((format) =>
    id === undefined ? format.endings.includes(ending) : format.id === id,
  );
  if (!found) {
    throw new InvalidSettingsError(
      'unknown-export-format',
      id === undefined
        ? `${file} does not end in the name of a format: choose .png, .tif, .hdr, .npy, .mat, .txt, .json or .csv, or give --format.`
        : `There is no format ${id}: choose ${FORMAT_IDS.join(', ')}.`,
      { file },
    );
  }
  if (found.endings.includes(ending)) return found;
  throw new InvalidSettingsError(
    'ending-of-another-format',
    `${file} does not end as ${found.id} does: call it ${file}.${found.endings[0]}, say.`,
    { file },
  );
}
