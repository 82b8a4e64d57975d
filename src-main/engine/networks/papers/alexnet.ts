import type { Initializer } from '../initializers';
import type { Layer } from '../layer';
import { relu } from '../layers/activations';
import { hiddenClassifier } from '../layers/classifier';
import { conv2d } from '../layers/convolution';
import { localResponseNormalization } from '../layers/normalization';
import { maxPool } from '../layers/pooling';
import { COMPONENTS_FOR_COLOURS, form, WINDOW_METHOD, windowMethod } from '../recipes';
import { defineNetwork } from '../spec';

/**
 * ImageNet Classification with Deep Convolutional Neural Networks. Krizhevsky, Sutskever, Hinton, NIPS 2012.
 * DOI 10.1145/3065386. The network in two groups (two GPUs) of figure 2; section 5: weights normal with a deviation
 * of 0.01, biases 1 in conv2, conv4, conv5 and the hidden dense layers. Its 224 pixels are the 227 that its sizes need.
 */
const normal: Initializer = { kind: 'normal', deviation: 0.01 };
const one: Initializer = { kind: 'constant', value: 1 };

/** Section 3.3. */
const response = (name: string): Layer =>
  localResponseNormalization(name, { size: 5, bias: 2, alpha: 1e-4, beta: 0.75 });
/** Section 3.4: overlapping. */
const pool = (name: string): Layer => maxPool(name, 3, { stride: 2 });

function published(classes: number): Layer[] {
  return [
    conv2d('conv1', 96, 11, { stride: 4, initializer: normal }),
    relu(),
    response('response1'),
    pool('pool1'),
    conv2d('conv2', 256, 5, { padding: 2, groups: 2, initializer: normal, biasInitializer: one }),
    relu(),
    response('response2'),
    pool('pool2'),
    conv2d('conv3', 384, 3, { padding: 1, initializer: normal }),
    relu(),
    conv2d('conv4', 384, 3, { padding: 1, groups: 2, initializer: normal, biasInitializer: one }),
    relu(),
    conv2d('conv5', 256, 3, { padding: 1, groups: 2, initializer: normal, biasInitializer: one }),
    relu(),
    pool('pool5'),
    ...hiddenClassifier(4096, classes, { initializer: normal, biasInitializer: one }),
  ];
}

/** The recipe's `changes`. */
function forWindows(classes: number): Layer[] {
  const initializer = 'he-normal';
  return [
    conv2d('conv1', 96, 5, { initializer }),
    relu(),
    response('response1'),
    pool('pool1'),
    conv2d('conv2', 256, 5, { padding: 2, groups: 2, initializer }),
    relu(),
    response('response2'),
    pool('pool2'),
    conv2d('conv3', 384, 3, { padding: 1, initializer }),
    relu(),
    conv2d('conv4', 384, 3, { padding: 1, groups: 2, initializer }),
    relu(),
    conv2d('conv5', 256, 3, { padding: 1, groups: 2, initializer }),
    relu(),
    ...hiddenClassifier(512, classes, { initializer }),
  ];
}

export const alexnet = defineNetwork({
  id: 'alexnet',
  title: 'AlexNet',
  paper: {
    authors: 'Krizhevsky, Sutskever, Hinton',
    title: 'ImageNet Classification with Deep Convolutional Neural Networks',
    venue: 'NIPS',
    year: 2012,
    link: 'https://doi.org/10.1145/3065386',
  },
  deviations: [],
  published: { input: [227, 227, 3], classes: 1000, options: { form: 'published' } },
  options: { form },
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
      'conv1 is 5x5 with stride 1: 11x11 with stride 4 would see a window of 17 twice.',
      'The pool behind conv5 is left out: 2x2 pixels are left before it.',
      'fc6 and fc7 have 512 units in place of 4,096, which would be 21 million weights for a thousand pixels.',
      'Weights drawn as He et al. (2015), biases zero: a deviation of 0.01 is tuned to the paper’s widths and takes ' +
        'many more updates to grow.',
    ],
  },
  method: windowMethod,
  layers: (classes, options) => (options.form === 'published' ? published(classes) : forWindows(classes)),
});
