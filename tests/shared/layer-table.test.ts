import { describe, expect, it } from 'vitest';
import type { LayerDescription } from '@shared/network';
import { layerRows, separableConvolutions, separableShare } from '@shared/layer-table';
import { describeNetworks } from '../support/networks';

const layer = (name: string, parts?: LayerDescription[]): LayerDescription => ({
  ...{
    name,
    kind: 'Conv2D',
    outputShape: [1],
    parameters: 0,
    trainableParameters: 0,
    macs: 0,
    activations: 0,
  },
  ...(parts ? { parts } : {}),
});

const shown = (left: LayerDescription[], right?: LayerDescription[]) =>
  layerRows(left, right).map(
    ({ path, left: a, right: b }) => `${path.join('/')} ${a ? 'a' : ''}${b ? 'b' : ''}`,
  );

describe('rows of layers', () => {
  it('have parts below what they make up', () => {
    expect(shown([layer('stem'), layer('block', [layer('conv'), layer('norm')])])).toEqual([
      'stem a',
      'block a',
      'block/conv a',
      'block/norm a',
    ]);
  });

  it('of two networks lie beside each other where the names agree, in both orders', () => {
    const left = [layer('stem'), layer('relu'), layer('block', [layer('conv')]), layer('classes')];
    const right = [
      layer('stem'),
      layer('norm'),
      layer('relu'),
      layer('block', [layer('conv'), layer('attention')]),
      layer('pool'),
      layer('classes'),
    ];
    expect(shown(left, right)).toEqual([
      'stem ab',
      'norm b',
      'relu ab',
      'block ab',
      'block/conv ab',
      'block/attention b',
      'pool b',
      'classes ab',
    ]);
  });

  it('keep every layer of both once, however little they have in common', () => {
    const [a, b] = describeNetworks({ ids: ['resnet18', 'mobilenet-v2'] });
    const rows = layerRows(a.layers, b.layers);
    const all = (layers: LayerDescription[]): LayerDescription[] =>
      layers.flatMap((each) => [each, ...all(each.parts ?? [])]);
    expect(rows.flatMap(({ left }) => left ?? [])).toEqual(all(a.layers));
    expect(rows.flatMap(({ right }) => right ?? [])).toEqual(all(b.layers));
  });
});

describe('depthwise separable convolutions', () => {
  const separableOf = (id: string, options = {}) => {
    const [{ layers }] = describeNetworks({ ids: [id], options });
    return separableConvolutions(layers);
  };

  it.each([
    ['mobilenet-v1', {}, 13],
    ['mobilenet-v2', {}, 17],
    ['mobilenet-v3-small', {}, 11],
    ['mobilenet-v3-large', {}, 15],
    ['shufflenet-v1', {}, 16],
    ['shufflenet-v2', {}, 19],
    ['mobilenet-v1', { convolution: 'standard' }, 0],
    ['resnet18', {}, 0],
  ] as const)('of %s %o need the share of the work that the formula says', (id, options, count) => {
    const found = separableOf(id, options);
    expect(found).toHaveLength(count);
    for (const each of found) expect(each.macs / each.standardMacs).toBeCloseTo(separableShare(each), 12);
  });

  it('know their own kernel, filters and groups', () => {
    expect(separableOf('mobilenet-v1')[0]).toMatchObject({
      path: ['block-1'],
      kernel: 3,
      filters: 64,
      groups: 1,
    });
    expect(separableOf('mobilenet-v3-large')[3]).toMatchObject({ kernel: 5, filters: 40, groups: 1 });
    expect(separableOf('shufflenet-v1', { groups: 8 })[1]).toMatchObject({
      kernel: 3,
      filters: 384,
      groups: 8,
    });
  });
});
