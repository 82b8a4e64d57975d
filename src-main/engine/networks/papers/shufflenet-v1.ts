import type { Layer } from '../layer';
import { relu } from '../layers/activations';
import { channelShuffle } from '../layers/channel-shuffle';
import { branches, residual, sequence } from '../layers/composite';
import { dense } from '../layers/dense';
import { normalizedConv2d, normalizedDepthwiseConv2d } from '../layers/normalized';
import { averagePool, globalAveragePool, maxPool } from '../layers/pooling';
import { choice } from '../options';
import { form, windowMethod } from '../recipes';
import { defineNetwork } from '../spec';
import { steppedRecipe, steps, type Step } from '../steps';

/** The paper's table 1: output channels of stage 2 by groups; every further stage doubles them. */
const STAGE_2_CHANNELS = { 1: 144, 2: 200, 3: 240, 4: 272, 8: 384 };
/** Units of the stages 2, 3 and 4, the first of each with stride 2. */
const REPETITIONS = [4, 8, 4];

interface Unit {
  inputs: number;
  outputs: number;
  /** Of the first pointwise convolution; the last one always has all groups. */
  firstGroups: number;
  groups: number;
  step: Step;
}

/** Figure 2: (b) adds its input; (c), which begins a stage, has its input, pooled, behind which it puts its own. */
function unit(name: string, begins: boolean, { inputs, outputs, firstGroups, groups, step }: Unit): Layer {
  const bottleneck = outputs / 4;
  const filters = begins ? outputs - inputs : outputs;
  const main = [
    ...normalizedConv2d('reduce', bottleneck, 1, { groups: firstGroups }),
    channelShuffle(groups),
    ...normalizedDepthwiseConv2d('depthwise', 3, { ...step, activation: null }),
    ...normalizedConv2d('expand', filters, 1, { groups, activation: null }),
  ];
  const joined = begins
    ? branches('join', { pooled: [averagePool('pool', 3, step)], main })
    : residual('add', main);
  return sequence(name, [joined, relu()]);
}

/**
 * ShuffleNet: An Extremely Efficient Convolutional Neural Network for Mobile Devices.
 * Zhang, Zhou, Lin, Sun, CVPR 2018. DOI 10.1109/CVPR.2018.00716, arXiv:1707.01083.
 * Grouped pointwise convolutions, between which the channels are shuffled; the first one of stage 2 has no groups,
 * because its input has few channels. Weights begin as in ResNeXt, whose settings the paper takes over: He et al. 2015.
 */
export const shufflenetV1 = defineNetwork({
  id: 'shufflenet-v1',
  title: 'ShuffleNet (v1)',
  paper: {
    authors: 'Zhang, Zhou, Lin, Sun',
    title: 'ShuffleNet: An Extremely Efficient Convolutional Neural Network for Mobile Devices',
    venue: 'IEEE/CVF Conference on Computer Vision and Pattern Recognition',
    year: 2018,
    link: 'https://doi.org/10.1109/CVPR.2018.00716',
  },
  deviations: [],
  published: { input: [224, 224, 3], classes: 1000, options: { form: 'published' } },
  options: {
    form,
    groups: choice('Groups', [1, 2, 3, 4, 8], 3),
  },
  recipe: steppedRecipe(
    19,
    'Stem and stage 2 have stride 1 and there is no max pool: five halvings would leave a single pixel before the wide ' +
      'stages. Of 19 pixels a side stage 3, the first that halves, gets 9; 3 are left to the last.',
  ),
  method: windowMethod,
  layers: (classes, { form: chosen, groups }) => {
    const step = steps(1, chosen === 'window' ? 3 : 0);
    let inputs = 24;
    const stem = normalizedConv2d('stem', inputs, 3, step(2));
    const pooled = step(2);
    const pool = pooled.stride === 2 ? [maxPool('pool', 3, pooled)] : [];
    const units = REPETITIONS.flatMap((count, stage) =>
      Array.from({ length: count }, (_, index) => {
        const begins = index === 0;
        const outputs = STAGE_2_CHANNELS[groups] * 2 ** stage;
        const firstGroups = begins && stage === 0 ? 1 : groups;
        const shape = { inputs, outputs, firstGroups, groups, step: step(begins ? 2 : 1) };
        inputs = outputs;
        return unit(`stage-${stage + 2}-${index + 1}`, begins, shape);
      }),
    );
    return [
      ...stem,
      ...pool,
      ...units,
      globalAveragePool(),
      dense('classes', classes, { initializer: 'he-normal' }),
    ];
  },
});
