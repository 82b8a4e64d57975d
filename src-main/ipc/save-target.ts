import { extname } from 'node:path';
import type { MapFormat } from '@shared/engine-protocol';
import { InvalidSettingsError } from '../engine/errors';

const MAP_FORMATS: Readonly<Record<string, MapFormat>> = {
  '.png': 'png',
  '.tif': 'tif',
  '.tiff': 'tif',
  '.npy': 'npy',
  '.mat': 'mat',
  '.hdr': 'hdr',
};

/** The file that the person means by the name typed into the save dialog; a name without an ending gets `ending`. */
export function withEnding(file: string, ending: string): string {
  return extname(file) === '' ? `${file}.${ending}` : file;
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
