import type { Dtype, NumericArray } from '@shared/scene';
import { MemoryBytes } from '../bytes';
import { delimitedLines, lineLongerThan } from '../delimited';
import { stemOf } from '../file-errors';
import { namedArraysReader, plainArray, type FileContents, type NamedArray } from '../named-arrays';
import type { SourceClass } from '../source';
import { readTextFile } from '../text';
import { allocate } from '../values';
import { wavelengthsInText } from '../wavelength-text';
import { lineTooLong, noLines, tableTooLong } from './errors';
import { listColumnsOf, readList, type PixelList } from './list';
import { gridOf } from './list-grid';
import { readMatrix } from './matrix';

const LONGEST = 32 * 1024 * 1024;
/** The cells of one line are in memory at once; a row of the widest scene takes a third of this. */
const LONGEST_LINE = 1024 * 1024;
/** Before any value: a reader of named arrays closes what it did not use. */
const NOTHING = new Uint8Array(0);

/**
 * Text tables of labels: a matrix of whole numbers, one line a row, or a list of pixels under the headings row, column
 * and label. A list of wavelengths is a vector, so that it is never taken for labels.
 */
export const csvReader = namedArraysReader('csv', async (file, signal): Promise<FileContents> => {
  const text = await readTextFile(file, LONGEST, signal);
  if (text === undefined) throw tableTooLong(file, LONGEST);
  const long = lineLongerThan(text, LONGEST_LINE);
  if (long !== undefined) throw lineTooLong(file, long, LONGEST_LINE);
  return { bytes: new MemoryBytes(file, NOTHING), arrays: [await arrayOf(text, file, signal)] };
});

async function arrayOf(text: string, file: string, signal?: AbortSignal): Promise<NamedArray> {
  const wavelengths = wavelengthsInText(text);
  if (wavelengths) {
    const vector = inMemory(file, [wavelengths.length], Float64Array.from(wavelengths), 'float64', {
      wavelengths,
    });
    return { ...vector, info: { ...vector.info, wavelengths } };
  }
  const lines = delimitedLines(text);
  const { value: first } = lines.next();
  if (!first) throw noLines(file);
  const places = listColumnsOf(first.cells);
  if (places) return listArray(await readList(lines, places, file, signal), file);
  const { rows, columns, values } = await readMatrix(delimitedLines(text), text.length, file, signal);
  const dtype = smallestType(values);
  const stored = allocate(dtype, values.length);
  stored.set(values);
  const shape = rows === 1 || columns === 1 ? [rows * columns] : [rows, columns];
  return inMemory(file, shape, stored, dtype);
}

/** Its size is that of the scene, which is only known when it is opened; alone it is what its pixels span. */
function listArray(list: PixelList, file: string): NamedArray {
  if (list.lines.length === 0) throw noLines(file);
  const array = (size?: readonly [number, number]) => {
    const { rows, columns, labels, warnings } = gridOf(list, file, size);
    return inMemory(file, [rows, columns], labels, 'uint16', { classes: list.classes, warnings });
  };
  const alone = array();
  return {
    ...alone,
    info: { ...alone.info, leastShape: true },
    open: (options) => array(options.size).open(options, {}),
  };
}

function inMemory(
  file: string,
  shape: number[],
  values: NumericArray,
  dtype: Dtype,
  described: { classes?: readonly SourceClass[]; warnings?: FileWarnings; wavelengths?: number[] } = {},
): NamedArray {
  const bytes = new MemoryBytes(file, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
  const order = shape.map((_, axis) => axis).reverse();
  return plainArray({ name: stemOf(file), shape, dtype }, file, true, {
    bytes,
    offset: 0,
    order,
    ...described,
  });
}

type FileWarnings = Parameters<typeof plainArray>[3]['warnings'];

function smallestType(values: Float64Array): Dtype {
  let [least, most] = [0, 0];
  for (const value of values) {
    if (!Number.isInteger(value)) return 'float64';
    if (value < least) least = value;
    if (value > most) most = value;
  }
  const fits = ([low, high]: readonly [number, number]) => least >= low && most <= high;
  return INTEGER_TYPES.find(([, ...range]) => fits(range))?.[0] ?? 'float64';
}

const INTEGER_TYPES: readonly [Dtype, low: number, high: number][] = [
  ['uint8', 0, 255],
  ['uint16', 0, 65_535],
  ['int16', -32_768, 32_767],
  ['int32', -(2 ** 31), 2 ** 31 - 1],
];
