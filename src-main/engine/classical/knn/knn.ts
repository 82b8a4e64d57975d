import { choice, wholeRange } from '../../networks/options';
import { defineMethod, type FittedMethod, type Form } from '../method';
import { NearestNeighbours } from './neighbours';

const MOST_NEIGHBOURS = 1000;

/**
 * Nearest neighbor pattern classification. Cover, Hart, IEEE Transactions on Information Theory 13, 1967.
 * DOI 10.1109/TIT.1967.1053964.
 */
export const knn = defineMethod({
  id: 'knn',
  title: 'k-nearest neighbours',
  paper: {
    authors: 'Cover, Hart',
    title: 'Nearest neighbor pattern classification',
    venue: 'IEEE Transactions on Information Theory 13',
    year: 1967,
    link: 'https://doi.org/10.1109/TIT.1967.1053964',
  },
  deviations: [
    'The paper’s bounds are those of one neighbour; five are the default here, and a tie goes to the class with the lower label.',
  ],
  options: {
    k: wholeRange('Neighbours', 1, MOST_NEIGHBOURS, 5),
    distance: choice('Distance', ['euclidean', 'spectral-angle'], 'euclidean'),
  },
  recipe: {
    patch: 1,
    components: 30,
    scaling: 'none',
    reduction: 'none',
    source:
      'Ours: the spectrum as it was measured, all bands. On Indian Pines neither scaling nor components change the overall ' +
      'accuracy by more than a point; whitened components lower it.',
  },
  facts: [
    {
      id: 'rule',
      name: 'Rule',
      text: 'the class that most of the k nearest training pixels have; its share of them is the probability',
    },
    {
      id: 'distance',
      name: 'Distance',
      text: 'Euclidean, or the spectral angle: Euclidean between spectra of length 1, which gives the same order',
    },
    { id: 'search', name: 'Search', text: 'exact, over all training pixels' },
    { id: 'keeps', name: 'A model keeps', text: 'every training pixel with its class' },
  ],
  random: false,
  effort: { training: 0.01, predicting: 0.95 },
  fit: async ({ samples: { values, targets, features, classes } }, options) => ({
    fitted: neighbours(values, targets, { features, classes }, options),
    stopped: false,
  }),
  restore: (arrays, form, options) => {
    const targets = arrays.int32('targets', undefined, form.classes);
    return neighbours(arrays.float32('pixels', targets.length * form.features), targets, form, options);
  },
});

function neighbours(
  pixels: Float32Array,
  targets: Int32Array,
  { features, classes }: Form,
  { k: asked, distance }: { k: number; distance: 'euclidean' | 'spectral-angle' },
): FittedMethod {
  const k = Math.min(asked, targets.length);
  const form = distance === 'spectral-angle' ? unitVectors : (values: Float32Array) => values;
  const nearest = new NearestNeighbours(form(pixels, features), features, k);
  const votes = new Int32Array(classes);
  return {
    parameters: pixels.length + targets.length,
    macs: pixels.length,
    learnt: { k, pixels: targets.length },
    pixelsAtOnce: Math.max(1, Math.floor(2e8 / pixels.length)),
    decide(values, found, probabilities) {
      const points = form(values, features);
      for (let pixel = 0; pixel < found.length; pixel++) {
        nearest.find(points, pixel * features);
        votes.fill(0);
        for (const index of nearest.indices) votes[targets[index]]++;
        let best = 0;
        for (let each = 0; each < classes; each++) {
          probabilities[pixel * classes + each] = votes[each] / k;
          if (votes[each] > votes[best]) best = each;
        }
        found[pixel] = best;
      }
    },
    arrays: () => [
      { name: 'pixels', shape: [targets.length, features], values: pixels },
      { name: 'targets', shape: [targets.length], values: targets },
    ],
  };
}

/** Every spectrum divided by its length; one of zeros stays as it is. */
function unitVectors(values: Float32Array, features: number): Float32Array {
  const units = new Float32Array(values.length);
  for (let start = 0; start < values.length; start += features) {
    let squares = 0;
    for (let at = start; at < start + features; at++) squares += values[at] * values[at];
    const length = squares > 0 ? Math.sqrt(squares) : 1;
    for (let at = start; at < start + features; at++) units[at] = values[at] / length;
  }
  return units;
}
