import type { Dtype, Georeferencing } from '@shared/scene';
import { UnsupportedFormatError } from '../../errors';
import { openFileBytes, type ByteSource } from '../bytes';
import { fileName, stemOf } from '../file-errors';
import { namedArraysReader, plainArray, type FileContents } from '../named-arrays';
import { storedBytes } from '../plain-values';
import { checkDeclaredLength, damagedFile } from '../variable-errors';
import { WHOLE_NUMBERS, magicOf } from './signature';

const HEADER_LENGTH = 128;

/** What "type of data" stands for; 1 is two pixels a byte. */
const PACKINGS: ReadonlyMap<number, Dtype> = new Map([
  [0, 'uint8'],
  [2, 'int16'],
]);
const FOUR_BITS = 1;

/** Lines of every band in turn. */
const CUBE_ORDER = [1, 2, 0];
const LABELS_ORDER = [1, 0];

interface Header {
  littleEndian: boolean;
  packing: number;
  rows: number;
  columns: number;
  bands: number;
  georeferencing?: Georeferencing;
}

/**
 * Images (.lan) and label images (.gis) of ERDAS 7.4 and 7.5: 128 bytes of header, then line by line the bands of
 * each. Neither names its order of bytes: it is the one in which the sizes fit the file.
 */
export const erdasReader = namedArraysReader('erdas', async (file, signal): Promise<FileContents> => {
  const bytes = await openFileBytes(file);
  try {
    if (bytes.length < HEADER_LENGTH)
      throw damagedFile(file, `it ends at byte ${bytes.length}, within its header`);
    const head = await bytes.read(0, HEADER_LENGTH, signal);
    const header = [true, false].map((littleEndian) => readHeader(head, littleEndian)).find(makesSense);
    if (!header) throw damagedFile(file, 'its header has no sensible numbers of rows, columns and bands');
    return { bytes, arrays: [arrayOf(file, bytes, header)] };
  } catch (error) {
    await bytes.close();
    throw error;
  }
});

function arrayOf(file: string, bytes: ByteSource, header: Header) {
  const { rows, columns, bands, packing, littleEndian, georeferencing } = header;
  const dtype = PACKINGS.get(packing);
  if (!dtype) throw fourBits(file);
  const shape = bands > 1 ? [rows, columns, bands] : [rows, columns];
  const stop = HEADER_LENGTH + rows * columns * bands * storedBytes(dtype);
  checkDeclaredLength(file, shape, stop, bytes.length);
  const info = { name: stemOf(file), shape, dtype, ...(georeferencing && { georeferencing }) };
  const order = bands > 1 ? CUBE_ORDER : LABELS_ORDER;
  return plainArray(info, file, littleEndian, { bytes, offset: HEADER_LENGTH, order, georeferencing });
}

function readHeader(head: Uint8Array, littleEndian: boolean): Header {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const whole = magicOf(head) === WHOLE_NUMBERS;
  const size = (at: number) => (whole ? view.getInt32(at, littleEndian) : view.getFloat32(at, littleEndian));
  const [x, y, width, height] = [112, 116, 120, 124].map((at) => view.getFloat32(at, littleEndian));
  const placed = [x, y, width, height].every(Number.isFinite) && width > 0 && height > 0;
  return {
    littleEndian,
    packing: view.getInt16(6, littleEndian),
    bands: view.getInt16(8, littleEndian),
    columns: Math.trunc(size(16)),
    rows: Math.trunc(size(20)),
    // The place is that of the first pixel's centre.
    ...(placed && { georeferencing: { transform: [x - width / 2, width, 0, y + height / 2, 0, -height] } }),
  };
}

const MOST_PIXELS = 2 ** 24;

/** Numbers read in the wrong byte order are zero, negative or far too large. */
function makesSense({ packing, rows, columns, bands }: Header): boolean {
  const sizes = [rows, columns];
  return (
    (PACKINGS.has(packing) || packing === FOUR_BITS) &&
    bands > 0 &&
    sizes.every((length) => length > 0 && length < MOST_PIXELS)
  );
}

function fourBits(file: string): UnsupportedFormatError {
  return new UnsupportedFormatError(
    'erdas-four-bits',
    `"${fileName(file)}" packs two pixels into a byte, which Bandscape does not read; save it with 8 bits a pixel.`,
    { file },
  );
}
