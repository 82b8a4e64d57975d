import { describe, expect, it } from 'vitest';
import type { OptionValues } from '@shared/network';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';

type Input = [number, number, number];

/** Which distributions the weights of a network begin with, by the names of its layers. */
function weightsOf(id: string, input: Input, options: OptionValues = {}) {
  return buildNetwork(findNetwork(id), input, 16, options).layers.flatMap(({ layer, input: before }) =>
    layer.weights(before).map(({ name, initializer }) => ({ name: `${layer.name}/${name}`, initializer })),
  );
}

const kernelsOf = (id: string, input: Input) =>
  weightsOf(id, input).filter(({ name }) => name.endsWith('kernel'));

const distinct = (values: readonly unknown[]) => [...new Set(values.map((value) => JSON.stringify(value)))];

describe('the first weights', () => {
  it.each(['resnet18', 'resnet50', 'se-resnet18'])('of %s are all as He et al. have it', (id) => {
    const kernels = kernelsOf(id, [13, 13, 30]);
    expect(kernels.length).toBeGreaterThan(10);
    expect(distinct(kernels.map(({ initializer }) => initializer))).toEqual(['"he-normal"']);
  });

  it.each([
    ['resnet18', 'window', 'ones'],
    ['resnet34', 'window', 'zeros'],
    ['resnet50', 'window', 'zeros'],
    ['resnet50', 'published', 'ones'],
    ['se-resnet18', 'window', 'ones'],
    ['cbam-resnet50', 'window', 'zeros'],
  ])('of %s, form %s, have %s as the last scale of every block and ones before it', (id, form, last) => {
    const scales = weightsOf(id, [33, 33, 30], { form }).filter(({ name }) =>
      /conv-\d-norm\/scale/.test(name),
    );
    const final = /(?:18|34)$/.test(id) ? 'conv-2' : 'conv-3';
    const [end, before] = [true, false].map((is) => scales.filter(({ name }) => name.includes(final) === is));
    expect(distinct(end.map(({ initializer }) => initializer))).toEqual([`"${last}"`]);
    expect(distinct(before.map(({ initializer }) => initializer))).toEqual(['"ones"']);
  });

  it('of CBAM-ResNet are those of the authors’ program', () => {
    const by = (part: RegExp) =>
      distinct(
        kernelsOf('cbam-resnet18', [13, 13, 30])
          .filter(({ name }) => part.test(name))
          .map(({ initializer }) => initializer),
      );
    expect(by(/conv-\d\/kernel|spatial\/conv\/kernel/)).toEqual(['"he-normal-fan-out"']);
    expect(by(/project\/kernel|perceptron/)).toEqual(['"torch-uniform"']);
    expect(by(/classes/)).toEqual(['"he-normal"']);
  });
});
