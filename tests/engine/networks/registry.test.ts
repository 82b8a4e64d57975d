import type { Tensor } from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { tf } from '../../support/tensorflow';
import { describeNetworks } from '../../../src-main/engine/networks/describe';
import { headLogits, PREDICTION, trunkFeatures } from '../../../src-main/engine/networks/forward';
import { buildNetwork, totalParameters } from '../../../src-main/engine/networks/network';
import { cutNetwork } from '../../../src-main/engine/networks/plan';
import { findNetwork, networks } from '../../../src-main/engine/networks/registry';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import { createRandom } from '../../../src-main/engine/samples/random';

/** Trainable parameters at the published input; HybridSN's figure is the paper's table II. */
const PUBLISHED_PARAMETERS: Record<string, number> = {
  hybridsn: 5_122_176,
  // 120 convolution biases fewer, 120 scales and 120 offsets more.
  'hybridsn-bn': 5_122_176 - 120 + 240,
};

describe.each(networks().map((spec) => [spec.id, spec] as const))('%s', (id, spec) => {
  it('has the published number of trainable parameters', () => {
    const [description] = describeNetworks({ ids: [id] });
    expect(description.trainableParameters).toBe(PUBLISHED_PARAMETERS[id]);
    const fromLayers = description.layers.reduce((sum, layer) => sum + layer.parameters, 0);
    expect(fromLayers).toBe(description.totalParameters);
  });

  it('computes what its layer table says, layer by layer', () => {
    const input = [15, 15, 20] as const;
    const network = buildNetwork(spec, input, 5);
    const random = createRandom(0, 'weights');
    const weights = initialWeights(network, random);
    tf.tidy(() => {
      let value: Tensor = tf.randomNormal([2, ...input], 0, 1, 'float32', 1);
      for (const placed of network.layers) {
        const own = weights.slice(placed.firstWeight, placed.firstWeight + placed.weights.length);
        value = placed.layer.apply(value, own, PREDICTION);
        expect(value.shape, placed.layer.name).toEqual([2, ...placed.output]);
      }
    });
    expect(weights.reduce((sum, weight) => sum + weight.size, 0)).toBe(totalParameters(network));
    tf.dispose(weights);
  });

  it('names its paper with a link, and its layers without repetition of weights', () => {
    expect(spec.paper.link).toMatch(/^https:\/\/(doi\.org|arxiv\.org)\//);
    const network = buildNetwork(spec, spec.published.input, spec.published.classes);
    const names = network.weights.map(({ layer, name }) => `${layer}/${name}`);
    expect(new Set(names).size).toBe(names.length);
  });

  it('says in one sentence which input is too small', () => {
    expect(() => describeNetworks({ ids: [id], input: [5, 5, 30] })).toThrowError(
      /cannot be built for a 5x5 window/,
    );
  });
});

it('counts the multiply-accumulates of HybridSN by hand', () => {
  const [{ macs, layers }] = describeNetworks({ ids: ['hybridsn'] });
  const byHand =
    23 * 23 * 24 * 8 * (3 * 3 * 7) +
    21 * 21 * 20 * 16 * (3 * 3 * 5) * 8 +
    19 * 19 * 18 * 32 * (3 * 3 * 3) * 16 +
    17 * 17 * 64 * 9 * 576 +
    17 * 17 * 64 * 256 +
    256 * 128 +
    128 * 16;
  expect(macs).toBe(byHand);
  expect(layers.find(({ name }) => name === 'conv2d')?.outputShape).toEqual([17, 17, 64]);
});

it('gives a trunk that sees the same as the layers one by one', () => {
  const network = buildNetwork(findNetwork('hybridsn'), [11, 11, 14], 3);
  const random = createRandom(0, 'weights');
  const weights = initialWeights(network, random);
  const whole = cutNetwork(network, 0);
  const cut = cutNetwork(network, 10);
  tf.tidy(() => {
    const window = tf.randomNormal([1, 11, 11, 14], 0, 1, 'float32', 3);
    const features = trunkFeatures(cut, weights, window, PREDICTION);
    const expected = headLogits(whole, weights, window, PREDICTION).dataSync();
    expect([...headLogits(cut, weights, features, PREDICTION).dataSync()]).toEqual([...expected]);
  });
  tf.dispose(weights);
});

it('refuses an unknown network with the list of known ones', () => {
  expect(() => findNetwork('alexnet2')).toThrowError(/no network called "alexnet2".*hybridsn-bn, hybridsn/);
});
