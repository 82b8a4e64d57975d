import { valueCount } from '../../values';

/** An array cut into chunks; all lists run over its axes, slowest first. */
export interface ChunkGrid {
  /** Lengths of the array, and what they may grow to. */
  dims: readonly number[];
  most: readonly (number | undefined)[];
  /** Lengths of a chunk. */
  chunk: readonly number[];
  /** Chunks along every axis. */
  counts: readonly number[];
  /** Bytes of a chunk before it is packed. */
  chunkLength: number;
}

export function gridOf(
  dims: readonly number[],
  most: readonly (number | undefined)[],
  chunk: readonly number[],
  itemSize: number,
): ChunkGrid {
  const counts = dims.map((length, axis) => Math.ceil(length / chunk[axis]));
  return { dims, most, chunk, counts, chunkLength: valueCount(chunk) * itemSize };
}

/** The number of a chunk in C order; undefined where the array has none there. */
export function numberOf({ counts }: ChunkGrid, place: readonly number[]): number | undefined {
  let number = 0;
  for (let axis = 0; axis < counts.length; axis++) {
    if (place[axis] >= counts[axis]) return undefined;
    number = number * counts[axis] + place[axis];
  }
  return number;
}

/**
 * Numbers of chunks where an index counts them over the array as large as it may grow; its axis without a limit, if
 * it has one, is counted as the slowest.
 */
export class GrownGrid {
  /** Axes from the slowest on, and chunks along each. */
  private readonly order: readonly number[];
  private readonly counts: readonly number[];
  /** How many of the index's places the array has now. */
  readonly used: number;

  constructor(private readonly grid: ChunkGrid) {
    const { dims, most, chunk } = grid;
    const axes = dims.map((_, axis) => axis);
    const free = most.findIndex((length) => length === undefined);
    this.order = free > 0 ? [free, ...axes.filter((axis) => axis !== free)] : axes;
    this.counts = this.order.map((axis) => Math.ceil((most[axis] ?? dims[axis]) / chunk[axis]));
    const slowest = this.order[0];
    this.used = this.counts.length === 0 ? 1 : grid.counts[slowest] * valueCount(this.counts.slice(1));
  }

  /** The number in the array as it is now of a chunk that the index counts so; undefined outside. */
  numberOf(index: number): number | undefined {
    const place = this.grid.dims.map(() => 0);
    let rest = index;
    for (let at = this.order.length - 1; at > 0; at--) {
      place[this.order[at]] = rest % this.counts[at];
      rest = Math.floor(rest / this.counts[at]);
    }
    if (this.order.length > 0) place[this.order[0]] = rest;
    return numberOf(this.grid, place);
  }
}
