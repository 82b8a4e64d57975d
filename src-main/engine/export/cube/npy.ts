import type { Dtype } from '@shared/scene';
import { storedBytes } from '../../files/plain-values';
import { tileAxisOf } from '../../files/source';
import { npyHeader } from '../npy';
import { PartFile } from '../part-file';
import { storedBytesOf } from './stored';
import { cubeShape, forEachTile } from './tiles';
import type { CubeWriter } from './writer';

const DESCRIPTIONS: Record<Dtype, string> = {
  int8: '|i1',
  uint8: '|u1',
  int16: '<i2',
  uint16: '<u2',
  int32: '<i4',
  uint32: '<u4',
  int64: '<i8',
  uint64: '<u8',
  float32: '<f4',
  float64: '<f8',
};

/** A NumPy array file in C order. */
export const npyWriter: CubeWriter = {
  filesOf: (target) => [target],
  async write(target, source, { shape, dtype }, pass) {
    const file = await PartFile.create(target, pass.signal);
    try {
      const [, columns, bands] = cubeShape(source);
      const first = await file.append(npyHeader(DESCRIPTIONS[dtype], shape)).then(() => file.length);
      const pixel = bands * storedBytes(dtype);
      // Tiles of whole rows follow each other; of a tile of columns every row has its own place.
      const axis = tileAxisOf(source);
      await forEachTile(
        source,
        axis,
        async (tile) => {
          const bytes = storedBytesOf(tile.values, dtype);
          const place = (row: number) => first + (row * columns + tile.columns[0]) * pixel;
          if (axis === 0) return file.writeAt(place(tile.rows[0]), bytes);
          const rowLength = (tile.columns[1] - tile.columns[0]) * pixel;
          for (let row = 0; row < tile.rows[1]; row++)
            await file.writeAt(place(row), bytes.subarray(row * rowLength, (row + 1) * rowLength));
        },
        pass,
      );
      await file.finish();
    } finally {
      await file.discard();
    }
  },
};
