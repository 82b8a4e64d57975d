import { relu } from '../layers/activations';
import { dense, flatten } from '../layers/dense';
import { dropout } from '../layers/pointwise';
import { windowMethod } from '../recipes';
import { defineNetwork } from '../spec';

/**
 * Learning representations by back-propagating errors. Rumelhart, Hinton, Williams, Nature 323, 1986.
 * DOI 10.1038/323533a0. Fully connected layers over all numbers of a window: the order of its pixels means nothing.
 */
export const fc = defineNetwork({
  id: 'fc',
  title: 'Fully connected',
  paper: {
    authors: 'Rumelhart, Hinton, Williams',
    title: 'Learning representations by back-propagating errors',
    venue: 'Nature 323',
    year: 1986,
    link: 'https://doi.org/10.1038/323533a0',
  },
  deviations: [
    'Only the idea is the paper’s: two hidden layers of 256 and 128 units with ReLU and dropout are ours.',
  ],
  published: { input: [5, 5, 30], classes: 16 },
  options: {},
  recipe: {
    patch: 5,
    components: 30,
    epochs: 200,
    learningRate: 1e-3,
    batch: 256,
    optimizer: 'Adam',
    source:
      'Ours: the network does not know which pixels are neighbours, so a larger window has more numbers to learn by ' +
      'heart and no more to learn from.',
  },
  method: windowMethod,
  layers: (classes) => [
    flatten(),
    dense('dense-1', 256, { initializer: 'he-normal' }),
    relu(),
    dropout('dropout-1', 0.4),
    dense('dense-2', 128, { initializer: 'he-normal' }),
    relu(),
    dropout('dropout-2', 0.4),
    dense('classes', classes),
  ],
});
