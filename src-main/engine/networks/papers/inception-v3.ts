import type { Layer } from '../layer';
import { auxiliary } from '../layers/auxiliary';
import { branches } from '../layers/composite';
import { dense, flatten } from '../layers/dense';
import { normalizedConv2d } from '../layers/normalized';
import { dropout } from '../layers/pointwise';
import { averagePool, globalAveragePool, maxPool } from '../layers/pooling';
import type { InceptionForm } from './inception-form';

/**
 * Rethinking the Inception Architecture for Computer Vision. Szegedy, Vanhoucke, Ioffe, Shlens, Wojna, CVPR 2016.
 * DOI 10.1109/CVPR.2016.308, arXiv:1512.00567. Figures 5, 6, 7 and 10 in the order of table 1, in the sizes of the
 * authors' published program, which the table rounds: it has a 1x1 kernel of 80 filters in the stem, and modules of
 * 256 and 288 channels.
 */

const conv = (name: string, filters: number, kernel: number | readonly [number, number] = 1): Layer[] =>
  normalizedConv2d(name, filters, kernel, { padding: 'same', epsilon: 1e-3 });
const unpadded = (
  name: string,
  filters: number,
  kernel: number,
  stride = 1,
  padding: 'valid' | 1 = 'valid',
) => normalizedConv2d(name, filters, kernel, { stride, padding, epsilon: 1e-3 });

/** Figure 5: two 3x3 kernels in place of a 5x5 one. */
function moduleA(name: string, projection: number, padded: boolean): Layer {
  const wide = padded ? conv : unpadded;
  return branches(name, {
    '1x1': conv('conv', 64),
    '5x5': [...conv('reduce', 48), ...wide('conv', 64, 5)],
    'double-3x3': [...conv('reduce', 64), ...wide('conv-1', 96, 3), ...wide('conv-2', 96, 3)],
    pool: [
      averagePool('pool', 3, { stride: 1, padding: padded ? 1 : 'valid' }),
      ...conv('project', projection),
    ],
  });
}

/** Figure 10, from 35x35 to 17x17. */
const reductionA = (name: string): Layer =>
  branches(name, {
    '3x3': unpadded('conv', 384, 3, 2),
    'double-3x3': [...conv('reduce', 64), ...conv('conv-1', 96, 3), ...unpadded('conv-2', 96, 3, 2)],
    pool: [maxPool('pool', 3, { stride: 2 })],
  });

/** Figure 6: a 7x7 kernel factorised into 1x7 and 7x1. */
function moduleB(name: string, filters: number, long: number): Layer {
  const across = [1, long] as const;
  const down = [long, 1] as const;
  return branches(name, {
    '1x1': conv('conv', 192),
    once: [...conv('reduce', filters), ...conv('across', filters, across), ...conv('down', 192, down)],
    twice: [
      ...conv('reduce', filters),
      ...conv('down-1', filters, down),
      ...conv('across-1', filters, across),
      ...conv('down-2', filters, down),
      ...conv('across-2', 192, across),
    ],
    pool: [averagePool('pool', 3, { stride: 1, padding: 1 }), ...conv('project', 192)],
  });
}

/** Figure 10 with figure 6 in front of one way, from 17x17 to 8x8. */
function reductionB(name: string, long: number, padding: 'valid' | 1): Layer {
  const halve = (filters: number) => unpadded('halve', filters, 3, 2, padding);
  return branches(name, {
    '3x3': [...conv('reduce', 192), ...halve(320)],
    long: [
      ...conv('reduce', 192),
      ...conv('across', 192, [1, long]),
      ...conv('down', 192, [long, 1]),
      ...halve(192),
    ],
    pool: [maxPool('pool', 3, { stride: 2, padding })],
  });
}

/** Figure 7: 1x3 and 3x1 beside each other. */
function moduleC(name: string): Layer {
  const fan = () => branches('fan', { across: conv('conv', 384, [1, 3]), down: conv('conv', 384, [3, 1]) });
  return branches(name, {
    '1x1': conv('conv', 320),
    '3x3': [...conv('reduce', 384), fan()],
    'double-3x3': [...conv('reduce', 448), ...conv('conv', 384, 3), fan()],
    pool: [averagePool('pool', 3, { stride: 1, padding: 1 }), ...conv('project', 192)],
  });
}

const stem = (asPublished: boolean): Layer[] => [
  ...(asPublished
    ? [...unpadded('conv1', 32, 3, 2), ...unpadded('conv2', 32, 3), ...conv('conv3', 64, 3)]
    : []),
  ...(asPublished ? [maxPool('pool1', 3, { stride: 2 })] : unpadded('conv3', 64, 3)),
  ...unpadded('conv4', 80, 1),
  ...unpadded('conv5', 192, 3),
  ...(asPublished ? [maxPool('pool2', 3, { stride: 2 })] : []),
];

const classifier = (classes: number, asPublished: boolean): Layer =>
  auxiliary('auxiliary', 0.3, [
    ...(asPublished ? [averagePool('pool', 5, { stride: 3 })] : []),
    ...conv('conv-1', 128),
    ...unpadded('conv-2', 768, asPublished ? 5 : 1),
    flatten(),
    dense('classes', classes),
  ]);

export function inceptionV3({ classes, asPublished, withAuxiliary }: InceptionForm): Layer[] {
  const long = asPublished ? 7 : 3;
  return [
    ...stem(asPublished),
    moduleA('inception-5b', 32, asPublished),
    moduleA('inception-5c', 64, asPublished),
    moduleA('inception-5d', 64, true),
    reductionA('reduction-6a'),
    ...[128, 160, 160, 192].map((filters, index) => moduleB(`inception-6${'bcde'[index]}`, filters, long)),
    ...(withAuxiliary ? [classifier(classes, asPublished)] : []),
    reductionB('reduction-7a', long, asPublished ? 'valid' : 1),
    moduleC('inception-7b'),
    moduleC('inception-7c'),
    globalAveragePool(),
    dropout('dropout', asPublished ? 0.2 : 0.4),
    dense('classes', classes),
  ];
}
