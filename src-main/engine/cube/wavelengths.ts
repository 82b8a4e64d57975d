import { dirname, join } from 'node:path';
import { UnusableDataError } from '../errors';
import { openFileBytes } from '../files/bytes';
import { fileName } from '../files/file-errors';
import { asNanometres } from '../files/roles';

/** No list of wavelengths is longer than this. */
const LONGEST_FILE = 4 * 1024 * 1024;
const FILE_BESIDE = 'wavelengths.csv';

/**
 * Band centres in nanometres from a text file: one line a band, the last number of a line counts, columns separated
 * by commas, semicolons, tabs or spaces; lines that begin with # and one header line are passed over. Nanometres and
 * micrometres are told apart by their size.
 *
 * @param bands how many there must be
 * @throws UnusableDataError where a line has no number, the values cannot be wavelengths or their count differs
 * @throws UnreadableFileError where the file cannot be read
 */
export async function readWavelengths(file: string, bands: number): Promise<number[]> {
  const values = parseLines(await readText(file), file);
  if (values.length !== bands) {
    throw new UnusableDataError(
      'wavelength-count-differs',
      `"${fileName(file)}" lists ${values.length} wavelengths, but the cube has ${bands} bands: choose the file that ` +
        'belongs to this cube.',
      { file, wavelengths: values.length, bands },
    );
  }
  const nanometres = asNanometres(values);
  if (nanometres) return nanometres;
  throw new UnusableDataError(
    'not-wavelengths',
    `The numbers in "${fileName(file)}" cannot be wavelengths: they should rise from band to band and lie between ` +
      '300 and 20000 nm, or 0.3 and 20 micrometres.',
    { file },
  );
}

/** The wavelengths of a `wavelengths.csv` in a cube's folder, where there is one that fits the cube. */
export async function wavelengthsBeside(cubeFile: string, bands: number): Promise<number[] | undefined> {
  try {
    return await readWavelengths(join(dirname(cubeFile), FILE_BESIDE), bands);
  } catch {
    // Nobody named this file; one that is missing or belongs to another cube must not keep this one from opening.
    return undefined;
  }
}

async function readText(file: string): Promise<string> {
  const bytes = await openFileBytes(file);
  try {
    if (bytes.length > LONGEST_FILE) throw tooLong(file);
    return new TextDecoder('utf-8').decode(await bytes.read(0, bytes.length));
  } finally {
    await bytes.close();
  }
}

function tooLong(file: string): UnusableDataError {
  return new UnusableDataError(
    'wavelength-file-too-long',
    `"${fileName(file)}" is too long for a list of wavelengths: choose a text file with one line a band.`,
    { file },
  );
}

function parseLines(text: string, file: string): number[] {
  const values: number[] = [];
  let headerSeen = false;
  text.split(/\r\n|\r|\n/).forEach((line, index) => {
    if (line.trim() === '' || line.startsWith('#')) return;
    const value = lastNumber(line);
    if (value !== undefined) values.push(value);
    else if (values.length === 0 && !headerSeen) headerSeen = true;
    else throw noNumber(file, index + 1);
  });
  return values;
}

function lastNumber(line: string): number | undefined {
  // A decimal comma is only possible where something else separates the columns.
  const columns = line.includes(';') ? line.replace(/,/g, '.').split(';') : line.split(/[,\t ]/);
  const numbers = columns
    .map((column) => column.trim().replace(/^"(.*)"$/, '$1'))
    .filter((column) => column !== '')
    .map(Number)
    .filter(Number.isFinite);
  return numbers[numbers.length - 1];
}

function noNumber(file: string, line: number): UnusableDataError {
  return new UnusableDataError(
    'wavelength-line-without-number',
    `Line ${line} of "${fileName(file)}" holds no number: a list of wavelengths has one number a line.`,
    { file, line },
  );
}
