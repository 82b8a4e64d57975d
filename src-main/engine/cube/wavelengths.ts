import { dirname, join } from 'node:path';
import type { VariableRef } from '@shared/scene';
import { UnusableDataError } from '../errors';
import { fileName } from '../files/file-errors';
import { asNanometres } from '../files/roles';
import { readTextFile } from '../files/text';
import { parseWavelengthLines } from '../files/wavelength-text';

/** No list of wavelengths is longer than this. */
const LONGEST_FILE = 4 * 1024 * 1024;
const FILE_BESIDE = 'wavelengths.csv';

/** A text file, or text that a person pasted. */
export type WavelengthSource = { file: string } | { text: string };

export interface WavelengthList {
  nanometres: number[];
  /** Whether they are written in micrometres. */
  micrometres: boolean;
}

/**
 * Band centres from text with one line a band; see `parseWavelengthLines`. Nanometres and micrometres are told apart
 * by their size.
 *
 * @param bands how many there must be
 * @throws UnusableDataError where a line has no number, the values cannot be wavelengths or their count differs
 * @throws UnreadableFileError where the file cannot be read
 */
export async function readWavelengthList(source: WavelengthSource, bands: number): Promise<WavelengthList> {
  const named = 'file' in source ? { file: source.file } : {};
  const text = 'file' in source ? await readTextFile(source.file, LONGEST_FILE) : source.text;
  if (text === undefined) throw tooLong(named);
  const lines = parseWavelengthLines(text, bands);
  if ('lineWithoutNumber' in lines) throw noNumber(named, lines.lineWithoutNumber);
  const { values } = lines;
  if (values.length !== bands) throw countDiffers(named, values.length, bands);
  const nanometres = asNanometres(values);
  if (!nanometres) throw notWavelengths(named);
  return { nanometres, micrometres: nanometres[0] !== values[0] };
}

/** The same from a file, in nanometres. */
export async function readWavelengths(file: string, bands: number): Promise<number[]> {
  return (await readWavelengthList({ file }, bands)).nanometres;
}

/**
 * Those that a person gave for a variable, where there are any.
 * @throws UnusableDataError where they are not as many as the bands
 */
export function givenWavelengths({ wavelengths }: VariableRef, bands: number): number[] | undefined {
  if (wavelengths && wavelengths.length !== bands) throw countDiffers({}, wavelengths.length, bands);
  return wavelengths;
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

/** Nothing where the text was pasted. */
type Origin = { file?: string };
const nameOf = ({ file }: Origin) => (file === undefined ? 'The list' : `"${fileName(file)}"`);

function countDiffers(origin: Origin, given: number, bands: number): UnusableDataError {
  return new UnusableDataError(
    'wavelength-count-differs',
    `${nameOf(origin)} has ${given} ${given === 1 ? 'wavelength' : 'wavelengths'}, but the cube has ${bands} bands: choose ` +
      'the list that belongs to this cube.',
    { ...origin, wavelengths: given, bands },
  );
}

function notWavelengths(origin: Origin): UnusableDataError {
  return new UnusableDataError(
    'not-wavelengths',
    `${nameOf(origin)} holds numbers that cannot be wavelengths: they should rise from band to band and lie between ` +
      '300 and 20000 nm, or 0.3 and 20 micrometres.',
    origin,
  );
}

function tooLong(origin: Origin): UnusableDataError {
  return new UnusableDataError(
    'wavelength-file-too-long',
    `${nameOf(origin)} is too long for a list of wavelengths: choose a text file with one line a band.`,
    origin,
  );
}

function noNumber(origin: Origin, line: number): UnusableDataError {
  return new UnusableDataError(
    'wavelength-line-without-number',
    `${nameOf(origin)} holds no number in line ${line}: a list of wavelengths has one number a line.`,
    { ...origin, line },
  );
}
