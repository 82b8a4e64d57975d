import { afterAll, describe, expect, it } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { OptionValue, OptionValues } from '@shared/network';
import { COMPONENTS, expectToLearnAndLast } from '../../support/learn-and-last';
import { smallestNetwork } from '../../support/networks';
import { tf } from '../../support/tensorflow';
import { PREDICTION } from '../../../src-main/engine/networks/forward';
import { sizeOf } from '../../../src-main/engine/networks/layer';
import { buildNetwork, type Network } from '../../../src-main/engine/networks/network';
import { listOptions, resolveOptions } from '../../../src-main/engine/networks/options';
import { findNetwork, networks } from '../../../src-main/engine/networks/registry';
import { publishedInput } from '../../../src-main/engine/networks/spec';

afterAll(() => expect(tf.memory().numTensors).toBe(0));

/** Every choice that is not the default, by itself; the published forms are for windows that no test trains on. */
const chosen = networks().flatMap((spec) =>
  listOptions(spec.options).flatMap((option): [string, string, OptionValue][] => {
    if (!('choices' in option) || option.id === 'form') return [];
    const others = option.choices.filter((choice) => choice !== option.default);
    return others.map((choice) => [spec.id, option.id, choice]);
  }),
);

it('are asked for wherever a network has them', () => {
  expect(new Set(chosen.map(([id, option]) => `${id} ${option}`))).toEqual(
    new Set([
      'lenet5 activation',
      'zfnet filters',
      'googlenet inception',
      'googlenet auxiliary',
      'mobilenet-v1 width',
      'mobilenet-v1 resolution',
      'mobilenet-v1 convolution',
      'mobilenet-v2 width',
      'mobilenet-v3-small width',
      'mobilenet-v3-small attention',
      'mobilenet-v3-large width',
      'mobilenet-v3-large attention',
      'shufflenet-v1 groups',
      'shufflenet-v2 width',
    ]),
  );
});

describe.each(chosen)('%s with %s=%s', (id, option, choice) => {
  it('learns, answers twice the same, and is the same when it was saved and loaded', async () => {
    const network = smallestNetwork(findNetwork(id), COMPONENTS, { [option]: choice });
    expect(network.options[option]).toBe(choice);
    await expectToLearnAndLast(network);
  }, 300_000);
});

/** As large as He et al. (2015) draw them; a hundred million numbers are repeated, not drawn. */
function someWeights(network: Network): Tensor[] {
  const drawn = tf.randomNormal([4099], 0, 1, 'float32', 5);
  const weights = network.weights.map(({ name, shape }) =>
    tf.tidy(() => {
      const size = sizeOf(shape);
      const repeated = tf.slice(tf.tile(drawn, [Math.ceil(size / 4099)]), 0, size);
      const values = tf.reshape(repeated, [...shape]);
      if (/scale|variance|coefficient/.test(name)) return tf.add(tf.abs(values), 0.5);
      return tf.mul(values, name.endsWith('kernel') ? Math.sqrt(2 / sizeOf(shape.slice(0, -1))) : 0.1);
    }),
  );
  drawn.dispose();
  return weights;
}

describe.each<[id: string, options?: OptionValues]>([
  ['lenet5'],
  ['lenet5-relu'],
  ['alexnet'],
  ['zfnet'],
  ['googlenet'],
  ['googlenet', { inception: 'v2' }],
  ['googlenet', { inception: 'v3', auxiliary: 'on' }],
  ['resnet18'],
  ['mobilenet-v1'],
  ['mobilenet-v1', { resolution: '4/7' }],
  ['mobilenet-v2'],
  ['mobilenet-v3-small'],
  ['mobilenet-v3-large'],
  ['shufflenet-v1', { groups: 8 }],
  ['shufflenet-v2'],
])('%s as published, %o', (id, options) => {
  it('answers a picture of the published size, each layer in the shape that it says', () => {
    const spec = findNetwork(id);
    const asPublished = resolveOptions(spec, { ...spec.published.options, ...options });
    const input = publishedInput(spec, asPublished);
    const network = buildNetwork(spec, input, spec.published.classes, asPublished);
    const weights = someWeights(network);
    let x: Tensor = tf.randomNormal([1, ...input], 0, 1, 'float32', 6);
    for (const { layer, output, firstWeight, weights: own } of network.layers) {
      const seen = x;
      x = tf.tidy(() => {
        const applied = layer.apply(seen, weights.slice(firstWeight, firstWeight + own.length), PREDICTION);
        return applied === seen ? tf.clone(seen) : applied;
      });
      seen.dispose();
      expect(x.shape, layer.name).toEqual([1, ...output]);
    }
    expect(x.shape).toEqual([1, spec.published.classes]);
    const logits = [...x.dataSync()];
    expect(logits.every(Number.isFinite)).toBe(true);
    expect(new Set(logits).size).toBeGreaterThan(1);
    tf.dispose([x, weights]);
  }, 120_000);
});
