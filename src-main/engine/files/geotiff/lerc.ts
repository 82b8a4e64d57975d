import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import Lerc from 'lerc';
import type { BlockShape } from './block-shape';
import { unpackZstd } from '../zstd';

/** Values of the second LercParameter, as GDAL writes them. */
const ADDITIONAL = { none: 0, deflate: 1, zstd: 2 } as const;
/** A LERC block may be a little larger than its samples where they do not compress. */
const ROOM = 65_536;
const LARGEST_MICRO_BLOCK = 4096;

const inflateBlock = promisify<Uint8Array, object, Buffer>(inflate);

/**
 * The samples of a LERC2 block ("Limited Error Raster Compression", Esri), little-endian, bands of a pixel together.
 * Floating-point pixels without a value become NaN.
 * @throws Error where the block is damaged or of another size
 */
export async function unpackLerc(data: Uint8Array, shape: BlockShape): Promise<Uint8Array> {
  const stored = await unpackAdditional(data, shape);
  const length = checkHeader(stored, shape);
  const blob = stored.buffer.slice(stored.byteOffset, stored.byteOffset + length) as ArrayBuffer;
  const { pixels, mask } = Lerc.decode(blob, { returnPixelInterleavedDims: true });
  const values = pixels[0];
  if (values.byteLength !== shape.length) throw new Error('the LERC block is of another type or size');
  if (mask && (values instanceof Float32Array || values instanceof Float64Array)) {
    for (let index = 0; index < values.length; index++) {
      if (!mask[Math.floor(index / shape.samples)]) values[index] = Number.NaN;
    }
  }
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
}

async function unpackAdditional(data: Uint8Array, { lerc, length }: BlockShape): Promise<Uint8Array> {
  const most = 2 * length + ROOM;
  switch (lerc[1] ?? ADDITIONAL.none) {
    case ADDITIONAL.none:
      return data;
    case ADDITIONAL.deflate:
      return inflateBlock(data, { maxOutputLength: most });
    case ADDITIONAL.zstd:
      return unpackZstd(data, most);
    default:
      throw new Error(`LERC blocks packed by method ${lerc[1]} are not read`);
  }
}

/** The decoder trusts the header, so what would make it loop or allocate without end is refused here. */
function checkHeader(data: Uint8Array, { rows, columns, samples }: BlockShape): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const isLerc2 = data.length > 60 && String.fromCharCode(...data.subarray(0, 6)) === 'Lerc2 ';
  const version = isLerc2 ? view.getInt32(6, true) : 0;
  if (version < 2 || version > 5) throw new Error('the LERC block is of a version that is not read');
  let at = version >= 3 ? 14 : 10;
  const next = () => view.getInt32((at += 4) - 4, true);
  const height = next();
  const width = next();
  const values = version >= 4 ? next() : 1;
  const valid = next();
  const microBlock = next();
  const length = next();
  const sizesFit = height === rows && width === columns && values === samples;
  const countsFit = valid >= 0 && valid <= rows * columns && length > 60 && length <= data.length;
  if (!sizesFit || !countsFit || microBlock < 1 || microBlock > LARGEST_MICRO_BLOCK) {
    throw new Error('the header of the LERC block does not fit the image');
  }
  return length;
}
