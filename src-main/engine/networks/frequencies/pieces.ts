import { halfOf } from './transforms';

/** A fully connected layer over the window of every pixel of a picture. */
export interface WindowSizes {
  /** Of the pixels, which are fewer than the features by `side - 1` each way. */
  rows: number;
  columns: number;
  /** Of the window. */
  side: number;
  channels: number;
  units: number;
}

/** How a picture is cut into pieces that are transformed by themselves. */
export interface Pieces {
  /** Pixels a side that one piece gives, and features that it needs for them: the length of its transform. */
  valid: number;
  size: number;
  down: number;
  across: number;
  /** Multiply-accumulates of everything. */
  macs: number;
}

function piecesOf({ rows, columns, side, channels, units }: WindowSizes, valid: number): Pieces {
  const size = valid + side - 1;
  const half = halfOf(size);
  const down = Math.ceil(rows / valid);
  const across = Math.ceil(columns / valid);
  const count = down * across;
  const kernel = 2 * half * side * channels * units * (side + 2 * size);
  const picture =
    down * channels * 2 * half * size * (across * valid + side - 1) +
    count * channels * half * 8 * size * size;
  const products = 4 * half * size * count * channels * units;
  const back = count * units * 2 * half * valid * (2 * size + valid);
  return { valid, size, down, across, macs: kernel + picture + products + back };
}

/** The pieces that cost least. */
export function cheapestPieces(sizes: WindowSizes): Pieces {
  const longest = Math.max(sizes.rows, sizes.columns);
  let best = piecesOf(sizes, 1);
  for (let valid = 2; valid <= longest; valid++) {
    const pieces = piecesOf(sizes, valid);
    if (pieces.macs < best.macs) best = pieces;
  }
  return best;
}

/** Multiply-accumulates of the layer window by window. */
export function directMacs({ rows, columns, side, channels, units }: WindowSizes): number {
  return rows * columns * side * side * channels * units;
}
