import type { Dtype } from '@shared/scene';
import { storedBytes } from '../../files/plain-values';
import { tileAxisOf, type ArraySource } from '../../files/source';
import type { PartFile } from '../part-file';
import { storedBytesOf } from './stored';
import { cubeShape, forEachTile, planeOf, type CubeTile, type TilePass } from './tiles';

/** Writes an array band after band from the start of a file on, each band row by row. */
export async function writeBandSequential(
  file: PartFile,
  source: ArraySource,
  dtype: Dtype,
  pass: TilePass,
): Promise<void> {
  const [rows, columns] = cubeShape(source);
  const size = storedBytes(dtype);
  const write = async (tile: CubeTile) => {
    for (let band = 0; band < tile.bands[1] - tile.bands[0]; band++) {
      const place = ((tile.bands[0] + band) * rows + tile.rows[0]) * columns * size;
      await file.writeAt(place, storedBytesOf(planeOf(tile, band), dtype));
    }
  };
  await forEachTile(source, bandAxisOf(source), write, pass);
}

/** Bands where the file keeps whole columns together, as MATLAB does: its bands lie one after the other. */
export function bandAxisOf(source: ArraySource): 0 | 2 {
  return tileAxisOf(source) === 1 ? 2 : 0;
}
