import type { NumericArray } from '@shared/scene';
import type { Cube, CubeWindow } from '../cube/cube';
import { heldNodata } from '../files/nodata';
import { bytesPerValue } from '../files/values';

/** What every value of a band has taken away and is then divided by. */
export interface Scaling {
  offset: Float64Array;
  divisor: Float64Array;
}

/** A cube of some of another one's bands. */
export interface SelectedCube extends Cube {
  /** 0-based bands of the other cube. */
  readonly keptBands: readonly number[];
}

/** The cube with NaN in place of the value that stands for "no value" in its file. */
export function presentValues(cube: Cube): Cube {
  const nodata = heldNodata(cube.dtype, cube.nodata);
  if (Number.isNaN(nodata)) return cube;
  // Whole numbers of 32 bits have more digits than a float32.
  const isShort = bytesPerValue(cube.dtype) <= 2 || cube.dtype === 'float32';
  return {
    ...described(cube),
    dtype: isShort ? 'float32' : 'float64',
    read: async (window: CubeWindow, signal?: AbortSignal) => {
      const values = await cube.read(window, signal);
      const present = isShort ? new Float32Array(values) : new Float64Array(values);
      for (let at = 0; at < values.length; at++) if (values[at] === nodata) present[at] = NaN;
      return present;
    },
    close: () => cube.close(),
  };
}

/** Reads of the cube are reads of all of its bands: they lie together in most files, and few are removed. */
export function selectBands(cube: Cube, kept: readonly number[]): SelectedCube {
  return {
    ...described(cube),
    bands: kept.length,
    wavelengths: cube.wavelengths && kept.map((band) => cube.wavelengths![band]),
    keptBands: kept,
    read: async ({ bands, ...window }: CubeWindow, signal) => {
      const values = await cube.read(window, signal);
      return pick(values, cube.bands, bands ? kept.slice(...bands) : kept);
    },
    close: () => cube.close(),
  };
}

/** The cube with every band scaled, in double precision. */
export function scaleBands<C extends Cube>(cube: C, { offset, divisor }: Scaling): C {
  return {
    ...cube,
    ...described(cube),
    dtype: 'float64',
    read: async (window: CubeWindow, signal?: AbortSignal) => {
      const values = await cube.read(window, signal);
      const [first, stop] = window.bands ?? [0, cube.bands];
      const scaled = new Float64Array(values.length);
      for (let at = 0, band = first; at < values.length; at++, band++) {
        if (band === stop) band = first;
        scaled[at] = (values[at] - offset[band]) / divisor[band];
      }
      return scaled;
    },
    close: () => cube.close(),
  };
}

/** What a cube says of itself; a cube of a class has some of it as getters, which a spread would lose. */
function described(cube: Cube): Omit<Cube, 'read' | 'close'> {
  const { rows, columns, bands, dtype, wavelengths, georeferencing, tileAxis, bandsTogether, warnings } =
    cube;
  return { rows, columns, bands, dtype, wavelengths, georeferencing, tileAxis, bandsTogether, warnings };
}

function pick(values: NumericArray, bands: number, kept: readonly number[]): NumericArray {
  const pixels = values.length / bands;
  const picked = values.slice(0, pixels * kept.length);
  for (let pixel = 0, to = 0; pixel < pixels; pixel++) {
    for (const band of kept) picked[to++] = values[pixel * bands + band];
  }
  return picked;
}
