import type { NumericArray } from '@shared/scene';
import { throwIfCancelled } from '../../errors';
import type { ArraySource, Range } from '../../files/source';
import { bytesPerValue } from '../../files/values';

/** A part of an array seen as rows x columns x bands. */
export interface CubeTile {
  rows: Range;
  columns: Range;
  bands: Range;
  /** In (row, column, band) order, band fastest. */
  values: NumericArray;
}

export interface TilePass {
  signal?: AbortSignal;
  onProgress?: (fraction: number) => void;
  /** Values of one tile in memory; writers hold as much again. */
  tileBytes?: number;
  /** Bytes of values from which a TIFF is a BigTIFF. */
  bigTiffFrom?: number;
}

export const TILE_BYTES = 32 * 1024 * 1024;

export type CubeShape = readonly [rows: number, columns: number, bands: number];

/** An array of up to three axes with the missing ones of length 1. */
export function cubeShape({ shape }: Pick<ArraySource, 'shape'>): CubeShape {
  const [rows, columns = 1, bands = 1] = shape;
  return [rows, columns, bands];
}

/**
 * Hands the whole array to `visit`, cut along one axis, in order.
 * @param axis 0 rows, 1 columns, 2 bands
 * @param multiple lengths of tiles are multiples of this, but for the last
 */
export async function forEachTile(
  source: ArraySource,
  axis: 0 | 1 | 2,
  visit: (tile: CubeTile) => Promise<void>,
  { signal, onProgress, tileBytes = TILE_BYTES }: TilePass,
  multiple = 1,
): Promise<void> {
  const shape = cubeShape(source);
  const length = shape[axis];
  const sliceBytes = (shape[0] * shape[1] * shape[2] * bytesPerValue(source.dtype)) / length;
  const step = multiple * Math.max(1, Math.floor(tileBytes / (sliceBytes * multiple)));
  for (let start = 0; start < length; start += step) {
    const stop = Math.min(start + step, length);
    const ranges = shape.map((all, at): Range => (at === axis ? [start, stop] : [0, all]));
    const values = await source.read(ranges.slice(0, source.shape.length), signal);
    throwIfCancelled(signal);
    await visit({ rows: ranges[0], columns: ranges[1], bands: ranges[2], values });
    onProgress?.(stop / length);
  }
}

/** One band of a tile (counted within the tile), row by row. */
export function planeOf({ rows, columns, bands, values }: CubeTile, band: number): NumericArray {
  const count = (rows[1] - rows[0]) * (columns[1] - columns[0]);
  const step = bands[1] - bands[0];
  if (step === 1) return values;
  const plane = new (values.constructor as new (length: number) => NumericArray)(count);
  for (let pixel = 0, from = band; pixel < count; pixel++, from += step) plane[pixel] = values[from];
  return plane;
}

/** As `planeOf`, column by column. */
export function columnMajorPlaneOf({ rows, columns, bands, values }: CubeTile, band: number): NumericArray {
  const [height, width, step] = [rows, columns, bands].map(([start, stop]) => stop - start);
  const plane = new (values.constructor as new (length: number) => NumericArray)(height * width);
  for (let column = 0, to = 0; column < width; column++) {
    let from = column * step + band;
    for (let row = 0; row < height; row++, from += width * step) plane[to++] = values[from];
  }
  return plane;
}
