import type { Initializer } from '../initializers';
import type { Layer } from '../layer';
import { relu6 } from '../layers/activations';
import { residual, sequence } from '../layers/composite';
import { dense } from '../layers/dense';
import { normalizedConv2d, normalizedDepthwiseConv2d } from '../layers/normalized';
import { dropout } from '../layers/pointwise';
import { globalAveragePool } from '../layers/pooling';
import { choice } from '../options';
import { form, windowMethod } from '../recipes';
import { defineNetwork } from '../spec';
import { steppedRecipe, steps, type Step } from '../steps';
import { roundToEight } from '../width';

/** The paper's table 2: expansion t, output channels c, repetitions n, stride s of the first of them. */
const STAGES: [t: number, c: number, n: number, s: number][] = [
  [1, 16, 1, 1],
  [6, 24, 2, 2],
  [6, 32, 3, 2],
  [6, 64, 4, 2],
  [6, 96, 3, 1],
  [6, 160, 3, 2],
  [6, 320, 1, 1],
];

const initializer: Initializer = { kind: 'truncated-normal', deviation: 0.09 };
const linear = { initializer, epsilon: 1e-3, activation: null } as const;
const plain = { ...linear, activation: relu6() };

/** Expand, filter each channel, project without a non-linearity (table 1); the shortcut joins bottlenecks. */
function invertedResidual(name: string, inputs: number, t: number, outputs: number, step: Step): Layer {
  const layers = [
    ...(t === 1 ? [] : normalizedConv2d('expand', inputs * t, 1, plain)),
    ...normalizedDepthwiseConv2d('depthwise', 3, { ...plain, ...step }),
    ...normalizedConv2d('project', outputs, 1, linear),
  ];
  return step.stride === 1 && inputs === outputs ? residual(name, layers) : sequence(name, layers);
}

/**
 * MobileNetV2: Inverted Residuals and Linear Bottlenecks.
 * Sandler, Howard, Zhu, Zhmoginov, Chen, CVPR 2018. DOI 10.1109/CVPR.2018.00474, arXiv:1801.04381.
 * From the authors' program come the channels rounded to multiples of eight, dropout before the classifier and the
 * truncated normal distribution of the first weights, about which the paper says nothing.
 */
export const mobilenetV2 = defineNetwork({
  id: 'mobilenet-v2',
  title: 'MobileNetV2',
  paper: {
    authors: 'Sandler, Howard, Zhu, Zhmoginov, Chen',
    title: 'MobileNetV2: Inverted Residuals and Linear Bottlenecks',
    venue: 'IEEE/CVF Conference on Computer Vision and Pattern Recognition',
    year: 2018,
    link: 'https://doi.org/10.1109/CVPR.2018.00474',
  },
  deviations: [],
  published: { input: [224, 224, 3], classes: 1000, options: { form: 'published' } },
  options: {
    form,
    width: choice('Width multiplier', [1.4, 1, 0.75, 0.5, 0.35], 1),
  },
  recipe: steppedRecipe(
    17,
    'The stem and stage 2 have stride 1: five halvings would leave a single pixel before the wide stages. Of 17 pixels ' +
      'a side stage 3, the first that halves, gets 9; 2 are left to the last.',
  ),
  method: windowMethod,
  layers: (classes, { form: chosen, width }) => {
    const step = steps('same', chosen === 'window' ? 2 : 0);
    let channels = roundToEight(32 * width);
    return [
      ...normalizedConv2d('stem', channels, 3, { ...plain, ...step(2) }),
      ...STAGES.flatMap(([t, c, n, s], stage) =>
        Array.from({ length: n }, (_, repetition) => {
          const inputs = channels;
          channels = roundToEight(c * width);
          const name = `stage-${stage + 1}-${repetition + 1}`;
          return invertedResidual(name, inputs, t, channels, step(repetition === 0 ? s : 1));
        }),
      ),
      ...normalizedConv2d('last', roundToEight(1280 * Math.max(1, width)), 1, plain),
      globalAveragePool(),
      dropout('dropout', 0.2),
      dense('classes', classes, { initializer }),
    ];
  },
});
