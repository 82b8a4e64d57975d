import { describe, expect, it } from 'vitest';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';

/** Which distributions the kernels of a network begin with, by the names of its layers. */
function kernelsOf(id: string, input: [number, number, number]) {
  return buildNetwork(findNetwork(id), input, 16)
    .layers.flatMap(({ layer, input: before }) =>
      layer.weights(before).map(({ name, initializer }) => ({ name: `${layer.name}/${name}`, initializer })),
    )
    .filter(({ name }) => name.endsWith('kernel'));
}

const distinct = (values: readonly unknown[]) => [...new Set(values.map((value) => JSON.stringify(value)))];

describe('the first weights', () => {
  it.each(['resnet18', 'resnet50', 'se-resnet18'])('of %s are all as He et al. have it', (id) => {
    const kernels = kernelsOf(id, [13, 13, 30]);
    expect(kernels.length).toBeGreaterThan(10);
    expect(distinct(kernels.map(({ initializer }) => initializer))).toEqual(['"he-normal"']);
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
