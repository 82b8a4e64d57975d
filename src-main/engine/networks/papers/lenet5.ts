import type { Initializer } from '../initializers';
import { scaledTanh, sigmoid } from '../layers/activations';
import { conv2d } from '../layers/convolution';
import { dense, flatten } from '../layers/dense';
import { radialBasis, subsampling, tableConv2d } from '../layers/lenet';
import { choice } from '../options';
import { WINDOW_METHOD, windowMethod } from '../recipes';
import { defineNetwork } from '../spec';

/**
 * Gradient-Based Learning Applied to Document Recognition. LeCun, Bottou, Bengio, Haffner, Proceedings of the IEEE
 * 86(11), 1998. DOI 10.1109/5.726791. Section II.B, figure 2; weights uniform in +-2.4 / fan-in (appendix A).
 */
export const LENET5_PAPER = {
  authors: 'LeCun, Bottou, Bengio, Haffner',
  title: 'Gradient-Based Learning Applied to Document Recognition',
  venue: 'Proceedings of the IEEE 86(11)',
  year: 1998,
  link: 'https://doi.org/10.1109/5.726791',
};

/** Table I: the maps of S2 that each map of C3 sees. */
const C3_TABLE = [
  ...[
    [0, 1, 2],
    [1, 2, 3],
    [2, 3, 4],
    [3, 4, 5],
    [0, 4, 5],
    [0, 1, 5],
  ],
  ...[
    [0, 1, 2, 3],
    [1, 2, 3, 4],
    [2, 3, 4, 5],
    [0, 3, 4, 5],
    [0, 1, 4, 5],
    [0, 1, 2, 5],
  ],
  ...[
    [0, 1, 3, 4],
    [1, 2, 4, 5],
    [0, 2, 3, 5],
  ],
  [0, 1, 2, 3, 4, 5],
];

const initializer: Initializer = { kind: 'uniform-by-fan-in', limit: 2.4 };

export const lenet5Recipe = {
  patch: 25,
  components: 15,
  epochs: 200,
  batch: 256,
  optimizer: 'Adam',
  changes: [
    'C1 spans all components, as it spans the one channel of a gray image: nothing else depends on their number.',
    'C5 sees what is left of the window, 3x3 maps of a window of 25: the paper’s 5x5 maps come from 32 pixels, and a ' +
      'window has a pixel in its middle.',
  ],
};

export const lenet5 = defineNetwork({
  id: 'lenet5',
  title: 'LeNet-5',
  paper: LENET5_PAPER,
  deviations: [
    'The fixed codes of the output are +1 or -1 at random, not pictures of the ten digits: classes have no pictures.',
    'Biases begin at 0; weights as the paper has them.',
    'The loss is cross-entropy over the outputs: the paper’s equation 9 without its constant for rubbish.',
  ],
  published: { input: [32, 32, 1], classes: 10 },
  options: { activation: choice('Activation', ['tanh', 'sigmoid'], 'tanh') },
  recipe: { ...lenet5Recipe, learningRate: 2e-3, source: WINDOW_METHOD },
  method: windowMethod,
  layers: (classes, { activation }) => {
    const squash = activation === 'tanh' ? scaledTanh : sigmoid;
    return [
      conv2d('c1', 6, 5, { initializer }),
      squash(),
      subsampling('s2', 2, initializer),
      squash(),
      tableConv2d('c3', C3_TABLE, 5, initializer),
      squash(),
      subsampling('s4', 2, initializer),
      squash(),
      flatten(),
      dense('c5', 120, { initializer }),
      squash(),
      dense('f6', 84, { initializer }),
      squash(),
      radialBasis('classes', classes),
    ];
  },
});
