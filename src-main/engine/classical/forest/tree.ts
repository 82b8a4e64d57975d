import type { Random } from '../../samples/random';
import type { Turns } from '../turns';
import type { Ranks } from './ranks';
import { GiniSplitter, type NodeSamples, type Split } from './split';

/** Instead of a feature, at a node that decides. */
export const LEAF = -1;

/** Nodes with more samples than these take a while to divide. */
const MANY = 1000;

/** A tree as lists of its nodes, the root first. */
export interface Tree {
  /** What is asked for at each node, `LEAF` where nothing is. */
  features: number[];
  /** Values up to this one go left. */
  thresholds: number[];
  /** The left child, the right one follows it; at a leaf the class. */
  next: number[];
}

interface OpenNode {
  node: number;
  start: number;
  stop: number;
}

/**
 * Grows a tree on the samples that the bootstrap drew until every leaf is pure or nothing divides it, each time by the
 * best of a few features drawn at random (Breiman 2001).
 * @param tried features at every node; one that is the same for all of its samples does not count
 */
export function growTree(
  of: NodeSamples,
  { ranks, values }: Ranks,
  tried: number,
  random: Random,
  turns: Turns,
): Promise<Tree> {
  return new Grower(of, ranks, values, tried, random).grow(turns);
}

class Grower {
  private readonly tree: Tree = { features: [], thresholds: [], next: [] };
  private readonly order: Int32Array;
  private readonly buffer: Int32Array;
  private readonly splitter: GiniSplitter;
  private readonly candidates: Int32Array;
  private readonly counts: Float64Array;

  constructor(
    private readonly of: NodeSamples,
    private readonly ranks: Int32Array,
    private readonly values: Float32Array[],
    private readonly tried: number,
    private readonly random: Random,
  ) {
    this.order = Int32Array.from(of.draws.keys()).filter((sample) => of.draws[sample] > 0);
    this.buffer = new Int32Array(this.order.length);
    this.splitter = new GiniSplitter(of, ranks);
    this.candidates = Int32Array.from(values.keys());
    this.counts = new Float64Array(of.classes);
  }

  async grow(turns: Turns): Promise<Tree> {
    const open: OpenNode[] = [{ node: this.add(), start: 0, stop: this.order.length }];
    for (let next = open.pop(); next; next = open.pop()) {
      if (next.stop - next.start > MANY) await turns.take();
      open.push(...this.decide(next));
    }
    return this.tree;
  }

  private add(): number {
    const { features, thresholds, next } = this.tree;
    features.push(LEAF);
    thresholds.push(0);
    next.push(0);
    return features.length - 1;
  }

  /** Makes a leaf of a node, or divides it: its children are then open. */
  private decide({ node, start, stop }: OpenNode): OpenNode[] {
    const largest = this.count(start, stop);
    const found = largest.isPure ? undefined : this.bestSplit(start, stop);
    if (!found) {
      this.tree.next[node] = largest.target;
      return [];
    }
    const { feature, below, above } = found;
    const middle = this.divide(feature, below, start, stop);
    const left = this.add();
    const right = this.add();
    this.tree.features[node] = feature;
    this.tree.thresholds[node] = threshold(this.values[feature][below], this.values[feature][above]);
    this.tree.next[node] = left;
    return [
      { node: right, start: middle, stop },
      { node: left, start, stop: middle },
    ];
  }

  private count(start: number, stop: number): { target: number; isPure: boolean } {
    const { counts, order } = this;
    const { targets, draws } = this.of;
    counts.fill(0);
    for (let at = start; at < stop; at++) counts[targets[order[at]]] += draws[order[at]];
    let target = 0;
    let present = 0;
    for (let each = 0; each < counts.length; each++) {
      if (counts[each] > 0) present++;
      if (counts[each] > counts[target]) target = each;
    }
    return { target, isPure: present === 1 };
  }

  private bestSplit(start: number, stop: number): (Split & { feature: number }) | undefined {
    const { candidates, random } = this;
    let best: (Split & { feature: number }) | undefined;
    let useful = 0;
    for (let drawn = 0; drawn < candidates.length && useful < this.tried; drawn++) {
      const other = drawn + random.integer(candidates.length - drawn);
      const feature = candidates[other];
      candidates[other] = candidates[drawn];
      candidates[drawn] = feature;
      const found = this.splitter.split(feature, this.order, start, stop, this.counts);
      if (!found) continue;
      useful++;
      if (!best || found.purity > best.purity) best = { ...found, feature };
    }
    return best;
  }

  /** Puts those with ranks up to `below` first, in the order that they had; returns where the others begin. */
  private divide(feature: number, below: number, start: number, stop: number): number {
    const { order, buffer, ranks } = this;
    const first = feature * this.of.targets.length;
    let left = start;
    let right = 0;
    for (let at = start; at < stop; at++) {
      if (ranks[first + order[at]] <= below) order[left++] = order[at];
      else buffer[right++] = order[at];
    }
    order.set(buffer.subarray(0, right), left);
    return left;
  }
}

/** Halfway, but below the larger value where rounding would give just that. */
function threshold(below: number, above: number): number {
  const middle = below / 2 + above / 2;
  return middle < above ? middle : below;
}
