import type { Initializer } from '../initializers';
import type { Layer } from '../layer';
import { hardSigmoid, hardSwish, relu } from '../layers/activations';
import { squeezeExcitation } from '../layers/attention';
import { residual, sequence } from '../layers/composite';
import { dense } from '../layers/dense';
import { normalizedConv2d, normalizedDepthwiseConv2d } from '../layers/normalized';
import { dropout } from '../layers/pointwise';
import { globalAveragePool } from '../layers/pooling';
import { choice } from '../options';
import { form, windowMethod } from '../recipes';
import { defineNetwork, type NetworkSpec } from '../spec';
import { steppedRecipe, steps, type Step } from '../steps';
import { roundToEight } from '../width';
import { LARGE, SMALL, type Row } from './mobilenet-v3-rows';

const initializer: Initializer = { kind: 'truncated-normal', deviation: 0.09 };
const linear = { initializer, epsilon: 1e-3, activation: null } as const;
const swish = { ...linear, activation: hardSwish() };

/** A row of the tables, `width` times as wide; the expansion is that of the channels it is given. */
function bottleneck(
  name: string,
  before: number,
  row: Row,
  width: number,
  step: Step,
  attention: boolean,
): Layer {
  const [kernel, expansion, out, se, nonlinearity] = row;
  const [inputs, outputs] = [roundToEight(before * width), roundToEight(out * width)];
  const expanded = roundToEight((inputs * expansion) / before);
  const curved = nonlinearity === 'HS' ? swish : { ...linear, activation: relu() };
  const gate = { units: roundToEight(expanded / 4), gate: hardSigmoid(), initializer };
  const layers = [
    ...(expansion === before ? [] : normalizedConv2d('expand', expanded, 1, curved)),
    ...normalizedDepthwiseConv2d('depthwise', kernel, { ...curved, ...step }),
    ...(se === 'SE' && attention ? [squeezeExcitation('se', expanded, gate)] : []),
    ...normalizedConv2d('project', outputs, 1, linear),
  ];
  return step.stride === 1 && inputs === outputs ? residual(name, layers) : sequence(name, layers);
}

/**
 * Searching for MobileNetV3.
 * Howard, Sandler, Chu, Chen, Chen, Tan, Wang, Zhu, Pang, Vasudevan, Le, Adam, ICCV 2019. DOI 10.1109/ICCV.2019.00140,
 * arXiv:1905.02244. Squeeze and excitation of a quarter of the expansion, h-swish, and a last stage that pools before
 * its widest layer. The truncated normal distribution of the first weights is that of the authors' program.
 */
function mobilenetV3(size: 'small' | 'large', rows: Row[], last: number, features: number): NetworkSpec {
  return defineNetwork({
    id: `mobilenet-v3-${size}`,
    title: `MobileNetV3-${size === 'small' ? 'Small' : 'Large'}`,
    paper: {
      authors: 'Howard, Sandler, Chu, Chen, Chen, Tan, Wang, Zhu, Pang, Vasudevan, Le, Adam',
      title: 'Searching for MobileNetV3',
      venue: 'IEEE/CVF International Conference on Computer Vision',
      year: 2019,
      link: 'https://doi.org/10.1109/ICCV.2019.00140',
    },
    deviations: [],
    published: { input: [224, 224, 3], classes: 1000, options: { form: 'published' } },
    options: {
      form,
      width: choice('Width multiplier', [1.25, 1, 0.75, 0.5, 0.35], 1),
      attention: choice('Attention', ['se', 'none'], 'se'),
    },
    recipe: steppedRecipe(
      17,
      'The stem and the next block with stride 2 have stride 1: five halvings would leave a single pixel before the ' +
        'wide blocks. Of 17 pixels a side 2 are left to the last block.',
    ),
    method: windowMethod,
    layers: (classes, { form: chosen, width, attention }) => {
      const step = steps('same', chosen === 'window' ? 2 : 0);
      const stem = normalizedConv2d('stem', roundToEight(16 * width), 3, { ...swish, ...step(2) });
      const before = (index: number) => (index === 0 ? 16 : rows[index - 1][2]);
      return [
        ...stem,
        ...rows.map((row, index) =>
          bottleneck(`bneck-${index + 1}`, before(index), row, width, step(row[5]), attention === 'se'),
        ),
        ...normalizedConv2d('last', roundToEight(last * width), 1, swish),
        globalAveragePool(),
        dense('features', roundToEight(features * Math.max(1, width)), { initializer }),
        hardSwish(),
        dropout('dropout', 0.2),
        dense('classes', classes, { initializer }),
      ];
    },
  });
}

export const mobilenetV3Small = mobilenetV3('small', SMALL, 576, 1024);
export const mobilenetV3Large = mobilenetV3('large', LARGE, 960, 1280);
