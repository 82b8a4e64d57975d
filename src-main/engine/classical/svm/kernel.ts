import type { Turns } from '../turns';

/** Squared Euclidean distance of two points that begin at `a` and `b`. */
export function squaredDistance(
  values: ArrayLike<number>,
  a: number,
  others: ArrayLike<number>,
  b: number,
  features: number,
): number {
  let sum = 0;
  for (let feature = 0; feature < features; feature++) {
    const difference = values[a + feature] - others[b + feature];
    sum += difference * difference;
  }
  return sum;
}

/** Squared distances of all points to all others, points x points; single precision, as LIBSVM keeps its kernel. */
export async function squaredDistances(
  values: Float64Array,
  features: number,
  turns: Turns,
): Promise<Float32Array> {
  const count = values.length / features;
  const squares = new Float32Array(count * count);
  for (let one = 0; one < count; one++) {
    for (let other = 0; other < one; other++) {
      const distance = squaredDistance(values, one * features, values, other * features, features);
      squares[one * count + other] = squares[other * count + one] = distance;
    }
    await turns.take();
  }
  return squares;
}

/** exp(-gamma d²) of every squared distance, written into `to`. */
export async function radialKernel(
  squares: Float32Array,
  count: number,
  gamma: number,
  to: Float32Array,
  turns: Turns,
): Promise<void> {
  for (let one = 0; one < count; one++) {
    to[one * count + one] = 1;
    for (let other = 0; other < one; other++) {
      const value = Math.exp(-gamma * squares[one * count + other]);
      to[one * count + other] = to[other * count + one] = value;
    }
    await turns.take();
  }
}

/** Rows of the kernel between the samples of one problem. */
export interface KernelRows {
  readonly size: number;
  /** Good until two others were asked for. */
  row(index: number): Float32Array;
}

/** Numbers that the rows of one problem may hold together. */
const CACHE_FLOATS = 32e6;

/** Rows that are made when they are first asked for; of those that do not fit, the one that was not used longest goes. */
export class CachedRows implements KernelRows {
  private readonly rows = new Map<number, Float32Array>();
  private readonly most: number;

  /** @param fill writes the row of a sample */
  constructor(
    readonly size: number,
    private readonly fill: (index: number, row: Float32Array) => void,
  ) {
    this.most = Math.max(2, Math.floor(CACHE_FLOATS / size));
  }

  row(index: number): Float32Array {
    let row = this.rows.get(index);
    if (row) {
      if (this.most < this.size) {
        this.rows.delete(index);
        this.rows.set(index, row);
      }
      return row;
    }
    row = this.rows.size < this.most ? new Float32Array(this.size) : this.oldest();
    this.fill(index, row);
    this.rows.set(index, row);
    return row;
  }

  private oldest(): Float32Array {
    const [[index, row]] = this.rows;
    this.rows.delete(index);
    return row;
  }
}
