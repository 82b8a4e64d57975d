import type { FileHandle } from 'node:fs/promises';
import { Randomness } from './randomness';

/** A cube of float32: rows x columns pixels of `bands` values. */
export interface Shape {
  rows: number;
  columns: number;
  bands: number;
}

/** The axes as they lie in the file, fastest first; 0 rows, 1 columns, 2 bands. */
export type AxisOrder = readonly [number, number, number];

export const ORDERS = {
  'band after band': [1, 0, 2],
  'line after line': [1, 2, 0],
  'pixel after pixel': [2, 1, 0],
  'MATLAB, columns first': [0, 1, 2],
} as const satisfies Record<string, AxisOrder>;

export type OrderName = keyof typeof ORDERS;

/** Bytes of one value. */
export const ITEM = Float32Array.BYTES_PER_ELEMENT;
/** Lines along the outer edge that have values even in a sparse cube. */
export const FILLED_LINES = 16;

export const bytesIn = ({ rows, columns, bands }: Shape): number => rows * columns * bands * ITEM;

/** Where values are to be written: `count` values from value `start` on. */
interface Run {
  start: number;
  count: number;
}

/**
 * Writes noise into the first lines (rows, or columns where those lie together in the file), or into all of them; the
 * rest of the file stays as it is, so that a file that was only lengthened has holes there.
 */
export async function fillLines(
  handle: FileHandle,
  offset: number,
  shape: Shape,
  order: AxisOrder,
  everything: boolean,
): Promise<void> {
  const lengths = [shape.rows, shape.columns, shape.bands];
  const random = new Randomness();
  for (const { start, count } of runsOf(lengths, order, everything)) {
    const values = new Float32Array(count);
    for (let i = 0; i < count; i++) values[i] = 1000 + 5 * bandAt(start + i, lengths, order) + random.next();
    await handle.write(new Uint8Array(values.buffer), 0, values.byteLength, offset + start * ITEM);
  }
}

/** A few megabytes at a time. */
function* runsOf(lengths: readonly number[], order: AxisOrder, everything: boolean): Generator<Run> {
  const bandsLast = order[2] === 2;
  const across = bandsLast ? lengths[order[0]] : lengths[order[0]] * lengths[order[1]];
  const along = bandsLast ? lengths[order[1]] : lengths[order[2]];
  const planes = bandsLast ? lengths[2] : 1;
  for (let plane = 0; plane < planes; plane++) {
    const lines = everything ? along : Math.min(FILLED_LINES, along);
    for (let line = 0; line < lines; line += FILLED_LINES) {
      const count = Math.min(FILLED_LINES, lines - line) * across;
      yield { start: (plane * along + line) * across, count };
    }
  }
}

function bandAt(index: number, lengths: readonly number[], order: AxisOrder): number {
  const step = order.slice(0, order.indexOf(2)).reduce((product, axis) => product * lengths[axis], 1);
  return Math.floor(index / step) % lengths[2];
}
