import { relu } from '../layers/activations';
import { conv2d } from '../layers/convolution';
import { dense, flatten } from '../layers/dense';
import { maxPool } from '../layers/pooling';
import { WINDOW_METHOD, windowMethod } from '../recipes';
import { defineNetwork } from '../spec';
import { LENET5_PAPER, lenet5Recipe } from './lenet5';

/** LeNet-5 (see lenet5.ts) as it is usually taught today. */
export const lenet5Relu = defineNetwork({
  id: 'lenet5-relu',
  title: 'LeNet-5 with ReLU',
  paper: LENET5_PAPER,
  deviations: [
    'ReLU in place of tanh, max pooling in place of trainable subsampling, dense classes in place of fixed codes.',
    'Every map of C3 sees all maps of S2.',
    'Three channels, as of a colour image, where the paper has one; weights drawn as He et al. (2015).',
  ],
  published: { input: [32, 32, 3], classes: 10 },
  options: {},
  recipe: { ...lenet5Recipe, learningRate: 1e-3, source: WINDOW_METHOD },
  method: windowMethod,
  layers: (classes) => [
    conv2d('c1', 6, 5, { initializer: 'he-normal' }),
    relu(),
    maxPool('s2', 2),
    conv2d('c3', 16, 5, { initializer: 'he-normal' }),
    relu(),
    maxPool('s4', 2),
    flatten(),
    dense('c5', 120, { initializer: 'he-normal' }),
    relu(),
    dense('f6', 84, { initializer: 'he-normal' }),
    relu(),
    dense('classes', classes),
  ],
});
