import type { NumericArray } from '@shared/scene';
import { EngineError, throwIfCancelled } from '../errors';
import type { Range } from '../files/source';
import { allocate, bytesPerValue } from '../files/values';
import type { Cube, CubeWindow } from './cube';
import { forEachTile, type PassOptions, type Tile } from './tiles';

/** Bytes that all values of a cube take in memory. */
export function bytesOf(cube: Cube): number {
  return cube.rows * cube.columns * cube.bands * bytesPerValue(cube.dtype);
}

/**
 * A copy of a cube in memory, spectrum after spectrum, so that any window is read at once. The original is read
 * once and closed, also where that fails.
 */
export async function intoMemory(cube: Cube, options: PassOptions = {}): Promise<Cube> {
  try {
    const values = allocate(cube.dtype, cube.rows * cube.columns * cube.bands);
    const visit = ({ firstRow, rows, firstColumn, columns, values: tile }: Tile) => {
      const length = columns * cube.bands;
      for (let row = 0; row < rows; row++) {
        const start = ((firstRow + row) * cube.columns + firstColumn) * cube.bands;
        values.set(tile.subarray(row * length, (row + 1) * length), start);
      }
    };
    await forEachTile(cube, visit, options);
    return new MemoryCube(cube, values);
  } finally {
    await cube.close();
  }
}

class MemoryCube implements Cube {
  readonly tileAxis = 'rows';
  /** They do, but here that costs nothing. */
  readonly bandsTogether = false;
  readonly rows: number;
  readonly columns: number;
  readonly bands: number;
  readonly dtype: Cube['dtype'];
  readonly taken: Cube['taken'];
  readonly wavelengths: Cube['wavelengths'];
  readonly georeferencing: Cube['georeferencing'];
  readonly defaultRgb: Cube['defaultRgb'];
  readonly nodata: Cube['nodata'];
  readonly warnings: Cube['warnings'];

  constructor(
    origin: Cube,
    private values: NumericArray | undefined,
  ) {
    this.rows = origin.rows;
    this.columns = origin.columns;
    this.bands = origin.bands;
    this.dtype = origin.dtype;
    this.taken = origin.taken;
    this.wavelengths = origin.wavelengths;
    this.georeferencing = origin.georeferencing;
    this.defaultRgb = origin.defaultRgb;
    this.nodata = origin.nodata;
    this.warnings = origin.warnings;
  }

  async read(window: CubeWindow, signal?: AbortSignal): Promise<NumericArray> {
    throwIfCancelled(signal);
    if (!this.values) throw new EngineError('source-closed', 'The cube has been closed; open it again.');
    const rows = window.rows ?? [0, this.rows];
    const columns = window.columns ?? [0, this.columns];
    const bands = window.bands ?? [0, this.bands];
    return this.copy(this.values, rows, columns, bands);
  }

  async close(): Promise<void> {
    this.values = undefined;
  }

  private copy(values: NumericArray, rows: Range, columns: Range, bands: Range): NumericArray {
    const depth = bands[1] - bands[0];
    const result = allocate(this.dtype, (rows[1] - rows[0]) * (columns[1] - columns[0]) * depth);
    const wholeSpectra = depth === this.bands;
    let next = 0;
    for (let row = rows[0]; row < rows[1]; row++) {
      const line = row * this.columns;
      if (wholeSpectra) {
        const part = values.subarray((line + columns[0]) * depth, (line + columns[1]) * depth);
        result.set(part, next);
        next += part.length;
        continue;
      }
      for (let column = columns[0]; column < columns[1]; column++) {
        const spectrum = (line + column) * this.bands;
        for (let band = bands[0]; band < bands[1]; band++) result[next++] = values[spectrum + band];
      }
    }
    return result;
  }
}
