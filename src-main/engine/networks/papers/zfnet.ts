import type { Initializer } from '../initializers';
import type { Layer } from '../layer';
import { relu } from '../layers/activations';
import { hiddenClassifier } from '../layers/classifier';
import { conv2d } from '../layers/convolution';
import { localResponseNormalization } from '../layers/normalization';
import { maxPool } from '../layers/pooling';
import { choice } from '../options';
import { COMPONENTS_FOR_COLOURS, form, WINDOW_METHOD, windowMethod } from '../recipes';
import { defineNetwork } from '../spec';

/**
 * Visualizing and Understanding Convolutional Networks. Zeiler, Fergus, ECCV 2014.
 * DOI 10.1007/978-3-319-10590-1_53, arXiv:1311.2901. Figure 3: AlexNet without groups, its first kernels 7x7 with
 * stride 2; section 3: weights normal with a deviation of 0.01, biases zero.
 */
const initializer: Initializer = { kind: 'normal', deviation: 0.01 };

/** Filters of conv3, conv4 and conv5. */
const FILTERS = {
  /** Figure 3. */
  '384-384-256': [384, 384, 256],
  /** Section 5.1, table 3: "adjust layers 3, 4, 5: 512, 1024, 512 maps". */
  '512-1024-512': [512, 1024, 512],
  /** Often quoted; no table of the paper has it. */
  '512-512-1024': [512, 512, 1024],
} as const;

const contrast = (name: string): Layer =>
  localResponseNormalization(name, { size: 5, bias: 2, alpha: 1e-4, beta: 0.75 });

function middle([third, fourth, fifth]: readonly [number, number, number], drawn: Initializer): Layer[] {
  return [
    conv2d('conv3', third, 3, { padding: 1, initializer: drawn }),
    relu(),
    conv2d('conv4', fourth, 3, { padding: 1, initializer: drawn }),
    relu(),
    conv2d('conv5', fifth, 3, { padding: 1, initializer: drawn }),
    relu(),
  ];
}

function published(filters: readonly [number, number, number], classes: number): Layer[] {
  return [
    conv2d('conv1', 96, 7, { stride: 2, padding: 1, initializer }),
    relu(),
    maxPool('pool1', 3, { stride: 2, padding: 1 }),
    contrast('contrast1'),
    conv2d('conv2', 256, 5, { stride: 2, initializer }),
    relu(),
    maxPool('pool2', 3, { stride: 2, padding: 1 }),
    contrast('contrast2'),
    ...middle(filters, initializer),
    maxPool('pool5', 3, { stride: 2 }),
    ...hiddenClassifier(4096, classes, { initializer }),
  ];
}

/** The recipe's `changes`. */
function forWindows(filters: readonly [number, number, number], classes: number): Layer[] {
  return [
    conv2d('conv1', 96, 7, { initializer: 'he-normal' }),
    relu(),
    maxPool('pool1', 3, { stride: 2 }),
    contrast('contrast1'),
    conv2d('conv2', 256, 5, { padding: 2, initializer: 'he-normal' }),
    relu(),
    maxPool('pool2', 3, { stride: 2 }),
    contrast('contrast2'),
    ...middle(filters, 'he-normal'),
    ...hiddenClassifier(512, classes, { initializer: 'he-normal' }),
  ];
}

export const zfnet = defineNetwork({
  id: 'zfnet',
  title: 'ZFNet',
  paper: {
    authors: 'Zeiler, Fergus',
    title: 'Visualizing and Understanding Convolutional Networks',
    venue: 'ECCV',
    year: 2014,
    link: 'https://doi.org/10.1007/978-3-319-10590-1_53',
  },
  deviations: [
    'The contrast normalisation, whose constants the paper does not give, has AlexNet’s.',
    'Weights “initialised to 10⁻²” are read as normal about 0 with that deviation: equal ones would stay equal.',
    'Filters 512-512-1024 are often quoted for its larger form; no table of the paper has them.',
  ],
  published: { input: [224, 224, 3], classes: 1000, options: { form: 'published' } },
  options: {
    form,
    filters: choice(
      'Filters of conv3 to conv5',
      ['384-384-256', '512-1024-512', '512-512-1024'],
      '384-384-256',
    ),
  },
  recipe: {
    patch: 17,
    components: 30,
    epochs: 60,
    learningRate: 5e-4,
    batch: 128,
    optimizer: 'Adam',
    source: WINDOW_METHOD,
    changes: [
      COMPONENTS_FOR_COLOURS,
      'A window of 17, of which conv1 and two pools leave 2x2 pixels to conv3 to conv5.',
      'conv1 and conv2 have stride 1, and the pool behind conv5 is left out: strides made for 224 pixels leave nothing ' +
        'of 17.',
      'conv1 and the first two pools pad nothing, so that no class is told by the zeros around a window.',
      'fc6 and fc7 have 512 units in place of 4,096, which would be 21 million weights for a thousand pixels.',
      'Weights drawn as He et al. (2015): a deviation of 0.01 is tuned to the paper’s widths and takes many more ' +
        'updates to grow.',
    ],
  },
  method: windowMethod,
  layers: (classes, options) =>
    (options.form === 'published' ? published : forWindows)(FILTERS[options.filters], classes),
});
