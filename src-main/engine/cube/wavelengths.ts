import { dirname, join } from 'node:path';
import { UnusableDataError } from '../errors';
import { fileName } from '../files/file-errors';
import { asNanometres } from '../files/roles';
import { readTextFile } from '../files/text';
import { parseWavelengthLines } from '../files/wavelength-text';

/** No list of wavelengths is longer than this. */
const LONGEST_FILE = 4 * 1024 * 1024;
const FILE_BESIDE = 'wavelengths.csv';

/**
 * Band centres in nanometres from a text file with one line a band; see `parseWavelengthLines`. Nanometres and
 * micrometres are told apart by their size.
 *
 * @param bands how many there must be
 * @throws UnusableDataError where a line has no number, the values cannot be wavelengths or their count differs
 * @throws UnreadableFileError where the file cannot be read
 */
export async function readWavelengths(file: string, bands: number): Promise<number[]> {
  const text = await readTextFile(file, LONGEST_FILE);
  if (text === undefined) throw tooLong(file);
  const lines = parseWavelengthLines(text);
  if ('lineWithoutNumber' in lines) throw noNumber(file, lines.lineWithoutNumber);
  const { values } = lines;
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

function tooLong(file: string): UnusableDataError {
  return new UnusableDataError(
    'wavelength-file-too-long',
    `"${fileName(file)}" is too long for a list of wavelengths: choose a text file with one line a band.`,
    { file },
  );
}

function noNumber(file: string, line: number): UnusableDataError {
  return new UnusableDataError(
    'wavelength-line-without-number',
    `Line ${line} of "${fileName(file)}" holds no number: a list of wavelengths has one number a line.`,
    { file, line },
  );
}
