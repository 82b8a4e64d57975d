import { long, short, tiffFile } from '../../support/tiff-file';
import { ITEM, type Shape } from './lines';

const FLOATING_POINT = 3;
const PLAIN = 1;
/** Hundreds of thousands of strips are more than a function takes as arguments. */
const LONG = 4;

/**
 * What stands before the samples of a TIFF of float32, in strips of one row each, as GDAL writes a scene of this
 * width.
 * @param byBands each band in strips of its own (planar configuration 2)
 */
export function tiffHeader({ rows, columns, bands }: Shape, byBands: boolean): Buffer {
  const strips = byBands ? rows * bands : rows;
  const length = columns * (byBands ? 1 : bands) * ITEM;
  const describe = (first: number) =>
    tiffFile(new Uint8Array(), [
      long(256, columns),
      long(257, rows),
      short(258, ...Array<number>(bands).fill(8 * ITEM)),
      short(259, PLAIN),
      short(262, 1),
      { code: 273, type: LONG, values: Array.from({ length: strips }, (_, strip) => first + strip * length) },
      short(277, bands),
      long(278, 1),
      { code: 279, type: LONG, values: Array<number>(strips).fill(length) },
      short(284, byBands ? 2 : 1),
      short(338, ...Array<number>(bands - 1).fill(0)),
      short(339, ...Array<number>(bands).fill(FLOATING_POINT)),
    ]);
  return describe(describe(0).length);
}
