import { describe, expect, it } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../../support/tensorflow';
import { describeNetworks } from '../../../src-main/engine/networks/describe';
import { headLogits, PREDICTION, trunkFeatures } from '../../../src-main/engine/networks/forward';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { cutNetwork } from '../../../src-main/engine/networks/plan';
import { findNetwork, networks } from '../../../src-main/engine/networks/registry';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import { createRandom } from '../../../src-main/engine/samples/random';
import { PUBLISHED } from './published';

/** Nothing in them needs more than a pixel. */
const AT_ANY_WINDOW = ['fc'];

describe.each(networks().map((spec) => [spec.id, spec] as const))('%s', (id, spec) => {
  it('has the published counts at its published input', () => {
    const [network] = describeNetworks({ ids: [id] });
    const { parameters, macs } = PUBLISHED[id];
    expect(network.trainableParameters).toBe(parameters);
    expect(network.macs).toBe(macs);
    const sum = (count: 'parameters' | 'macs' | 'activations') =>
      network.layers.reduce((total, layer) => total + layer[count], 0);
    expect(sum('parameters')).toBe(network.totalParameters);
    expect(sum('macs')).toBe(network.macs);
    expect(sum('activations')).toBe(network.activations);
  });

  it('ends with one number a class, at the window of its recipe', () => {
    const { patch, components } = spec.recipe;
    const network = buildNetwork(spec, [patch, patch, components], 7);
    expect(network.layers[network.layers.length - 1].output).toEqual([7]);
    expect(network.layers.length).toBeGreaterThan(3);
  });

  it('names its paper with a link', () => {
    expect(spec.paper.link).toMatch(/^https:\/\/(doi\.org|arxiv\.org)\//);
  });

  it('says in one sentence which input is too small, where there is one', () => {
    const describe3x3 = () => describeNetworks({ ids: [id], input: [3, 3, 30] });
    if (AT_ANY_WINDOW.includes(id)) expect(describe3x3()[0].macs).toBeGreaterThan(0);
    else expect(describe3x3).toThrow(/cannot be built for a 3x3 window/);
  });
});

it('knows the counts of exactly the networks that there are', () => {
  expect(Object.keys(PUBLISHED).sort()).toEqual(
    networks()
      .map(({ id }) => id)
      .sort(),
  );
});

describe('options that change what a paper counts', () => {
  it.each([
    ['googlenet', { auxiliary: 'on' }, undefined, 13_378_280],
    ['googlenet', { inception: 'v2' }, undefined, 11_194_984],
    ['googlenet', { inception: 'v3', form: 'published' }, [299, 299, 3], 23_834_568],
    ['googlenet', { inception: 'v3', form: 'published', auxiliary: 'on' }, [299, 299, 3], 27_161_264],
    ['googlenet', { inception: 'naive' }, undefined, 97_526_008],
    ['zfnet', { filters: '512-1024-512' }, undefined, 107_627_624],
    ['zfnet', { filters: '512-512-1024' }, undefined, 180_765_800],
  ] as const)('%s with %o', (id, options, input, parameters) => {
    const [network] = describeNetworks({ ids: [id], input: input && [...input], classes: 1000, options });
    expect(network.trainableParameters).toBe(parameters);
  });
});

it('gives a trunk that sees the same as the layers one by one', () => {
  const network = buildNetwork(findNetwork('hybridsn'), [11, 11, 14], 3);
  const weights = initialWeights(network, createRandom(0, 'weights'));
  const whole = cutNetwork(network, 0);
  const cut = cutNetwork(network, 10);
  tf.tidy(() => {
    const window = tf.randomNormal([1, 11, 11, 14], 0, 1, 'float32', 3);
    const features = trunkFeatures(cut, weights, window, PREDICTION);
    const expected = headLogits(whole, weights, window, PREDICTION).dataSync();
    expect([...headLogits(cut, weights, features, PREDICTION).dataSync()]).toEqual([...expected]);
  });
  tf.dispose(weights as Tensor[]);
});

it('refuses an unknown network with the list of known ones', () => {
  expect(() => findNetwork('alexnet2')).toThrowError(/no network called "alexnet2".*hybridsn-bn, hybridsn/);
});

it('refuses an option that no network here has, and leaves one that some have to those', () => {
  expect(() => describeNetworks({ options: { depth: 3 } })).toThrow(
    expect.objectContaining({ code: 'network-option-unknown' }),
  );
  const described = describeNetworks({ ids: ['hybridsn', 'resnet18'], options: { form: 'window' } });
  expect(described.map(({ chosen }) => chosen)).toEqual([{}, { form: 'window' }]);
});
