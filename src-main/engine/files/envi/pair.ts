import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { UnreadableFileError } from '../../errors';
import { fileName } from '../file-errors';

/** Endings of data files beside their header, without the dot; a data file may also have none. */
export const DATA_EXTENSIONS = ['dat', 'img', 'bsq', 'bil', 'bip', 'raw'] as const;
const HEADER = /\.hdr$/i;

export function isHeaderName(file: string): boolean {
  return HEADER.test(file);
}

/** The header of a data file, `x.dat.hdr` or `x.hdr`, or undefined where there is none. */
export function headerBeside(file: string): string | undefined {
  return headerNames(file).find((name) => existsSync(name));
}

/** @throws UnreadableFileError that names the header that is missing */
export function findHeader(file: string): string {
  const header = headerBeside(file);
  if (header !== undefined) return header;
  const names = headerNames(file).map(fileName);
  throw new UnreadableFileError(
    'envi-header-missing',
    `"${fileName(file)}" looks like raw data of an ENVI image, but its header "${names[names.length - 2]}" is not ` +
      'beside it: copy the header into the same folder.',
    { file, header: names[names.length - 2] },
  );
}

/**
 * The data file of a header `x.hdr` (`x.dat`, `x.img` ... or `x`) or `x.dat.hdr` (`x.dat`).
 * @param enough bytes that the header declares; of several files the first that holds as many is taken
 * @throws UnreadableFileError that names the data file that is missing
 */
export async function findData(header: string, enough: number): Promise<string> {
  const stem = header.replace(HEADER, '');
  let tooShort: string | undefined;
  for (const name of dataNames(header)) {
    const found = await stat(name).catch(() => undefined);
    if (!found?.isFile() || name === header) continue;
    if (found.size >= enough) return name;
    tooShort ??= name;
  }
  if (tooShort !== undefined) return tooShort;
  const wanted = `${fileName(stem)}.dat`;
  const endings = DATA_EXTENSIONS.slice(1).map((extension) => `.${extension}`);
  throw new UnreadableFileError(
    'envi-data-missing',
    `The data file of the ENVI header "${fileName(header)}" is not beside it: copy "${wanted}" (or the same name with ` +
      `${endings.join(', ')} or no ending) into the same folder.`,
    { file: header, data: wanted },
  );
}

/** What the data file of a header may be called, in the order in which it is looked for. */
export function dataNames(header: string): string[] {
  const stem = header.replace(HEADER, '');
  const extensions = DATA_EXTENSIONS.flatMap((extension) => [extension, extension.toUpperCase()]);
  return [stem, ...extensions.map((extension) => `${stem}.${extension}`)];
}

function headerNames(file: string): string[] {
  const dot = /\.[^./\\]*$/.exec(file);
  const stem = dot ? file.slice(0, dot.index) : file;
  return [...new Set([file, stem].flatMap((name) => [`${name}.hdr`, `${name}.HDR`]))];
}
