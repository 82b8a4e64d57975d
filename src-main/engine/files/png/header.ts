import { UnsupportedFormatError } from '../../errors';
import { fileName } from '../file-errors';
import { MOST_PICTURE_BYTES } from '../picture-labels';
import { damagedFile } from '../variable-errors';

export type PngKind = 'gray' | 'rgb' | 'palette' | 'gray-alpha' | 'rgb-alpha';

export interface PngHeader {
  rows: number;
  columns: number;
  /** Bits of one sample. */
  depth: number;
  kind: PngKind;
  interlaced: boolean;
}

/** Samples of one pixel. */
export const CHANNELS: Readonly<Record<PngKind, number>> = {
  gray: 1,
  rgb: 3,
  palette: 1,
  'gray-alpha': 2,
  'rgb-alpha': 4,
};

/** "Colour type", and the bit depths that it allows. */
const KINDS: ReadonlyMap<number, { kind: PngKind; depths: readonly number[] }> = new Map([
  [0, { kind: 'gray', depths: [1, 2, 4, 8, 16] }],
  [2, { kind: 'rgb', depths: [8, 16] }],
  [3, { kind: 'palette', depths: [1, 2, 4, 8] }],
  [4, { kind: 'gray-alpha', depths: [8, 16] }],
  [6, { kind: 'rgb-alpha', depths: [8, 16] }],
]);

const LENGTH = 13;

/**
 * @param data of the chunk IHDR
 * @throws UnreadableFileError where it makes no sense, UnsupportedFormatError where the image is too large
 */
export function readHeader(data: Uint8Array, file: string): PngHeader {
  if (data.length !== LENGTH) throw damagedFile(file, `its header has ${data.length} bytes instead of 13`);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const [columns, rows] = [view.getUint32(0), view.getUint32(4)];
  const [depth, colorType, compression, filter, interlace] = data.subarray(8);
  const known = KINDS.get(colorType);
  const sensible = known?.depths.includes(depth) && compression === 0 && filter === 0 && interlace <= 1;
  if (!known || !sensible || rows === 0 || columns === 0)
    throw damagedFile(file, 'its header declares a kind of image that does not exist');
  const header = { rows, columns, depth, kind: known.kind, interlaced: interlace === 1 };
  if (unpackedLength(header) > MOST_PICTURE_BYTES) throw tooLarge(file, header);
  return header;
}

/** A part of the picture whose scanlines follow each other. */
export interface Pass {
  firstRow: number;
  firstColumn: number;
  rowStep: number;
  columnStep: number;
  rows: number;
  columns: number;
}

/** Start and step of columns and rows in the seven passes of an interlaced image (Adam7). */
const ADAM7 = [
  [0, 8, 0, 8],
  [4, 8, 0, 8],
  [0, 4, 4, 8],
  [2, 4, 0, 4],
  [0, 2, 2, 4],
  [1, 2, 0, 2],
  [0, 1, 1, 2],
] as const;

/** In the order in which they lie in the data; those without a pixel are left out. */
export function passesOf({ rows, columns, interlaced }: PngHeader): Pass[] {
  const steps = interlaced ? ADAM7 : [[0, 1, 0, 1] as const];
  return steps
    .map(([firstColumn, columnStep, firstRow, rowStep]) => ({
      firstRow,
      firstColumn,
      rowStep,
      columnStep,
      rows: Math.ceil((rows - firstRow) / rowStep),
      columns: Math.ceil((columns - firstColumn) / columnStep),
    }))
    .filter((pass) => pass.rows > 0 && pass.columns > 0);
}

/** Bytes of a scanline without the one that names its filter. */
export function lineLength({ depth, kind }: Pick<PngHeader, 'depth' | 'kind'>, columns: number): number {
  return Math.ceil((columns * CHANNELS[kind] * depth) / 8);
}

/** Bytes of all scanlines, the names of their filters included. */
export function unpackedLength(header: PngHeader): number {
  return passesOf(header).reduce((sum, pass) => sum + pass.rows * (1 + lineLength(header, pass.columns)), 0);
}

function tooLarge(file: string, { rows, columns }: PngHeader): UnsupportedFormatError {
  return new UnsupportedFormatError(
    'png-too-large',
    `"${fileName(file)}" declares ${rows} x ${columns} pixels, more than Bandscape reads from a PNG: save the labels as ` +
      'GeoTIFF or NPY.',
    { file, rows, columns },
  );
}
