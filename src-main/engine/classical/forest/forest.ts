import type { ArraysByName, FittedMethod, Form, StoredArray } from '../method';
import { LEAF, type Tree } from './tree';

/** Decisions of trees between two breaks. */
const DECISIONS_AT_ONCE = 1e6;

/** All trees, one after the other; children are counted from a tree's own root. */
interface Parts {
  /** Where each tree begins; one more number is where the last one ends. */
  starts: Int32Array;
  features: Int32Array;
  thresholds: Float64Array;
  next: Int32Array;
  /** Accuracy on the samples that a tree did not see; not a number where there are none. */
  outOfBag: Float64Array;
}

/** Trees that vote. */
export class Forest implements FittedMethod {
  constructor(
    private readonly form: Form,
    private readonly parts: Parts,
  ) {}

  static of(trees: readonly Tree[], form: Form, outOfBag: number): Forest {
    const starts = [0];
    for (const { next } of trees) starts.push(starts[starts.length - 1] + next.length);
    const nodes = starts[trees.length];
    const parts = {
      starts: Int32Array.from(starts),
      features: new Int32Array(nodes),
      thresholds: new Float64Array(nodes),
      next: new Int32Array(nodes),
      outOfBag: Float64Array.of(outOfBag),
    };
    trees.forEach((tree, index) => {
      parts.features.set(tree.features, starts[index]);
      parts.thresholds.set(tree.thresholds, starts[index]);
      parts.next.set(tree.next, starts[index]);
    });
    return new Forest(form, parts);
  }

  get parameters(): number {
    return this.parts.features.length;
  }

  /** It compares and counts, and multiplies nothing. */
  readonly macs = 0;

  get learnt(): Record<string, number> {
    const [accuracy] = this.parts.outOfBag;
    const counts = { trees: this.trees, nodes: this.parts.features.length };
    return Number.isNaN(accuracy) ? counts : { ...counts, out_of_bag_accuracy: accuracy };
  }

  get pixelsAtOnce(): number {
    return Math.max(1, Math.floor(DECISIONS_AT_ONCE / this.trees));
  }

  private get trees(): number {
    return this.parts.starts.length - 1;
  }

  decide(values: Float32Array, found: Int32Array, probabilities: Float32Array): void {
    const { features, classes } = this.form;
    probabilities.fill(0);
    for (let tree = 0; tree < this.trees; tree++)
      for (let pixel = 0; pixel < found.length; pixel++)
        probabilities[pixel * classes + this.vote(tree, values, pixel * features)]++;
    for (let pixel = 0; pixel < found.length; pixel++) {
      const first = pixel * classes;
      let best = 0;
      for (let each = 1; each < classes; each++)
        if (probabilities[first + each] > probabilities[first + best]) best = each;
      for (let each = 0; each < classes; each++) probabilities[first + each] /= this.trees;
      found[pixel] = best;
    }
  }

  arrays(): StoredArray[] {
    return Object.entries(this.parts).map(([name, values]) => ({ name, shape: [values.length], values }));
  }

  /** The class that a tree decides for, of the values from `at` on. */
  vote(tree: number, values: Float32Array, at: number): number {
    const { starts, features, thresholds, next } = this.parts;
    const root = starts[tree];
    let node = root;
    while (features[node] !== LEAF) {
      const isRight = values[at + features[node]] > thresholds[node];
      node = root + next[node] + (isRight ? 1 : 0);
    }
    return next[node];
  }
}

/** @throws RangeError where the arrays do not fit together */
export function forestOf(arrays: ArraysByName, form: Form): Forest {
  const thresholds = arrays.float64('thresholds');
  const nodes = thresholds.length;
  const starts = arrays.int32('starts', undefined, nodes + 1);
  const features = arrays.int32('features', nodes, form.features, LEAF);
  const next = arrays.int32('next', nodes, Math.max(nodes, form.classes));
  const trees = starts.length - 1;
  if (trees < 1 || starts[0] !== 0 || starts[trees] !== nodes)
    throw new RangeError('starts does not count all trees');
  for (let tree = 0; tree < trees; tree++) checkTree(tree, { starts, features, next }, form);
  return new Forest(form, { starts, features, thresholds, next, outOfBag: arrays.float64('outOfBag', 1) });
}

/** Children lie behind their parents and inside their tree, so that every way down comes to an end. */
function checkTree(
  tree: number,
  { starts, features, next }: Pick<Parts, 'starts' | 'features' | 'next'>,
  { classes }: Form,
): void {
  const root = starts[tree];
  const size = starts[tree + 1] - root;
  let sound = size > 0;
  for (let node = 0; node < size && sound; node++) {
    const to = next[root + node];
    sound = features[root + node] === LEAF ? to < classes : to > node && to + 1 < size;
  }
  if (!sound) throw new RangeError(`tree ${tree + 1} has a node without a way down`);
}
