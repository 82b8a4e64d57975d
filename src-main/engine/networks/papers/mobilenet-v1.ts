import type { Initializer } from '../initializers';
import type { Layer } from '../layer';
import { sequence } from '../layers/composite';
import { dense } from '../layers/dense';
import { normalizedConv2d, normalizedDepthwiseConv2d } from '../layers/normalized';
import { globalAveragePool } from '../layers/pooling';
import { resize } from '../layers/resize';
import { choice } from '../options';
import { form, windowMethod } from '../recipes';
import { defineNetwork } from '../spec';
import { steppedRecipe, steps, type Step } from '../steps';

/** The paper's table 1, the first layer left out: filters and stride of every depthwise separable convolution. */
const BLOCKS: [filters: number, stride: number][] = [
  [64, 1],
  [128, 2],
  [128, 1],
  [256, 2],
  [256, 1],
  [512, 2],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [512, 1],
  [1024, 2],
  [1024, 1],
];

const RESOLUTIONS = { '1': 1, '6/7': 6 / 7, '5/7': 5 / 7, '4/7': 4 / 7 };

const initializer: Initializer = { kind: 'truncated-normal', deviation: 0.09 };
const plain = { initializer, epsilon: 1e-3 } as const;

/** A depthwise separable convolution (figure 3, right), or the standard one that it stands for (left). */
function block(name: string, filters: number, step: Step, separable: boolean): Layer {
  if (!separable) return sequence(name, normalizedConv2d('conv', filters, 3, { ...plain, ...step }));
  return sequence(name, [
    ...normalizedDepthwiseConv2d('depthwise', 3, { ...plain, ...step }),
    ...normalizedConv2d('pointwise', filters, 1, plain),
  ]);
}

/**
 * MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications.
 * Howard, Zhu, Chen, Kalenichenko, Wang, Weyand, Andreetto, Adam, 2017. arXiv:1704.04861.
 * Depthwise separable convolutions, a width multiplier for the channels and a resolution multiplier for the picture.
 * The last block of table 1 says stride 2 over an input and an output of 7 x 7; it is built with stride 1. The paper
 * does not say how weights begin: the authors' program draws them from a truncated normal distribution.
 */
export const mobilenetV1 = defineNetwork({
  id: 'mobilenet-v1',
  title: 'MobileNet (v1)',
  paper: {
    authors: 'Howard, Zhu, Chen, Kalenichenko, Wang, Weyand, Andreetto, Adam',
    title: 'MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications',
    venue: 'arXiv',
    year: 2017,
    link: 'https://arxiv.org/abs/1704.04861',
  },
  deviations: [],
  published: { input: [224, 224, 3], classes: 1000, options: { form: 'published' } },
  options: {
    form,
    width: choice('Width multiplier', [1, 0.75, 0.5, 0.25], 1),
    resolution: choice('Resolution multiplier', ['1', '6/7', '5/7', '4/7'], '1'),
    convolution: choice('Convolution', ['separable', 'standard'], 'separable'),
  },
  recipe: steppedRecipe(
    17,
    'The stem and block 2 have stride 1: five halvings would leave a single pixel before the wide blocks. Of 17 pixels ' +
      'a side block 4, the first that halves, gets 9; 2 are left to the last.',
  ),
  method: windowMethod,
  layers: (classes, { form: chosen, width, resolution, convolution }) => {
    const step = steps('same', chosen === 'window' ? 2 : 0);
    return [
      ...(resolution === '1' ? [] : [resize('resize', RESOLUTIONS[resolution])]),
      ...normalizedConv2d('stem', 32 * width, 3, { ...plain, ...step(2) }),
      ...BLOCKS.map(([filters, stride], index) =>
        block(`block-${index + 1}`, filters * width, step(stride), convolution === 'separable'),
      ),
      globalAveragePool(),
      dense('classes', classes, { initializer }),
    ];
  },
});
