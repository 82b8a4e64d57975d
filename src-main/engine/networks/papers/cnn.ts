import { relu } from '../layers/activations';
import { conv2d } from '../layers/convolution';
import { dense, flatten } from '../layers/dense';
import { dropout } from '../layers/pointwise';
import { maxPool } from '../layers/pooling';
import { windowMethod } from '../recipes';
import { defineNetwork } from '../spec';

/**
 * Backpropagation Applied to Handwritten Zip Code Recognition. LeCun et al., Neural Computation 1(4), 1989.
 * DOI 10.1162/neco.1989.1.4.541. A small convolutional network in its spirit: shared kernels, then dense layers.
 */
export const cnn = defineNetwork({
  id: 'cnn',
  title: 'Small CNN',
  paper: {
    authors: 'LeCun, Boser, Denker, Henderson, Howard, Hubbard, Jackel',
    title: 'Backpropagation Applied to Handwritten Zip Code Recognition',
    venue: 'Neural Computation 1(4)',
    year: 1989,
    link: 'https://doi.org/10.1162/neco.1989.1.4.541',
  },
  deviations: [
    'Only the idea is the paper’s: three 3x3 convolutions with ReLU, a pool and a dense layer with dropout are ours.',
  ],
  published: { input: [11, 11, 30], classes: 16 },
  options: {},
  recipe: {
    patch: 11,
    components: 30,
    epochs: 150,
    learningRate: 3e-3,
    batch: 256,
    optimizer: 'Adam',
    source:
      'Ours: three unpadded convolutions leave 5x5 pixels of the window, which the pool halves. The rate was chosen on ' +
      'seed 0 of Indian Pines.',
  },
  method: windowMethod,
  layers: (classes) => [
    conv2d('conv-1', 32, 3, { initializer: 'he-normal' }),
    relu(),
    conv2d('conv-2', 64, 3, { initializer: 'he-normal' }),
    relu(),
    conv2d('conv-3', 64, 3, { initializer: 'he-normal' }),
    relu(),
    maxPool('pool', 2),
    flatten(),
    dense('dense', 128, { initializer: 'he-normal' }),
    relu(),
    dropout('dropout', 0.4),
    dense('classes', classes),
  ],
});
