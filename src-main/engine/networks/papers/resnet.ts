import { COMPONENTS_FOR_COLOURS, form, WINDOW_METHOD, windowMethod } from '../recipes';
import { defineNetwork, type NetworkSpec } from '../spec';
import { resnetLayers, type Depth } from './resnet-layers';

/**
 * Deep Residual Learning for Image Recognition. He, Zhang, Ren, Sun, CVPR 2016.
 * DOI 10.1109/CVPR.2016.90, arXiv:1512.03385. Its table 1 is in resnet-layers.ts.
 */
const PAPER = {
  authors: 'He, Zhang, Ren, Sun',
  title: 'Deep Residual Learning for Image Recognition',
  venue: 'CVPR',
  year: 2016,
  link: 'https://doi.org/10.1109/CVPR.2016.90',
};

/** What `resnetLayers` changes for windows. */
export const RESNET_CHANGES = [
  'A 3x3 stem of stride 1 without pooling, as the paper’s own networks for CIFAR-10: a 7x7 stem of stride 2 and a pool ' +
    'would leave 1/16 of the few pixels of a window.',
  'No padding in the stem and conv2_x, their shortcuts cropped: a scene’s windows share them, and they never see zeros ' +
    'that are not there.',
];

const WINDOWS: Record<Depth, { patch: number; epochs: number }> = {
  18: { patch: 15, epochs: 60 },
  34: { patch: 19, epochs: 40 },
  50: { patch: 13, epochs: 40 },
  101: { patch: 13, epochs: 30 },
  152: { patch: 13, epochs: 25 },
};

const resnet = (depth: Depth): NetworkSpec =>
  defineNetwork({
    id: `resnet${depth}`,
    title: `ResNet-${depth}`,
    paper: PAPER,
    deviations: [],
    published: { input: [224, 224, 3], classes: 1000, options: { form: 'published' } },
    options: { form },
    recipe: {
      ...WINDOWS[depth],
      components: 30,
      learningRate: 1e-3,
      batch: 256,
      optimizer: 'Adam',
      source: `${WINDOW_METHOD} The window leaves 5x5 pixels to conv3_x.`,
      changes: [COMPONENTS_FOR_COLOURS, ...RESNET_CHANGES],
    },
    method: windowMethod,
    layers: (classes, options) => resnetLayers(depth, classes, options.form === 'published'),
  });

export const resnets: NetworkSpec[] = ([18, 34, 50, 101, 152] as const).map(resnet);
