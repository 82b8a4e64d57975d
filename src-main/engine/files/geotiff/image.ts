import type { Dtype } from '@shared/scene';
import { damaged, truncated, unsupported } from './damage';
import { COMPRESSIONS, PLAIN, type Compression } from './compressions';
import { numbersOf, type Directory, type TiffFile } from './directory';

/** How the samples of one image lie in the file: a grid of blocks (strips or tiles), one grid a band where planar. */
export interface TiffImage {
  rows: number;
  columns: number;
  bands: number;
  dtype: Dtype;
  /** Bytes of one sample. */
  itemSize: number;
  /** Each band in blocks of its own, instead of all bands of a pixel together. */
  planar: boolean;
  blockRows: number;
  blockColumns: number;
  /** Tiles are always whole; the last strip ends with the image. */
  tiled: boolean;
  compression: Compression;
  predictor: number;
  offsets: readonly number[];
  byteCounts: readonly number[];
  directory: Directory;
}

/** What one block may unpack to: real ones have kilobytes, and a block is in memory three times while it is unpacked. */
const LARGEST_BLOCK = 96 * 1024 * 1024;
const LONGEST_AXIS = 2 ** 31 - 1;
const MOST_BANDS = 65_535;

const INTEGERS: Record<number, readonly [unsigned: Dtype, signed: Dtype]> = {
  8: ['uint8', 'int8'],
  16: ['uint16', 'int16'],
  32: ['uint32', 'int32'],
  64: ['uint64', 'int64'],
};

/**
 * The layout of an image, checked against the file's length before anything of that size is allocated.
 * @throws UnreadableFileError where sizes contradict each other or the file
 * @throws UnsupportedFormatError for samples and compressions that are not read
 */
export async function describeImage(tiff: TiffFile, directory: Directory): Promise<TiffImage> {
  const { file } = tiff;
  const one = async (tag: number, otherwise: number) =>
    (await numbersOf(tiff, directory, tag, MOST_BANDS))?.[0] ?? otherwise;
  const columns = axis(file, directory, 'width', await one(256, 0));
  const rows = axis(file, directory, 'height', await one(257, 0));
  const bands = await one(277, 1);
  if (!(Number.isInteger(bands) && bands >= 1))
    throw damaged(file, directory.byte, `it claims pixels of ${bands} samples`);
  const { dtype, itemSize } = await sampleType(tiff, directory, bands);
  const compression = compressionOf(file, await one(259, PLAIN));
  if ((await one(266, 1)) !== 1) throw unsupported(file, 'the bits of its bytes in reverse order');
  const planar = (await one(284, 1)) === 2 && bands > 1;
  const tiled = directory.entries.has(322);
  const blockColumns = tiled ? await one(322, 0) : columns;
  const blockRows = tiled ? await one(323, 0) : Math.min(await one(278, rows), rows);
  if (![blockColumns, blockRows].every((length) => Number.isInteger(length) && length > 0))
    throw damaged(file, directory.byte, `its blocks have ${blockRows} x ${blockColumns} pixels`);
  const grid = Math.ceil(rows / blockRows) * Math.ceil(columns / blockColumns);
  const blocks = grid * (planar ? bands : 1);
  const layout = {
    ...{ rows, columns, bands, dtype, itemSize, planar, blockRows, blockColumns, tiled, compression },
    predictor: await predictorOf(file, await one(317, 1), dtype),
    directory,
  };
  const { offsets, byteCounts } = await blockTable(tiff, directory, tiled, blocks);
  const image = { ...layout, offsets, byteCounts };
  checkBlocks(tiff, image);
  return image;
}

function axis(file: string, directory: Directory, what: string, length: number): number {
  if (Number.isInteger(length) && length >= 1 && length <= LONGEST_AXIS) return length;
  throw damaged(file, directory.byte, `its image has a ${what} of ${length} pixels`);
}

async function sampleType(tiff: TiffFile, directory: Directory, bands: number) {
  const bits = (await numbersOf(tiff, directory, 258, MOST_BANDS)) ?? [1];
  const formats = (await numbersOf(tiff, directory, 339, MOST_BANDS)) ?? [1];
  const differ = (values: number[]) => values.slice(0, bands).some((value) => value !== values[0]);
  if (differ(bits) || differ(formats)) throw unsupported(tiff.file, 'bands of different types');
  const dtype = dtypeOf(bits[0], formats[0]);
  if (!dtype) throw unsupported(tiff.file, sampleWords(bits[0], formats[0]));
  return { dtype, itemSize: bits[0] / 8 };
}

/** Sample formats of TIFF 6.0, section 19: 1 unsigned, 2 signed, 3 floating point, 4 undefined, 5 and 6 complex. */
function dtypeOf(bits: number, format: number): Dtype | undefined {
  if (format === 3) return bits === 32 ? 'float32' : bits === 64 ? 'float64' : undefined;
  if (format === 1 || format === 4) return INTEGERS[bits]?.[0];
  return format === 2 ? INTEGERS[bits]?.[1] : undefined;
}

function sampleWords(bits: number, format: number): string {
  if (format === 5 || format === 6) return 'complex samples';
  return `samples of ${bits} bits${format === 3 ? ' (floating point)' : ''}`;
}

function compressionOf(file: string, code: number): Compression {
  const compression = COMPRESSIONS.get(code);
  if (compression) return compression;
  throw unsupported(file, `samples compressed by TIFF method ${code}`);
}

async function predictorOf(file: string, predictor: number, dtype: Dtype): Promise<number> {
  const fits = predictor === 1 || predictor === 2 || (predictor === 3 && dtype.startsWith('float'));
  if (fits) return predictor;
  throw unsupported(file, `predictor ${predictor} with samples of type ${dtype}`);
}

async function blockTable(tiff: TiffFile, directory: Directory, tiled: boolean, blocks: number) {
  const [offsetTag, countTag] = tiled ? [324, 325] : [273, 279];
  const entry = directory.entries.get(offsetTag);
  if (!entry || entry.count < blocks) {
    throw damaged(
      tiff.file,
      directory.byte,
      `its image needs ${blocks} blocks but lists ${entry?.count ?? 0}`,
    );
  }
  const offsets = (await numbersOf(tiff, directory, offsetTag, tiff.bytes.length)) ?? [];
  const counts = await numbersOf(tiff, directory, countTag, tiff.bytes.length);
  return { offsets, byteCounts: counts ?? offsets.map(() => Number.NaN) };
}

/** Bytes that all samples of a block take; strips at the end of the image have fewer rows. */
export function blockLength(image: TiffImage, block: number): number {
  const { blockRows, blockColumns, itemSize, planar, bands } = image;
  return rowsOfBlock(image, block) * blockColumns * (planar ? 1 : bands) * itemSize || blockRows;
}

export function rowsOfBlock(
  { rows, columns, blockRows, blockColumns, tiled }: TiffImage,
  block: number,
): number {
  if (tiled) return blockRows;
  const across = Math.ceil(columns / blockColumns);
  const down = Math.ceil(rows / blockRows);
  const firstRow = (Math.floor(block / across) % down) * blockRows;
  return Math.min(blockRows, rows - firstRow);
}

function checkBlocks({ file, bytes }: TiffFile, image: TiffImage): void {
  const { compression, offsets, byteCounts, directory } = image;
  const blocks = blocksOf(image);
  for (let block = 0; block < blocks; block++) {
    const needed = blockLength(image, block);
    if (compression.code !== PLAIN && needed > LARGEST_BLOCK) {
      throw unsupported(file, `compressed blocks of ${needed} bytes`);
    }
    const offset = offsets[block];
    const stored = Number.isNaN(byteCounts[block]) ? needed : byteCounts[block];
    if (offset === 0 && stored === 0) continue;
    if (!(offset >= 8 && stored >= 0))
      throw damaged(file, directory.byte, `block ${block} lies at byte ${offset}`);
    if (offset + stored > bytes.length)
      throw truncated(file, bytes.length, `block ${block} at byte ${offset}`);
    if (stored * compression.largestRatio < needed) {
      throw damaged(
        file,
        offset,
        `block ${block} has ${stored} bytes, too few for its ${needed} bytes of samples`,
      );
    }
  }
}

export function blocksOf({ rows, columns, bands, blockRows, blockColumns, planar }: TiffImage): number {
  return Math.ceil(rows / blockRows) * Math.ceil(columns / blockColumns) * (planar ? bands : 1);
}
