import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../../support/tensorflow';
import { PREDICTION } from '../../../src-main/engine/networks/forward';
import type { Layer } from '../../../src-main/engine/networks/layer';
import * as activations from '../../../src-main/engine/networks/layers/activations';
import {
  cbam,
  localSqueezeExcitation,
  squeezeExcitation,
} from '../../../src-main/engine/networks/layers/attention';
import { auxiliary } from '../../../src-main/engine/networks/layers/auxiliary';
import { channelShuffle } from '../../../src-main/engine/networks/layers/channel-shuffle';
import {
  branches,
  residual,
  sequence,
  splitChannels,
} from '../../../src-main/engine/networks/layers/composite';
import { conv2d, conv3d, depthwiseConv2d } from '../../../src-main/engine/networks/layers/convolution';
import { dense, flatten } from '../../../src-main/engine/networks/layers/dense';
import { radialBasis, subsampling, tableConv2d } from '../../../src-main/engine/networks/layers/lenet';
import { localResponseNormalization } from '../../../src-main/engine/networks/layers/normalization';
import { pixelShuffle } from '../../../src-main/engine/networks/layers/pixel-shuffle';
import { averagePool, globalAveragePool, maxPool } from '../../../src-main/engine/networks/layers/pooling';
import { resize } from '../../../src-main/engine/networks/layers/resize';

interface Array {
  shape: number[];
  values: number[];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- each layer knows its own
type Settings = any;

interface Case {
  layer: string;
  settings: Settings;
  x: Array;
  weights: Array[];
  y: Array;
  dy: Array;
  dx: Array;
  dw: Array[];
  /** Of a classifier beside the network, whose logits count in the gradients as well. */
  logits?: Array;
  dlogits?: Array;
}

function casesOf(file: string): Case[] {
  const fixture = new URL(`../../fixtures/layers/${file}`, import.meta.url);
  return (JSON.parse(readFileSync(fixture, 'utf8')) as { cases: Case[] }).cases;
}
const cases = [...casesOf('expected.json'), ...casesOf('composite.json')];

const LAYERS: Record<string, (settings: Settings) => Layer> = {
  conv2d: ({ filters, kernel, ...options }) => conv2d('layer', filters, kernel, options),
  depthwiseConv2d: ({ kernel, ...options }) => depthwiseConv2d('layer', kernel, options),
  maxPool: ({ side, ...options }) => maxPool('layer', side, options),
  averagePool: ({ side, ...options }) => averagePool('layer', side, options),
  globalAveragePool: () => globalAveragePool(),
  relu6: activations.relu6,
  hardSigmoid: activations.hardSigmoid,
  hardSwish: activations.hardSwish,
  sigmoid: activations.sigmoid,
  scaledTanh: () => activations.scaledTanh(),
  channelShuffle: ({ groups }) => channelShuffle(groups),
  localResponseNormalization: (settings) => localResponseNormalization('layer', settings),
  subsampling: ({ side }) => subsampling('layer', side, 'ones'),
  tableConv2d: ({ table, kernel }) => tableConv2d('layer', table, kernel, 'ones'),
  radialBasis: ({ classes }) => radialBasis('layer', classes),
  squeezeExcitation: ({ channels, units, gate }) =>
    squeezeExcitation('layer', channels, { units, gate: gate && activations.hardSigmoid() }),
  resize: ({ factor }) => resize('layer', factor),
  cbam: ({ channels, reduction }) => cbam('layer', channels, { reduction }),
  conv3d: ({ filters, kernel, bias }) => conv3d('layer', filters, kernel, { bias }),
  localSqueezeExcitation: ({ channels, side }) => localSqueezeExcitation('layer', channels, side),
  residual: ({ shortcut }) =>
    shortcut === 'cropped'
      ? residual('layer', [conv2d('first', 3, 3), activations.relu(), conv2d('second', 2, 3)])
      : residual(
          'layer',
          [conv2d('body', 4, 3, { stride: 2, padding: 1 })],
          [conv2d('project', 4, 1, { stride: 2 })],
        ),
  branches: () =>
    branches('layer', {
      point: [conv2d('conv', 2, 1)],
      wide: [conv2d('reduce', 2, 1), conv2d('conv', 3, 5)],
      mean: [averagePool('pool', 3, { stride: 1 })],
    }),
  shuffleUnit: () =>
    sequence('layer', [
      splitChannels('split', {
        identity: [],
        main: [conv2d('conv', 3, 3, { padding: 1 }), activations.relu()],
      }),
      channelShuffle(2),
    ]),
  auxiliary: ({ weight }) =>
    auxiliary('layer', weight, [conv2d('conv', 2, 1), activations.relu(), flatten(), dense('classes', 3)]),
  pixelShuffle: ({ order }) => pixelShuffle(Int32Array.from(order)),
};

const tensorOf = ({ values, shape }: Array): Tensor => tf.tensor(values, shape);

function expectClose(actual: Tensor, expected: Array, what: string): void {
  expect(actual.shape, what).toEqual(expected.shape);
  const values = actual.dataSync();
  const scale = Math.max(1, ...expected.values.map(Math.abs));
  values.forEach((value, i) =>
    expect(Math.abs(value - expected.values[i]) / scale, `${what}, value ${i}`).toBeLessThan(2e-6),
  );
}

describe.each(cases.map((each) => [each.layer, JSON.stringify(each.settings), each] as const))(
  '%s %s',
  (_, __, { layer: id, settings, x, weights, y, dy, dx, dw, logits, dlogits }) => {
    const layer = LAYERS[id](settings);
    const input = x.shape.slice(1);

    it('says the shapes of its output and weights', () => {
      expect(layer.outputShape(input)).toEqual(y.shape.slice(1));
      expect(layer.weights(input).map(({ shape }) => shape)).toEqual(weights.map(({ shape }) => shape));
    });

    it('computes what was computed elsewhere, gradients included', () => {
      tf.tidy(() => {
        const inputs = [x, ...weights].map(tensorOf);
        expectClose(layer.apply(inputs[0], inputs.slice(1), PREDICTION), y, 'output');
        const losses = (all: Tensor[]): Tensor[] => {
          const beside: Tensor[] = [];
          const auxiliary = (found: Tensor, weight: number) => {
            expectClose(found, logits as Array, 'logits beside');
            beside.push(tf.mul(tf.sum(tf.mul(found, tensorOf(dlogits as Array))), weight));
          };
          const output = layer.apply(all[0], all.slice(1), { ...PREDICTION, auxiliary });
          return [tf.sum(tf.mul(output, tensorOf(dy))), ...beside];
        };
        expect(losses(inputs)).toHaveLength(logits ? 2 : 1);
        const { grads } = tf.valueAndGrads((...all: Tensor[]) => tf.addN(losses(all)))(inputs);
        expectClose(grads[0], dx, 'gradient by the input');
        dw.forEach((expected, index) =>
          expectClose(grads[index + 1], expected, `gradient by weight ${index}`),
        );
      });
    });
  },
);

it('covers every layer that has a case', () => {
  expect(new Set(cases.map(({ layer }) => layer))).toEqual(new Set(Object.keys(LAYERS)));
});

afterAll(() => expect(tf.memory().numTensors).toBe(0));
