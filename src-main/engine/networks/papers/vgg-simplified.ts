import { dense } from '../layers/dense';
import { globalAveragePool } from '../layers/pooling';
import { WINDOW_METHOD, windowMethod } from '../recipes';
import { defineNetwork } from '../spec';
import { convolutions, normalized, VGG_PAPER } from './vgg';

/** Three blocks and a mean in place of five blocks and three dense layers. */
export const vggSimplified = defineNetwork({
  id: 'vgg-simplified',
  title: 'VGG, simplified',
  paper: VGG_PAPER,
  deviations: [
    'Three blocks of two 3x3 convolutions with 64, 128 and 256 filters in place of five blocks with up to 512.',
    'Batch normalisation after every convolution; no padding in the first block.',
    'The mean of every map in place of the two layers of 4,096 units.',
  ],
  published: { input: [13, 13, 30], classes: 16 },
  options: {},
  recipe: {
    patch: 13,
    components: 30,
    epochs: 80,
    learningRate: 2e-3,
    batch: 256,
    optimizer: 'Adam',
    source: WINDOW_METHOD,
  },
  method: windowMethod,
  layers: (classes) => [
    ...convolutions(
      [
        [64, 64],
        [128, 128],
        [256, 256],
      ],
      normalized,
      2,
    ),
    globalAveragePool(),
    dense('classes', classes),
  ],
});
