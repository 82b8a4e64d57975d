import { existsSync } from 'node:fs';
import { extname } from 'node:path';
import type { MapFormat } from '@shared/engine-protocol';
import { InvalidSettingsError, NotWritableError } from '../engine/errors';

const MAP_FORMATS: Readonly<Record<string, MapFormat>> = {
  '.png': 'png',
  '.tif': 'tif',
  '.tiff': 'tif',
  '.npy': 'npy',
  '.mat': 'mat',
  '.hdr': 'hdr',
};

/**
 * The file that the person means by the name typed into the save dialog; a name without an ending gets `ending`.
 * @throws NotWritableError `file-exists` where that completed name belongs to a file the dialog did not ask about
 */
export function withEnding(file: string, ending: string): string {
  if (extname(file) !== '') return file;
  const completed = `${file}.${ending}`;
  if (existsSync(completed)) {
    throw new NotWritableError(
      'file-exists',
      `${completed} exists already; choose it in the dialog to replace it, or choose another name.`,
      { file: completed },
    );
  }
  return completed;
}

/** @throws InvalidSettingsError `unknown-map-format` for an ending that names no format of maps */
export function mapFormatOf(file: string): MapFormat {
  const format = MAP_FORMATS[extname(file).toLowerCase()];
  if (format) return format;
  throw new InvalidSettingsError(
    'unknown-map-format',
    `${file} does not end in .png, .tif, .npy, .mat or .hdr; choose one of these endings for the map.`,
    { file },
  );
}
