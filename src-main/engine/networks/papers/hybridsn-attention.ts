import { relu } from '../layers/activations';
import { localSqueezeExcitation } from '../layers/attention';
import { residual } from '../layers/composite';
import { dense, flatten } from '../layers/dense';
import type { Layer } from '../layer';
import { normalizedConv2d } from '../layers/normalized';
import { dropout } from '../layers/pointwise';
import { hybridsnBn } from './hybridsn-bn';
import type { NetworkSpec } from '../spec';

const WIDTH = 128;
const GROUPS = 4;
/** Side of the neighbourhood that a pixel's gates are made from. */
const NEIGHBOURHOOD = 5;

/** A residual block as in ResNeXt, recalibrated in front of the addition as in SE-ResNeXt; nothing is padded. */
function block(name: string): Layer[] {
  return [
    residual(name, [
      ...normalizedConv2d('enter', WIDTH, 1),
      ...normalizedConv2d('grouped', WIDTH, 3, { groups: GROUPS }),
      ...normalizedConv2d('leave', WIDTH, 1, { activation: null }),
      localSqueezeExcitation('attention', WIDTH, NEIGHBOURHOOD),
    ]),
    relu(),
  ];
}

/**
 * HybridSN (hybridsn.ts) with the ideas that came after its parts. Its four convolutions give way to residual blocks
 * with grouped kernels (Xie et al. 2017, ResNeXt, arXiv:1611.05431, figure 3c), each recalibrated by squeeze and
 * excitation (Hu et al. 2018, arXiv:1709.01507, figure 3) with h-sigmoid for sigmoid (Howard et al. 2019,
 * arXiv:1905.02244, section 5.2). The squeeze is the mean of a neighbourhood, not of the window, so that windows share all
 * of it. Window, components, dense layers and dropout are HybridSN's (Roy et al. 2020, table II).
 */
export const hybridsnAttention: NetworkSpec = {
  ...hybridsnBn,
  id: 'hybridsn-attention',
  title: 'HybridSN-Attention',
  deviations: [
    'A 3x3 convolution over all components and two residual blocks in four groups (Xie et al. 2017, arXiv:1611.05431) ' +
      'in place of the 3-D and 2-D convolutions, all with batch normalisation and without padding.',
    `Squeeze and excitation (Hu et al. 2018, arXiv:1709.01507) in every block, from the mean of ${NEIGHBOURHOOD}x${NEIGHBOURHOOD} ` +
      'pixels, with h-sigmoid for sigmoid (Howard et al. 2019, arXiv:1905.02244).',
    ...hybridsnBn.deviations.slice(1, 2),
    'The rate falls along a half cosine (Loshchilov and Hutter 2017, arXiv:1608.03983) for the first 60 % of the updates and ' +
      'stands still then; the weights are the mean over those updates (Izmailov et al. 2018, arXiv:1803.05407).',
    ...hybridsnBn.deviations.slice(3),
  ],
  recipe: {
    ...hybridsnBn.recipe,
    source:
      'Ours: the method of HybridSN-BN, whose rate, epochs and weight decay were not chosen anew. Widths, groups, shifts, ' +
      'the least weight of a class and the mean of weights were chosen among some fifteen variants by their accuracy on ' +
      'seeds 10 and 11 of Indian Pines, so judge it on other seeds and scenes.',
  },
  method: { ...hybridsnBn.method, schedule: 'cosine-then-constant', keep: 'mean' },
  layers: (classes) => [
    ...normalizedConv2d('stem', WIDTH, 3),
    ...block('block-1'),
    ...block('block-2'),
    ...normalizedConv2d('narrow', 64, 1),
    flatten(),
    dense('dense-1', 256),
    relu(),
    dropout('dropout-1', 0.4),
    dense('dense-2', 128),
    relu(),
    dropout('dropout-2', 0.4),
    dense('classes', classes),
  ],
};
