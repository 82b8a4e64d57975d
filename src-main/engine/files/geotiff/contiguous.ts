import { stemOf } from '../file-errors';
import { plainDecoder } from '../plain-values';
import { StoredArray } from '../stored-array';
import { PLAIN } from './compressions';
import type { TiffFile } from './directory';
import { blockLength, type TiffImage } from './image';

/**
 * The image as one array, where its strips are neither packed nor apart, as most writers leave them: half a million
 * strips of one line each are then read in as few pieces as an ENVI file of the same order. Undefined for any other.
 */
export function contiguousArray(tiff: TiffFile, image: TiffImage): StoredArray | undefined {
  if (!isContiguous(image)) return undefined;
  const { rows, columns, bands, dtype, itemSize, planar, offsets } = image;
  return new StoredArray({
    ...{ bytes: tiff.bytes, offset: offsets[0], dtype, itemSize },
    shape: bands > 1 ? [rows, columns, bands] : [rows, columns],
    order: bands === 1 ? [1, 0] : planar ? [1, 0, 2] : [2, 1, 0],
    decode: plainDecoder(dtype, tiff.littleEndian, { file: tiff.file, variable: stemOf(tiff.file) }),
  });
}

function isContiguous(image: TiffImage): boolean {
  const { compression, predictor, tiled, offsets, byteCounts } = image;
  if (compression.code !== PLAIN || predictor !== 1 || tiled || offsets[0] === 0) return false;
  let next = offsets[0];
  return offsets.every((offset, block) => {
    const length = blockLength(image, block);
    const isNext = offset === next && (Number.isNaN(byteCounts[block]) || byteCounts[block] >= length);
    next += length;
    return isNext;
  });
}
