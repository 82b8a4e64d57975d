import type { Dtype } from '@shared/scene';
import { FileBytes } from '../../files/bytes';
import { plainDecoder, storedBytes } from '../../files/plain-values';
import type { ArraySource } from '../../files/source';
import { StoredArray } from '../../files/stored-array';
import { encodeMatHeader, matrixStart, type MatrixHead } from '../mat';
import { writeBandSequential, bandAxisOf } from './band-sequential';
import { PartFile } from '../part-file';
import { storedBytesOf } from './stored';
import {
  columnMajorPlaneOf,
  cubeShape,
  forEachTile,
  TILE_BYTES,
  type CubeTile,
  type TilePass,
} from './tiles';
import type { CubeWriter } from './writer';

/** A MAT file of version 5, uncompressed, so that it can be read by windows; wavelengths as a variable of their own. */
export const matWriter: CubeWriter = {
  filesOf: (target) => [target],
  async write(target, source, { name, shape, dtype, wavelengths }, pass) {
    const file = await PartFile.create(target, pass.signal);
    try {
      await file.append(encodeMatHeader());
      const dims = shape.length === 1 ? [shape[0], 1] : shape;
      await appendMatrix(file, { name: matlabName(name), shape: dims, dtype }, (start) =>
        writeColumnMajor(file, start, target, source, dtype, pass),
      );
      if (wavelengths) {
        const values = Float64Array.from(wavelengths);
        const vector = { name: 'wavelengths', shape: [1, values.length], dtype: 'float64' as const };
        await appendMatrix(file, vector, (start) => file.writeAt(start, storedBytesOf(values, 'float64')));
      }
      await file.finish();
    } finally {
      await file.discard();
    }
  },
};

/** Letters, digits and underscores, beginning with a letter, at most 63. */
function matlabName(name: string): string {
  const cleaned = name.replace(/[^A-Za-z0-9_]/g, '_').slice(0, 60);
  return /^[A-Za-z]/.test(cleaned) ? cleaned : `x_${cleaned}`;
}

async function appendMatrix(
  file: PartFile,
  head: MatrixHead,
  write: (start: number) => Promise<void>,
): Promise<void> {
  await file.append(matrixStart(head));
  await write(file.length);
  await file.append(new Uint8Array(-file.length & 7));
}

/** Columns of a band lie together, bands after each other; a file that is not so is put in order first. */
async function writeColumnMajor(
  file: PartFile,
  start: number,
  target: string,
  source: ArraySource,
  dtype: Dtype,
  pass: TilePass,
): Promise<void> {
  const [rows, columns, bands] = cubeShape(source);
  const planeBytes = rows * columns * storedBytes(dtype);
  const write = async (tile: CubeTile) => {
    for (let band = 0; band < tile.bands[1] - tile.bands[0]; band++) {
      const place = start + (tile.bands[0] + band) * planeBytes;
      await file.writeAt(place, storedBytesOf(columnMajorPlaneOf(tile, band), dtype));
    }
  };
  const fitsOneTile = planeBytes * bands <= (pass.tileBytes ?? TILE_BYTES);
  if (bandAxisOf(source) === 2 || fitsOneTile) return forEachTile(source, 2, write, pass);
  const half = (first: number): TilePass => ({
    ...pass,
    onProgress: (fraction) => pass.onProgress?.((first + fraction) / 2),
  });
  const scratch = await PartFile.create(target, pass.signal);
  try {
    await writeBandSequential(scratch, source, dtype, half(0));
    await forEachTile(bandSequentialSource(scratch, target, source, dtype), 2, write, half(1));
  } finally {
    await scratch.discard();
  }
}

function bandSequentialSource(
  scratch: PartFile,
  target: string,
  source: ArraySource,
  dtype: Dtype,
): ArraySource {
  return new StoredArray({
    bytes: new FileBytes(target, scratch.handle, scratch.length),
    offset: 0,
    shape: cubeShape(source),
    order: [1, 0, 2],
    dtype,
    itemSize: storedBytes(dtype),
    decode: plainDecoder(dtype, true, { file: target }),
  });
}
