import { CancelledError } from '../../errors';
import { rangeOr, wholeRange } from '../../networks/options';
import { createRandom, type Random } from '../../samples/random';
import { defineMethod, type FitJob, type Samples } from '../method';
import { Turns } from '../turns';
import { Forest, forestOf } from './forest';
import { ranksOf } from './ranks';
import { growTree, type Tree } from './tree';

interface ForestOptions {
  trees: number;
  features: number | 'sqrt';
}

/** Random Forests. Breiman, Machine Learning 45, 2001. DOI 10.1023/A:1010933404324. */
export const randomForest = defineMethod({
  id: 'random-forest',
  title: 'Random forest',
  paper: {
    authors: 'Breiman',
    title: 'Random Forests',
    venue: 'Machine Learning 45',
    year: 2001,
    link: 'https://doi.org/10.1023/A:1010933404324',
  },
  deviations: [
    'Features that are the same for all samples of a node are not counted among those tried there.',
  ],
  options: {
    trees: wholeRange('Trees', 1, 10_000, 500),
    features: { ...rangeOr('Features tried at every node', 1, 10_000, 'sqrt'), whole: true },
  },
  recipe: {
    patch: 1,
    components: 30,
    scaling: 'none',
    reduction: 'none',
    source:
      'All bands as they are: a tree asks only which of two values is larger, so that scaling changes nothing. 500 trees ' +
      'are the default of Breiman’s own program, the square root of the number of features that of most others.',
  },
  facts: [
    {
      id: 'trees',
      name: 'Trees',
      text: 'each on a bootstrap of the training pixels, grown until every leaf is pure; none is pruned',
    },
    {
      id: 'nodes',
      name: 'Nodes',
      text: 'the largest decrease of the Gini impurity over a few features drawn at random, anew at every node',
    },
    {
      id: 'rule',
      name: 'Rule',
      text: 'the class that most trees vote for, the lowest label of several; its share of them is the probability',
    },
    {
      id: 'bag',
      name: 'Out of bag',
      text: 'the report gives the accuracy on training pixels of the trees that did not see them',
    },
    { id: 'keeps', name: 'A model keeps', text: 'feature, threshold and children of every node' },
  ],
  random: true,
  effort: { training: 0.7, predicting: 0.26 },
  fit,
  restore: (arrays, form) => forestOf(arrays, form),
});

async function fit({ samples, seed, onStep, onBeat, stop, signal }: FitJob, options: ForestOptions) {
  const { values, features, targets, classes } = samples;
  const wanted = options.features === 'sqrt' ? Math.floor(Math.sqrt(features)) : options.features;
  const tried = Math.max(1, Math.min(features, wanted));
  const turns = new Turns(signal, onBeat);
  const ranks = ranksOf(values, features);
  const bag = new OutOfBag(samples);
  const trees: Tree[] = [];
  while (trees.length < options.trees && !stop?.aborted) {
    await turns.take();
    const random = createRandom(seed, `tree ${trees.length + 1}`);
    const draws = bootstrap(targets.length, random);
    const stretch = [trees.length / options.trees, (trees.length + 1) / options.trees] as const;
    const tree = await turns.during('tree', stretch, () =>
      growTree({ targets, draws, classes }, ranks, tried, random, turns),
    );
    bag.take(tree, draws);
    trees.push(tree);
    onStep?.(trees.length / options.trees);
  }
  if (trees.length === 0) throw new CancelledError();
  const fitted = Forest.of(trees, { features, classes }, bag.accuracy);
  return { fitted, stopped: trees.length < options.trees };
}

/** How often each of so many samples is drawn, where as many are drawn with replacement. */
function bootstrap(count: number, random: Random): Int32Array {
  const draws = new Int32Array(count);
  for (let draw = 0; draw < count; draw++) draws[random.integer(count)]++;
  return draws;
}

/** Votes of every tree about the samples that it did not see (Breiman 2001, section 3.1). */
class OutOfBag {
  private readonly votes: Int32Array;

  constructor(private readonly samples: Samples) {
    this.votes = new Int32Array(samples.targets.length * samples.classes);
  }

  take(tree: Tree, draws: Int32Array): void {
    const { values, features, classes } = this.samples;
    const alone = Forest.of([tree], { features, classes }, Number.NaN);
    draws.forEach((draw, sample) => {
      if (draw === 0) this.votes[sample * classes + alone.vote(0, values, sample * features)]++;
    });
  }

  /** Not a number where no tree left a sample out. */
  get accuracy(): number {
    const { targets, classes } = this.samples;
    let [judged, right] = [0, 0];
    targets.forEach((target, sample) => {
      const own = this.votes.subarray(sample * classes, (sample + 1) * classes);
      const most = Math.max(...own);
      if (most === 0) return;
      judged++;
      if (own.indexOf(most) === target) right++;
    });
    return right / judged;
  }
}
