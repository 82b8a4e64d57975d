/**
 * The nearest of some stored points, exactly: each distance is summed up only until it is larger than that of the
 * k-th nearest so far. Features come in the order of their spread, so that this happens early.
 */
export class NearestNeighbours {
  /** Of the last point asked for, nearest first; a point that was stored earlier wins a tie. */
  readonly indices: Int32Array;
  private readonly distances: Float64Array;
  private readonly order: Int32Array;
  private readonly points: Float64Array;
  private readonly query: Float64Array;
  private readonly count: number;

  /** @param values points x features */
  constructor(
    values: Float32Array,
    private readonly features: number,
    private readonly k: number,
  ) {
    this.count = values.length / features;
    this.order = widestFirst(values, features);
    this.points = new Float64Array(values.length);
    for (let point = 0; point < this.count; point++)
      this.arrange(values, point * features, this.points, point * features);
    this.query = new Float64Array(features);
    this.indices = new Int32Array(k);
    this.distances = new Float64Array(k);
  }

  /** @param values with the point that is asked for from `at` */
  find(values: Float32Array, at: number): void {
    this.arrange(values, at, this.query, 0);
    this.distances.fill(Infinity);
    for (let point = 0; point < this.count; point++) {
      const distance = this.squaredDistance(point * this.features, this.distances[this.k - 1]);
      if (distance < this.distances[this.k - 1]) this.insert(point, distance);
    }
  }

  private arrange(from: Float32Array, at: number, to: Float64Array, start: number): void {
    const { order } = this;
    for (let feature = 0; feature < order.length; feature++) to[start + feature] = from[at + order[feature]];
  }

  /** Or some number that is not below `limit`, where the distance is not either. */
  private squaredDistance(start: number, limit: number): number {
    const { points, query, features } = this;
    let sum = 0;
    let feature = 0;
    while (feature < features) {
      for (const end = Math.min(features, feature + 8); feature < end; feature++) {
        const difference = query[feature] - points[start + feature];
        sum += difference * difference;
      }
      if (sum >= limit) return sum;
    }
    return sum;
  }

  private insert(point: number, distance: number): void {
    const { distances, indices } = this;
    let place = this.k - 1;
    for (; place > 0 && distances[place - 1] > distance; place--) {
      distances[place] = distances[place - 1];
      indices[place] = indices[place - 1];
    }
    distances[place] = distance;
    indices[place] = point;
  }
}

function widestFirst(values: Float32Array, features: number): Int32Array {
  const count = values.length / features;
  const spread = new Float64Array(features);
  for (let feature = 0; feature < features; feature++) {
    let sum = 0;
    let squares = 0;
    for (let at = feature; at < values.length; at += features) {
      sum += values[at];
      squares += values[at] * values[at];
    }
    spread[feature] = squares - (sum * sum) / count;
  }
  return Int32Array.from(spread.keys()).sort((one, other) => spread[other] - spread[one]);
}
