import { afterAll, describe, expect, it } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../../support/tensorflow';
import { PREDICTION } from '../../../src-main/engine/networks/forward';
import { initialValues } from '../../../src-main/engine/networks/initializers';
import { activationsOf, sizeOf, type Layer } from '../../../src-main/engine/networks/layer';
import { hardSigmoid, relu, sigmoid } from '../../../src-main/engine/networks/layers/activations';
import {
  localSqueezeExcitation,
  squeezeExcitation,
} from '../../../src-main/engine/networks/layers/attention';
import {
  branches,
  residual,
  scaled,
  sequence,
  splitChannels,
} from '../../../src-main/engine/networks/layers/composite';
import { conv2d, conv3d } from '../../../src-main/engine/networks/layers/convolution';
import { batchNormalization } from '../../../src-main/engine/networks/layers/normalization';
import { averagePool, maxPool } from '../../../src-main/engine/networks/layers/pooling';
import { createRandom } from '../../../src-main/engine/samples/random';

function weightsOf(layer: Layer, input: number[]): Tensor[] {
  const random = createRandom(3, 'weights');
  return layer.weights(input).map((spec) => tf.tensor(initialValues(spec, random), spec.shape));
}

const unpadded: [string, Layer, number, number[]][] = [
  ['a sequence', sequence('s', [conv2d('a', 3, 3), relu(), maxPool('p', 3, { stride: 1 })]), 4, [9, 8, 2]],
  ['a cropped shortcut', residual('r', [conv2d('a', 4, 3), relu(), conv2d('b', 2, 3)]), 4, [9, 8, 2]],
  [
    'a projected shortcut',
    residual('r', [conv2d('a', 4, 3), batchNormalization('n')], [conv2d('project', 4, 1)]),
    2,
    [9, 8, 2],
  ],
  [
    'a shortcut cropped in its bands too',
    residual('r', [conv3d('a', 2, [3, 3, 5])], [conv3d('project', 2, [1, 1, 1])]),
    2,
    [7, 7, 9, 3],
  ],
  [
    'branches of different reach',
    branches('b', {
      point: [conv2d('conv', 2, 1)],
      near: [conv2d('conv', 3, 3)],
      far: [conv2d('conv-1', 2, 3), conv2d('conv-2', 1, 3)],
      mean: [averagePool('pool', 3, { stride: 1 })],
    }),
    4,
    [9, 8, 2],
  ],
  ['split channels', splitChannels('s', { left: [], right: [conv2d('conv', 3, 3)] }), 2, [9, 8, 4]],
  [
    'a gate for every pixel',
    scaled('g', [averagePool('near', 5, { stride: 1 }), conv2d('conv', 1, 1), sigmoid()]),
    4,
    [9, 8, 3],
  ],
  ['a squeeze of the neighbourhood', localSqueezeExcitation('se', 16, 3), 2, [9, 8, 16]],
];

it('squeezes the neighbourhood of a pixel as squeeze and excitation does a window', () => {
  const local = localSqueezeExcitation('se', 16, 5);
  const whole = squeezeExcitation('se', 16, { units: 2, gate: hardSigmoid() });
  tf.tidy(() => {
    const window = tf.randomNormal([3, 5, 5, 16], 0, 2, 'float32', 6);
    const weights = weightsOf(local, [5, 5, 16]);
    const alike = whole.weights([5, 5, 16]).map(({ shape }, index) => tf.reshape(weights[index], shape));
    const middle = tf.slice(whole.apply(window, alike, PREDICTION), [0, 2, 2, 0], [3, 1, 1, 16]);
    const difference = tf.sub(middle, local.apply(window, weights, PREDICTION));
    expect(tf.max(tf.abs(difference)).dataSync()[0]).toBeLessThan(1e-5);
  });
});

describe.each(unpadded)('%s', (_, layer, reach, [rows, columns, ...rest]) => {
  it('reaches as far as its parts together', () => {
    expect(layer.reach).toBe(reach);
    const output = layer.outputShape([rows, columns, ...rest]);
    expect(output.slice(0, 2)).toEqual([rows - reach, columns - reach]);
  });

  it('sees in a picture what it sees in every window of it', () => {
    tf.tidy(() => {
      const weights = weightsOf(layer, [rows, columns, ...rest]);
      const picture = tf.randomNormal([1, rows, columns, ...rest], 0, 1, 'float32', 4);
      const whole = layer.apply(picture, weights, PREDICTION);
      const side = reach + 1;
      for (const [row, column] of [
        [0, 0],
        [1, 2],
        [rows - side, columns - side],
      ]) {
        const corner = rest.map(() => 0);
        const window = tf.slice(picture, [0, row, column, ...corner], [1, side, side, ...rest]);
        const alone = layer.apply(window, weights, PREDICTION);
        const here = tf.slice(whole, [0, row, column, ...corner], alone.shape);
        expect(tf.max(tf.abs(tf.sub(alone, here))).dataSync()[0]).toBeLessThan(1e-5);
      }
    });
  });

  it('adds up its parts', () => {
    const input = [rows, columns, ...rest];
    const parts = layer.parts?.(input) ?? [];
    const sum = (count: (part: Layer, shape: readonly number[]) => number) =>
      parts.reduce((total, part) => total + count(part.layer, part.input), 0);
    expect(layer.macs(input)).toBe(sum((part, shape) => part.macs(shape)));
    expect(layer.weights(input)).toHaveLength(sum((part, shape) => part.weights(shape).length));
    expect(activationsOf(layer, input)).toBeGreaterThanOrEqual(sum(activationsOf));
    const names = layer.weights(input).map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
  });
});

it('names weights by their path and hands updates over at their own position', () => {
  const block = residual('block', [conv2d('conv', 3, 1), batchNormalization('norm')], [conv2d('conv', 3, 1)]);
  const outer = sequence('stage', [conv2d('stem', 2, 1), block]);
  const names = outer.weights([4, 4, 1]).map(({ name }) => name);
  expect(names.slice(2, 6)).toEqual([
    'block/body/conv/kernel',
    'block/body/conv/bias',
    'block/body/norm/scale',
    'block/body/norm/offset',
  ]);
  const updated: [string, string][] = [];
  const before = tf.memory().numTensors;
  tf.tidy(() => {
    const context = {
      training: true,
      random: () => 1,
      update: (layer: string, position: number, value: Tensor) => {
        updated.push([layer, names[position]]);
        value.dispose();
      },
    };
    outer.apply(tf.ones([2, 4, 4, 1]), weightsOf(outer, [4, 4, 1]), context);
  });
  expect(updated).toEqual([
    ['stage', 'block/body/norm/running-mean'],
    ['stage', 'block/body/norm/running-variance'],
  ]);
  expect(tf.memory().numTensors).toBe(before);
});

it('needs the whole window once a part does', () => {
  const padded = conv2d('conv', 2, 3, { padding: 'same' });
  expect(residual('r', [padded]).reach).toBeUndefined();
  expect(
    residual('r', [conv2d('conv', 2, 1), squeezeExcitation('se', 2, { units: 1 })]).reach,
  ).toBeUndefined();
  expect(branches('b', { a: [padded], b: [conv2d('conv', 2, 1)] }).reach).toBeUndefined();
});

it('refuses ways that cannot be joined', () => {
  const shape = [9, 8, 2];
  expect(() => residual('r', [conv2d('a', 3, 3)]).outputShape(shape)).toThrow(
    /r would add 7 x 6 x 2 .* 7 x 6 x 3/,
  );
  expect(() => residual('r', [conv2d('a', 2, 2)]).outputShape(shape)).toThrow(RangeError);
  expect(() => residual('r', [conv2d('a', 2, 3, { padding: 2 })]).outputShape(shape)).toThrow(RangeError);
  expect(() => splitChannels('s', { a: [], b: [], c: [] }).outputShape(shape)).toThrow(
    /cannot split 2 channels/,
  );
  expect(() => conv2d('a', 4, 1, { groups: 3 }).outputShape(shape)).not.toThrow();
  expect(() => conv2d('a', 4, 1, { groups: 3 }).weights(shape)).toThrow(/cannot divide/);
});

it('counts the weights of a depthwise and a grouped convolution', () => {
  const [kernel] = conv2d('a', 6, 3, { groups: 2 }).weights([5, 5, 4]);
  expect(sizeOf(kernel.shape)).toBe(3 * 3 * 2 * 6);
  expect(kernel.fans).toEqual({ fanIn: 18, fanOut: 27 });
});

afterAll(() => expect(tf.memory().numTensors).toBe(0));
