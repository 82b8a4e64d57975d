import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Dtype } from '@shared/scene';

const FIXTURES = fileURLToPath(new URL('../fixtures/', import.meta.url));
const FORMATS = `${FIXTURES}formats/`;
const SPECIAL: Readonly<Record<string, number>> = { nan: NaN, inf: Infinity, '-inf': -Infinity };

/** In C order; what JSON cannot hold as text. */
type Written = readonly (number | string)[];

export interface KnownVariable {
  name: string;
  shape: number[];
  dtype: Dtype;
  values: number[];
}

/** A row of a manifest: a variable of a file, and what else its file says of it. */
export interface ManifestRow {
  file: string;
  variable: string;
  dtype: Dtype;
  shape: number[];
  /** Key of its values in the manifest. */
  values: string;
  wavelengths?: number[];
  fwhm?: number[];
  badBands?: number[];
  nodata?: number;
  transform?: number[];
  crs?: string;
}

interface Manifest {
  rows: ManifestRow[];
  values: Record<string, Written>;
}

/** Folders of fixtures/formats: files of one format each, the script that made them with independent libraries, and a manifest. */
export const formatFolders: readonly string[] = readdirSync(FORMATS, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

export function readManifest(format: string): {
  folder: string;
  rows: ManifestRow[];
  valuesOf(row: ManifestRow): number[];
} {
  const folder = `${FORMATS}${format}/`;
  const { rows, values } = JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8')) as Manifest;
  return { folder, rows, valuesOf: (row) => numbersIn(values[row.values]) };
}

/** All fixtures of which it is known what they hold, by format. */
export function knownFiles(): { format: string; files: { file: string; variables: KnownVariable[] }[] }[] {
  return formatFolders.map((format) => {
    const { folder, rows, valuesOf } = readManifest(format);
    const files = new Map<string, KnownVariable[]>();
    for (const row of rows) {
      const { file, variable: name, shape, dtype } = row;
      files.set(file, [...(files.get(file) ?? []), { name, shape, dtype, values: valuesOf(row) }]);
    }
    return { format, files: [...files].map(([file, variables]) => ({ file: folder + file, variables })) };
  });
}

function numbersIn(written: Written): number[] {
  return written.map((value) => (typeof value === 'string' ? SPECIAL[value] : value));
}
