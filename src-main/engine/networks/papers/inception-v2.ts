import type { Layer } from '../layer';
import { auxiliary } from '../layers/auxiliary';
import { branches } from '../layers/composite';
import { dense, flatten } from '../layers/dense';
import { normalizedConv2d } from '../layers/normalized';
import { dropout } from '../layers/pointwise';
import { averagePool, globalAveragePool, maxPool } from '../layers/pooling';
import type { InceptionForm } from './inception-form';

/**
 * Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate Shift. Ioffe, Szegedy, ICML
 * 2015. arXiv:1502.03167. The table of figure 5: two 3x3 kernels in place of each 5x5, batch normalisation after every
 * convolution, modules 3c and 4e with stride 2. Its text speaks of 13.6 million parameters, its table has 11.2 million.
 */

interface Row {
  one: number;
  three: readonly [reduce: number, filters: number];
  double: readonly [reduce: number, filters: number];
  /** Filters behind the pool; 0 for a pool of stride 2 that hands its channels on. */
  pool: readonly ['average' | 'max', number];
}

/** Figure 5. */
const TABLE = {
  '3a': { one: 64, three: [64, 64], double: [64, 96], pool: ['average', 32] },
  '3b': { one: 64, three: [64, 96], double: [64, 96], pool: ['average', 64] },
  '3c': { one: 0, three: [128, 160], double: [64, 96], pool: ['max', 0] },
  '4a': { one: 224, three: [64, 96], double: [96, 128], pool: ['average', 128] },
  '4b': { one: 192, three: [96, 128], double: [96, 128], pool: ['average', 128] },
  '4c': { one: 160, three: [128, 160], double: [128, 160], pool: ['average', 96] },
  '4d': { one: 96, three: [128, 192], double: [160, 192], pool: ['average', 96] },
  '4e': { one: 0, three: [128, 192], double: [192, 256], pool: ['max', 0] },
  '5a': { one: 352, three: [192, 320], double: [160, 224], pool: ['average', 128] },
  '5b': { one: 352, three: [192, 320], double: [192, 224], pool: ['max', 128] },
} as const satisfies Record<string, Row>;

function inception(name: keyof typeof TABLE, padded = true): Layer {
  const { one, three, double, pool }: Row = TABLE[name];
  const [kind, projection] = pool;
  const stride = projection === 0 ? 2 : 1;
  const padding = padded ? 1 : 'valid';
  return branches(`inception-${name}`, {
    ...(one > 0 ? { '1x1': normalizedConv2d('conv', one, 1) } : {}),
    '3x3': [
      ...normalizedConv2d('reduce', three[0], 1),
      ...normalizedConv2d('conv', three[1], 3, { stride, padding }),
    ],
    'double-3x3': [
      ...normalizedConv2d('reduce', double[0], 1),
      ...normalizedConv2d('conv-1', double[1], 3, { padding }),
      ...normalizedConv2d('conv-2', double[1], 3, { stride, padding }),
    ],
    pool: [
      (kind === 'max' ? maxPool : averagePool)('pool', 3, { stride, padding }),
      ...(projection > 0 ? normalizedConv2d('project', projection, 1) : []),
    ],
  });
}

const publishedStem = (): Layer[] => [
  ...normalizedConv2d('conv1', 64, 7, { stride: 2, padding: 3 }),
  maxPool('pool1', 3, { stride: 2, ceil: true }),
  ...normalizedConv2d('conv2-reduce', 64, 1),
  ...normalizedConv2d('conv2', 192, 3, { padding: 1 }),
  maxPool('pool2', 3, { stride: 2, ceil: true }),
];
const windowStem = (): Layer[] => [
  ...normalizedConv2d('conv1', 64, 3),
  ...normalizedConv2d('conv2-reduce', 64, 1),
  ...normalizedConv2d('conv2', 192, 3),
];

/** As GoogLeNet's, with batch normalisation. */
const classifier = (name: string, classes: number, asPublished: boolean): Layer =>
  auxiliary(name, 0.3, [
    ...(asPublished ? [averagePool('pool', 5, { stride: 3 })] : []),
    ...normalizedConv2d('conv', 128, 1),
    flatten(),
    dense('classes', classes),
  ]);

export function inceptionV2({ classes, asPublished, withAuxiliary }: InceptionForm): Layer[] {
  const beside = (name: string): Layer[] => (withAuxiliary ? [classifier(name, classes, asPublished)] : []);
  return [
    ...(asPublished ? publishedStem() : windowStem()),
    inception('3a', asPublished),
    inception('3b', asPublished),
    inception('3c'),
    inception('4a'),
    ...beside('auxiliary-4a'),
    ...(['4b', '4c', '4d'] as const).map((name) => inception(name)),
    ...beside('auxiliary-4d'),
    ...(['4e', '5a', '5b'] as const).map((name) => inception(name)),
    globalAveragePool(),
    dropout('dropout', asPublished ? 0.05 : 0.4),
    dense('classes', classes),
  ];
}
