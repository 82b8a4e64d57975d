import type { Layer } from '../layer';
import { relu } from '../layers/activations';
import { auxiliary } from '../layers/auxiliary';
import { branches } from '../layers/composite';
import { conv2d } from '../layers/convolution';
import { dense, flatten } from '../layers/dense';
import { localResponseNormalization } from '../layers/normalization';
import { dropout } from '../layers/pointwise';
import { averagePool, globalAveragePool, maxPool } from '../layers/pooling';
import type { InceptionForm } from './inception-form';

/**
 * Going Deeper with Convolutions. Szegedy, Liu, Jia, Sermanet, Reed, Anguelov, Erhan, Vanhoucke, Rabinovich, CVPR 2015.
 * DOI 10.1109/CVPR.2015.7298594, arXiv:1409.4842. Table 1; figure 2(a) for the naive module, 2(b) for v1; section 5 for
 * the auxiliary classifiers. Pools take in the last, incomplete step, which the paper's sizes need.
 */

/** Table 1: filters of 1x1, 3x3 reduce, 3x3, 5x5 reduce, 5x5, pool projection. */
type Row = readonly [number, number, number, number, number, number];
const TABLE = {
  '3a': [64, 96, 128, 16, 32, 32],
  '3b': [128, 128, 192, 32, 96, 64],
  '4a': [192, 96, 208, 16, 48, 64],
  '4b': [160, 112, 224, 24, 64, 64],
  '4c': [128, 128, 256, 24, 64, 64],
  '4d': [112, 144, 288, 32, 64, 64],
  '4e': [256, 160, 320, 32, 128, 128],
  '5a': [256, 160, 320, 32, 128, 128],
  '5b': [384, 192, 384, 48, 128, 128],
} as const satisfies Record<string, Row>;

const convolution = (name: string, filters: number, kernel: number, padded = true): Layer[] => [
  conv2d(name, filters, kernel, { padding: padded ? 'same' : 'valid', initializer: 'he-normal' }),
  relu(),
];

type Module = (name: keyof typeof TABLE, padded: boolean) => Layer;
const pool3 = (padded: boolean): Layer =>
  maxPool('pool', 3, { stride: 1, padding: padded ? 'same' : 'valid' });

/** Figure 2(b): 1x1 kernels in front of the large ones. */
const reduced: Module = (name, padded) => {
  const [one, reduce3, three, reduce5, five, projection] = TABLE[name];
  return branches(`inception-${name}`, {
    '1x1': convolution('conv', one, 1),
    '3x3': [...convolution('reduce', reduce3, 1), ...convolution('conv', three, 3, padded)],
    '5x5': [...convolution('reduce', reduce5, 1), ...convolution('conv', five, 5, padded)],
    pool: [pool3(padded), ...convolution('project', projection, 1)],
  });
};

/** Figure 2(a): every kernel over all channels, and the pool's channels on top. */
const naive: Module = (name, padded) => {
  const [one, , three, , five] = TABLE[name];
  return branches(`inception-${name}`, {
    '1x1': convolution('conv', one, 1),
    '3x3': convolution('conv', three, 3, padded),
    '5x5': convolution('conv', five, 5, padded),
    pool: [pool3(padded)],
  });
};

/** Of the authors' program: the sum of squares divided by the five channels. */
const response = (name: string): Layer =>
  localResponseNormalization(name, { size: 5, bias: 1, alpha: 1e-4 / 5, beta: 0.75 });
const halve = (name: string): Layer => maxPool(name, 3, { stride: 2, ceil: true });

const publishedStem = (): Layer[] => [
  conv2d('conv1', 64, 7, { stride: 2, padding: 3, initializer: 'he-normal' }),
  relu(),
  halve('pool1'),
  response('response1'),
  ...convolution('conv2-reduce', 64, 1),
  ...convolution('conv2', 192, 3),
  response('response2'),
  halve('pool2'),
];
const windowStem = (): Layer[] => [
  ...convolution('conv1', 64, 3, false),
  ...convolution('conv2-reduce', 64, 1),
  ...convolution('conv2', 192, 3, false),
];

/** Section 5; the average pool is left out where nothing is left to pool. */
const classifier = (name: string, classes: number, asPublished: boolean): Layer =>
  auxiliary(name, 0.3, [
    ...(asPublished ? [averagePool('pool', 5, { stride: 3 })] : []),
    ...convolution('conv', 128, 1),
    flatten(),
    dense('dense', 1024, { initializer: 'he-normal' }),
    relu(),
    dropout('dropout', 0.7),
    dense('classes', classes),
  ]);

function inceptionV1(module: Module, { classes, asPublished, withAuxiliary }: InceptionForm): Layer[] {
  const beside = (name: string): Layer[] => (withAuxiliary ? [classifier(name, classes, asPublished)] : []);
  const modules = (...names: (keyof typeof TABLE)[]): Layer[] => names.map((name) => module(name, true));
  return [
    ...(asPublished ? publishedStem() : windowStem()),
    module('3a', asPublished),
    module('3b', asPublished),
    halve('pool3'),
    ...modules('4a'),
    ...beside('auxiliary-4a'),
    ...modules('4b', '4c', '4d'),
    ...beside('auxiliary-4d'),
    ...modules('4e'),
    halve('pool4'),
    ...modules('5a', '5b'),
    globalAveragePool(),
    dropout('dropout', 0.4),
    dense('classes', classes),
  ];
}

export const googlenetLayers = (parts: InceptionForm): Layer[] => inceptionV1(reduced, parts);
export const naiveLayers = (parts: InceptionForm): Layer[] => inceptionV1(naive, parts);
