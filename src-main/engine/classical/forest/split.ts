/** Nodes up to this size are sorted by insertion, which is quicker for them. */
const FEW = 24;

/** The best place to divide the samples of a node by one feature. */
export interface Split {
  /** Ranks on both sides of the division; those up to `below` go left. */
  below: number;
  above: number;
  /** Larger is purer. */
  purity: number;
}

/** What a node's samples are: their classes, and how often the bootstrap drew each. */
export interface NodeSamples {
  targets: Int32Array;
  draws: Int32Array;
  classes: number;
}

/**
 * Divides the samples of a node by one feature so that the Gini impurity of the two sides together is least (Breiman,
 * Friedman, Olshen and Stone 1984); its buffers are used again from node to node.
 */
export class GiniSplitter {
  private readonly keys: Float64Array;
  private readonly left: Float64Array;
  private readonly right: Float64Array;

  constructor(
    private readonly of: NodeSamples,
    private readonly ranks: Int32Array,
  ) {
    this.keys = new Float64Array(of.targets.length);
    this.left = new Float64Array(of.classes);
    this.right = new Float64Array(of.classes);
  }

  /**
   * @param order samples, those of the node from `start` to `stop`
   * @param counts of every class in the node
   * @returns undefined where all values are the same
   */
  split(
    feature: number,
    order: Int32Array,
    start: number,
    stop: number,
    counts: Float64Array,
  ): Split | undefined {
    const keys = this.sortedKeys(feature, order, start, stop);
    const samples = this.of.targets.length;
    if (Math.floor(keys[0] / samples) === Math.floor(keys[keys.length - 1] / samples)) return undefined;
    return this.best(keys, counts);
  }

  /** rank * samples + sample, ascending. */
  private sortedKeys(feature: number, order: Int32Array, start: number, stop: number): Float64Array {
    const samples = this.of.targets.length;
    const keys = this.keys.subarray(0, stop - start);
    const first = feature * samples;
    for (let at = start; at < stop; at++)
      keys[at - start] = this.ranks[first + order[at]] * samples + order[at];
    return keys.length > FEW ? keys.sort() : insertionSorted(keys);
  }

  private best(keys: Float64Array, counts: Float64Array): Split {
    const { left, right } = this;
    const { targets, draws } = this.of;
    const samples = targets.length;
    left.fill(0);
    right.set(counts);
    let [leftSize, rightSize, leftSquares, rightSquares] = [0, 0, 0, 0];
    for (const count of counts) {
      rightSize += count;
      rightSquares += count * count;
    }
    const found: Split = { below: 0, above: 0, purity: -1 };
    for (let at = 0; at + 1 < keys.length; at++) {
      const rank = Math.floor(keys[at] / samples);
      const sample = keys[at] - rank * samples;
      const target = targets[sample];
      const draw = draws[sample];
      leftSquares += draw * (2 * left[target] + draw);
      rightSquares -= draw * (2 * right[target] - draw);
      left[target] += draw;
      right[target] -= draw;
      leftSize += draw;
      rightSize -= draw;
      const above = Math.floor(keys[at + 1] / samples);
      if (above === rank) continue;
      const purity = leftSquares / leftSize + rightSquares / rightSize;
      if (purity <= found.purity) continue;
      found.below = rank;
      found.above = above;
      found.purity = purity;
    }
    return found;
  }
}

function insertionSorted(keys: Float64Array): Float64Array {
  for (let next = 1; next < keys.length; next++) {
    const key = keys[next];
    let place = next;
    for (; place > 0 && keys[place - 1] > key; place--) keys[place] = keys[place - 1];
    keys[place] = key;
  }
  return keys;
}
