import type { Layer } from '../layer';
import { channelShuffle } from '../layers/channel-shuffle';
import { branches, sequence, splitChannels } from '../layers/composite';
import { dense } from '../layers/dense';
import { normalizedConv2d, normalizedDepthwiseConv2d } from '../layers/normalized';
import { globalAveragePool, maxPool } from '../layers/pooling';
import { choice } from '../options';
import { form, windowMethod } from '../recipes';
import { defineNetwork } from '../spec';
import { steppedRecipe, steps, type Step } from '../steps';

/** The paper's table 5: output channels of the stages 2, 3 and 4 and of the last convolution, by width. */
const CHANNELS = {
  0.5: [48, 96, 192, 1024],
  1: [116, 232, 464, 1024],
  1.5: [176, 352, 704, 1024],
  2: [244, 488, 976, 2048],
} as const;
/** Units of the stages 2, 3 and 4, the first of each with stride 2. */
const REPETITIONS = [4, 8, 4];

const depthwise = (step: Step) => normalizedDepthwiseConv2d('depthwise', 3, { ...step, activation: null });

/** Figure 3: (c) leaves half of the channels as they are; (d), which begins a stage, doubles them. */
function unit(name: string, begins: boolean, filters: number, step: Step): Layer {
  const main = [
    ...normalizedConv2d('reduce', filters, 1),
    ...depthwise(step),
    ...normalizedConv2d('expand', filters, 1),
  ];
  const beside = [...depthwise(step), ...normalizedConv2d('project', filters, 1)];
  const joined = begins ? branches('join', { beside, main }) : splitChannels('split', { identity: [], main });
  return sequence(name, [joined, channelShuffle(2)]);
}

/**
 * ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design.
 * Ma, Zhang, Zheng, Sun, ECCV 2018. DOI 10.1007/978-3-030-01264-9_8, arXiv:1807.11164.
 * Equal widths in and out, no groups: the channels are split, half of them pass untouched. Trained as ShuffleNet, so
 * weights begin as there: He et al. 2015.
 */
export const shufflenetV2 = defineNetwork({
  id: 'shufflenet-v2',
  title: 'ShuffleNet V2',
  paper: {
    authors: 'Ma, Zhang, Zheng, Sun',
    title: 'ShuffleNet V2: Practical Guidelines for Efficient CNN Architecture Design',
    venue: 'European Conference on Computer Vision',
    year: 2018,
    link: 'https://doi.org/10.1007/978-3-030-01264-9_8',
  },
  deviations: [],
  published: { input: [224, 224, 3], classes: 1000, options: { form: 'published' } },
  options: {
    form,
    width: choice('Width', [0.5, 1, 1.5, 2], 1),
  },
  recipe: steppedRecipe(
    19,
    'Stem and stage 2 have stride 1 and there is no max pool: five halvings would leave a single pixel before the wide ' +
      'stages. Of 19 pixels a side stage 3, the first that halves, gets 9; 3 are left to the last.',
  ),
  method: windowMethod,
  layers: (classes, { form: chosen, width }) => {
    const step = steps(1, chosen === 'window' ? 3 : 0);
    const [last] = CHANNELS[width].slice(-1);
    const stem = normalizedConv2d('stem', 24, 3, step(2));
    const pooled = step(2);
    const pool = pooled.stride === 2 ? [maxPool('pool', 3, pooled)] : [];
    const units = REPETITIONS.flatMap((count, stage) =>
      Array.from({ length: count }, (_, index) => {
        const begins = index === 0;
        const filters = CHANNELS[width][stage] / 2;
        return unit(`stage-${stage + 2}-${index + 1}`, begins, filters, step(begins ? 2 : 1));
      }),
    );
    return [
      ...stem,
      ...pool,
      ...units,
      ...normalizedConv2d('last', last, 1),
      globalAveragePool(),
      dense('classes', classes, { initializer: 'he-normal' }),
    ];
  },
});
