import type { Dtype } from '@shared/scene';
import { UnreadableFileError, UnsupportedFormatError } from '../../errors';
import { fileName } from '../file-errors';

type Fields = ReadonlyMap<string, string>;

/** Where the values lie in the data file and what they are. */
export interface DataLayout {
  rows: number;
  columns: number;
  bands: number;
  dtype: Dtype;
  littleEndian: boolean;
  offset: number;
  /** Axes (rows, columns, bands) as they lie in the file, fastest first. */
  order: readonly number[];
}

/** Codes of "data type" ("ENVI Header Files", NV5 Geospatial). */
const DATA_TYPES: Readonly<Record<string, Dtype>> = {
  1: 'uint8',
  2: 'int16',
  3: 'int32',
  4: 'float32',
  5: 'float64',
  12: 'uint16',
  13: 'uint32',
  14: 'int64',
  15: 'uint64',
};
const COMPLEX_TYPES = ['6', '9'];

/** Axes 0 rows, 1 columns, 2 bands. */
const ORDERS: Readonly<Record<string, readonly number[]>> = {
  bsq: [1, 0, 2],
  bil: [1, 2, 0],
  bip: [2, 1, 0],
};

/**
 * @param header the header's path, for messages
 * @throws UnreadableFileError where a field that is needed is missing or makes no sense
 * @throws UnsupportedFormatError for complex, compressed and framed data
 */
export function dataLayoutOf(fields: Fields, header: string): DataLayout {
  refuseOthers(fields, header);
  const count = (name: string, least: number, missing?: number) =>
    wholeNumber(fields, name, least, header, missing);
  const bands = count('bands', 1);
  const dtype = choice(fields, 'data type', DATA_TYPES, header);
  const order = choice(fields, 'interleave', ORDERS, header, bands === 1 ? 'bsq' : undefined);
  const byteOrder = choice(fields, 'byte order', { 0: 'little', 1: 'big' }, header, '0');
  return {
    rows: count('lines', 1),
    columns: count('samples', 1),
    bands,
    dtype,
    littleEndian: byteOrder === 'little',
    offset: count('header offset', 0, 0),
    order,
  };
}

function refuseOthers(fields: Fields, header: string): void {
  const refuse = (what: string, advice: string) =>
    new UnsupportedFormatError(
      'envi-kind',
      `The data of "${fileName(header)}" are ${what}, which Bandscape does not read; ${advice}.`,
      { file: header, what },
    );
  const isSet = (name: string) => !/^[0\s,]*$/.test(fields.get(name) ?? '');
  const fileType = fields.get('file type')?.toLowerCase() ?? '';
  if (COMPLEX_TYPES.includes(fields.get('data type') ?? ''))
    throw refuse('complex numbers', 'save their real part or their magnitude');
  if (isSet('file compression')) throw refuse('compressed', 'save the file without compression');
  if (isSet('major frame offsets') || isSet('minor frame offsets'))
    throw refuse('framed with extra bytes between lines', 'save the file without frame offsets');
  if (fileType.includes('spectral library'))
    throw refuse('a spectral library, not an image', 'open the image instead');
  if (fileType.includes('meta')) throw refuse('links to other files', 'open those files instead');
}

function wholeNumber(fields: Fields, name: string, least: number, header: string, missing?: number): number {
  const text = fields.get(name);
  if (text === undefined && missing !== undefined) return missing;
  const value = Number(text);
  if (text !== undefined && /^\+?\d+$/.test(text) && Number.isSafeInteger(value) && value >= least)
    return value;
  throw badField(header, name, text, `a whole number from ${least} on`);
}

function choice<T>(
  fields: Fields,
  name: string,
  choices: Readonly<Record<string, T>>,
  header: string,
  missing?: string,
): T {
  const text = fields.get(name) ?? missing;
  const key = text?.toLowerCase();
  if (key !== undefined && Object.prototype.hasOwnProperty.call(choices, key)) return choices[key];
  throw badField(header, name, text, `one of ${Object.keys(choices).join(', ')}`);
}

function badField(
  header: string,
  field: string,
  value: string | undefined,
  wanted: string,
): UnreadableFileError {
  const details = { file: header, field, value: value ?? '', wanted };
  const file = fileName(header);
  if (value === undefined) {
    return new UnreadableFileError(
      'envi-field-missing',
      `The header "${file}" lacks the field "${field}", ${wanted}: add it, or copy the whole header again.`,
      details,
    );
  }
  return new UnreadableFileError(
    'envi-field-wrong',
    `The header "${file}" says "${field} = ${value.slice(0, 40)}", but it should be ${wanted}: correct it.`,
    details,
  );
}
