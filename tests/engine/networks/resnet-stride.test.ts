import { expect, it } from 'vitest';
import type { LayerDescription } from '@shared/network';
import { describeNetwork } from '../../../src-main/engine/networks/describe';
import { findNetwork } from '../../../src-main/engine/networks/registry';

/** Rows that the kernels of the first bottleneck of conv3_x give. */
function rowsIn(form: string, input: [number, number, number]): number[] {
  const { layers } = describeNetwork(findNetwork('resnet50'), input, 16, { form });
  const find = (all: readonly LayerDescription[] = [], name: string) =>
    all.find((layer) => layer.name === name)?.parts;
  const body = find(find(layers, 'conv3_1'), 'body') ?? [];
  return ['conv-1', 'conv-2', 'conv-3'].map(
    (name) => body.find((layer) => layer.name === name)?.outputShape[0] ?? NaN,
  );
}

it('is in the first kernel of a bottleneck as published, and in windows in the one that sees all pixels', () => {
  expect(rowsIn('published', [224, 224, 3])).toEqual([28, 28, 28]);
  expect(rowsIn('window', [13, 13, 30])).toEqual([5, 3, 3]);
});
