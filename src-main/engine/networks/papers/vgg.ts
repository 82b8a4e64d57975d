import type { Layer } from '../layer';
import { relu } from '../layers/activations';
import { hiddenClassifier } from '../layers/classifier';
import { conv2d } from '../layers/convolution';
import { normalizedConv2d } from '../layers/normalized';
import { maxPool } from '../layers/pooling';
import { COMPONENTS_FOR_COLOURS, form, WINDOW_METHOD, windowMethod } from '../recipes';
import { defineNetwork, type NetworkSpec } from '../spec';

/**
 * Very Deep Convolutional Networks for Large-Scale Image Recognition. Simonyan, Zisserman, ICLR 2015.
 * arXiv:1409.1556. Table 1, configurations A, B, D and E; weights drawn as Glorot and Bengio (2010) do, which the
 * paper found to make its pre-training needless (section 3.1).
 */
export const VGG_PAPER = {
  authors: 'Simonyan, Zisserman',
  title: 'Very Deep Convolutional Networks for Large-Scale Image Recognition',
  venue: 'ICLR',
  year: 2015,
  link: 'https://arxiv.org/abs/1409.1556',
};

type Blocks = readonly (readonly number[])[];

/** Table 1: filters of the 3x3 kernels between the pools. */
const CONFIGURATIONS = {
  11: [[64], [128], [256, 256], [512, 512], [512, 512]],
  13: [
    [64, 64],
    [128, 128],
    [256, 256],
    [512, 512],
    [512, 512],
  ],
  16: [
    [64, 64],
    [128, 128],
    [256, 256, 256],
    [512, 512, 512],
    [512, 512, 512],
  ],
  19: [
    [64, 64],
    [128, 128],
    [256, 256, 256, 256],
    [512, 512, 512, 512],
    [512, 512, 512, 512],
  ],
} as const satisfies Record<number, Blocks>;

const published = (name: string, filters: number): Layer[] => [
  conv2d(name, filters, 3, { padding: 1 }),
  relu(),
];

/** Of the window form: normalised, and unpadded in the first block. */
export const normalized = (name: string, filters: number, block: number): Layer[] =>
  normalizedConv2d(name, filters, 3, { padding: block === 0 ? 'valid' : 1 });

export function convolutions(
  blocks: Blocks,
  convolution: (name: string, filters: number, block: number) => Layer[],
  pools: number,
): Layer[] {
  return blocks.flatMap((filters, block) => [
    ...filters.flatMap((count, index) => convolution(`conv${block + 1}_${index + 1}`, count, block)),
    ...(block < pools ? [maxPool(`pool${block + 1}`, 2)] : []),
  ]);
}

const vgg = (depth: keyof typeof CONFIGURATIONS): NetworkSpec =>
  defineNetwork({
    id: `vgg${depth}`,
    title: `VGG-${depth}`,
    paper: VGG_PAPER,
    deviations: [
      'All depths begin as Glorot and Bengio (2010) have it, which the paper names as the way without its pre-trained layers.',
    ],
    published: { input: [224, 224, 3], classes: 1000, options: { form: 'published' } },
    options: { form },
    recipe: {
      patch: 21,
      components: 30,
      epochs: 40,
      learningRate: 1e-3,
      batch: 128,
      optimizer: 'Adam',
      source: `${WINDOW_METHOD} The window is the smallest that four of the five pools can halve.`,
      changes: [
        COMPONENTS_FOR_COLOURS,
        'The fifth pool is left out: one pixel is left before it.',
        'No padding in the first block, so that a scene’s windows share it.',
        'Batch normalisation after every convolution, weights drawn as He et al. (2015): so many layers do not learn ' +
          'reliably from a thousand pixels without it.',
        'fc6 and fc7 have 512 units: 4,096 over the 512 features left would be 19 million weights for a thousand pixels.',
      ],
    },
    method: windowMethod,
    layers: (classes, options) =>
      options.form === 'published'
        ? [...convolutions(CONFIGURATIONS[depth], published, 5), ...hiddenClassifier(4096, classes)]
        : [...convolutions(CONFIGURATIONS[depth], normalized, 4), ...hiddenClassifier(512, classes)],
  });

export const vggs: NetworkSpec[] = ([11, 13, 16, 19] as const).map(vgg);
