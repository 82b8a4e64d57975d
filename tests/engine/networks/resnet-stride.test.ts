import { expect, it } from 'vitest';
import { layerAt } from '../../support/networks';
import { describeNetwork } from '../../../src-main/engine/networks/describe';
import { findNetwork } from '../../../src-main/engine/networks/registry';

/** Rows that the kernels of the first bottleneck of conv3_x give. */
function rowsIn(form: string, input: [number, number, number]): number[] {
  const network = describeNetwork(findNetwork('resnet50'), input, 16, { form });
  return ['conv-1', 'conv-2', 'conv-3'].map(
    (name) => layerAt(network, ['conv3_1', 'body', name]).outputShape[0],
  );
}

it('is in the first kernel of a bottleneck as published, and in windows in the one that sees all pixels', () => {
  expect(rowsIn('published', [224, 224, 3])).toEqual([28, 28, 28]);
  expect(rowsIn('window', [13, 13, 30])).toEqual([5, 3, 3]);
});
