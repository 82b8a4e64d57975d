import { describe, expect, it } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../../support/tensorflow';
import { describeNetworks } from '../../support/networks';
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
    const sum = (count: 'parameters' | 'trainableParameters' | 'macs' | 'activations') =>
      network.layers.reduce((total, layer) => total + layer[count], 0);
    expect(sum('parameters')).toBe(network.totalParameters);
    expect(sum('macs')).toBe(network.macs);
    expect(sum('trainableParameters')).toBe(network.trainableParameters);
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
    ['googlenet', { auxiliary: 'on' }, [224, 224, 3], 13_378_280],
    ['googlenet', { inception: 'v2' }, [224, 224, 3], 11_194_984],
    ['googlenet', { inception: 'v3' }, [299, 299, 3], 23_834_568],
    ['googlenet', { inception: 'v3', auxiliary: 'on' }, [299, 299, 3], 27_161_264],
    ['googlenet', { inception: 'naive' }, [224, 224, 3], 97_526_008],
    ['zfnet', { filters: '512-1024-512' }, [224, 224, 3], 107_627_624],
    ['zfnet', { filters: '512-512-1024' }, [224, 224, 3], 180_765_800],
  ] as const)('%s with %o', (id, options, input, parameters) => {
    const [network] = describeNetworks({ ids: [id], options });
    expect(network).toMatchObject({ input, classes: 1000, chosen: { form: 'published', ...options } });
    expect(network.trainableParameters).toBe(parameters);
  });

  it('have Inception v3 cost what torchvision says of it', () => {
    const [{ macs }] = describeNetworks({ ids: ['googlenet'], options: { inception: 'v3' } });
    expect(Math.round(macs / 1e6)).toBe(5713);
  });

  it('also change the input that a sentence about a window names', () => {
    const small = (options: Record<string, string>) => () =>
      describeNetworks({ ids: ['googlenet'], input: [3, 3, 30], options });
    expect(small({ inception: 'v3' })).toThrow(/3x3 window .*\(published: 299x299x3\)/);
    expect(small({ inception: 'v2' })).toThrow(/3x3 window .*\(published: 224x224x3\)/);
  });
});

describe('multipliers and groups', () => {
  const counts = (id: string, options: Record<string, string | number>) => {
    const [{ trainableParameters, macs }] = describeNetworks({ ids: [id], options });
    return [trainableParameters, macs];
  };

  // Tables 4, 6 and 7 of the paper: 4866, 325, 149, 41, 418, 290 and 186 million.
  it.each([
    [{ convolution: 'standard' }, 29_294_088, 4_867_293_184],
    [{ width: 0.75 }, 2_585_560, 325_400_448],
    [{ width: 0.5 }, 1_331_592, 149_497_088],
    [{ width: 0.25 }, 470_072, 41_030_272],
    [{ resolution: '6/7' }, 4_231_976, 418_121_728],
    [{ resolution: '5/7' }, 4_231_976, 290_675_200],
    [{ resolution: '4/7' }, 4_231_976, 186_400_768],
  ])('of MobileNet: %o', (options, parameters, macs) => {
    expect(counts('mobilenet-v1', options)).toEqual([parameters, macs]);
  });

  // torchvision.
  it.each([
    ['mobilenet-v2', 1.4, 6_108_776, 582_195_824],
    ['mobilenet-v2', 0.75, 2_636_424, 209_069_792],
    ['mobilenet-v2', 0.5, 1_968_680, 97_131_840],
    ['mobilenet-v2', 0.35, 1_677_128, 59_285_808],
    ['shufflenet-v2', 0.5, 1_366_792, 40_476_448],
    ['shufflenet-v2', 1.5, 3_503_624, 295_759_392],
    ['shufflenet-v2', 2, 7_393_996, 583_253_464],
  ] as const)('of %s, width %d', (id, width, parameters, macs) => {
    expect(counts(id, { width })).toEqual([parameters, macs]);
  });

  // The authors' table for their program: 155 million and 4.0 million, 44 million.
  it.each([
    ['mobilenet-v3-large', 155, 4],
    ['mobilenet-v3-small', 44, 2],
  ] as const)('of %s at three quarters of its width', (id, millionMacs, millionParameters) => {
    const [parameters, macs] = counts(id, { width: 0.75 });
    expect(Math.abs(macs / 1e6 - millionMacs)).toBeLessThan(1);
    expect(parameters / 1e6).toBeCloseTo(millionParameters, 1);
  });

  // Table 1 of the paper, which leaves out the classifier: 143, 140, 137, 133 and 137 million.
  it.each([
    [1, 143, 576],
    [2, 140, 800],
    [3, 137, 960],
    [4, 133, 1088],
    [8, 137, 1536],
  ])('of ShuffleNet, %d groups', (groups, millions, features) => {
    const [, macs] = counts('shufflenet-v1', { groups });
    expect(Math.abs(macs - 1000 * features - millions * 1e6)).toBeLessThan(1e6);
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
