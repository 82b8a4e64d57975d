import { afterAll, describe, expect, it } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import { oneBatch, relativeDifference } from '../../support/batch-gradients';
import { randomPicture, somePixels } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { relu, sigmoid } from '../../../src-main/engine/networks/layers/activations';
import { branches, residual, scaled } from '../../../src-main/engine/networks/layers/composite';
import { conv2d } from '../../../src-main/engine/networks/layers/convolution';
import { dense } from '../../../src-main/engine/networks/layers/dense';
import { averagePool, globalAveragePool, maxPool } from '../../../src-main/engine/networks/layers/pooling';
import { buildNetwork, type Network } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { defineNetwork } from '../../../src-main/engine/networks/spec';
import type { Symmetry } from '../../../src-main/engine/networks/symmetry';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import { predictScene } from '../../../src-main/engine/prediction/predict';
import { createRandom } from '../../../src-main/engine/samples/random';

const INPUT = [13, 13, 14] as const;
const CLASSES = 4;
const picture = randomPicture(21, 17, INPUT[2]);
const labelled = somePixels(picture, 40, CLASSES);

function weightsOf(network: Network): Tensor[] {
  const random = createRandom(5, 'weights');
  return initialWeights(network, random);
}

async function gradients(network: Network, kind: 'dense' | 'patch', symmetry: Symmetry, tileSide?: number) {
  const weights = weightsOf(network);
  const result = await oneBatch(kind, { network, weights, picture, labelled, symmetry, tileSide });
  tf.dispose(weights);
  return result;
}

/** A trunk of layers within layers. */
const branching = defineNetwork({
  ...findNetwork('cnn'),
  id: 'branching',
  layers: (classes) => [
    residual('block', [conv2d('conv-1', 6, 3), relu(), conv2d('conv-2', 8, 3)], [conv2d('project', 8, 1)]),
    branches('ways', {
      near: [conv2d('conv', 3, 1)],
      far: [conv2d('conv', 4, 3), maxPool('pool', 3, { stride: 1 })],
    }),
    scaled('attention', [averagePool('mean', 3, { stride: 1 }), conv2d('gate', 7, 1), sigmoid()]),
    conv2d('padded', 5, 3, { padding: 'same', stride: 2 }),
    globalAveragePool(),
    dense('classes', classes),
  ],
});

/** Batch statistics of a whole picture are not those of a batch of windows, by design; all else must be equal. */
const comparable = [...['hybridsn', 'cnn'].map(findNetwork), branching];

describe.each(comparable.map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const network = buildNetwork(spec, INPUT, CLASSES);
  const symmetries: Symmetry[] = [
    { transpose: false, flipRows: false, flipColumns: false },
    { transpose: true, flipRows: true, flipColumns: false },
    { transpose: false, flipRows: false, flipColumns: true },
  ];
  it.each(symmetries)('has the same loss and gradients dense and by patches, under %o', async (symmetry) => {
    const dense = await gradients(network, 'dense', symmetry);
    const patch = await gradients(network, 'patch', symmetry);
    expect(dense.loss).toBeCloseTo(patch.loss, 3);
    expect(dense.correct).toBe(patch.correct);
    dense.values.forEach((values, index) =>
      expect(relativeDifference(values, patch.values[index]), network.weights[index].layer).toBeLessThan(
        1e-4,
      ),
    );
  });

  it('adds up to the same over several tiles', async () => {
    const [symmetry] = symmetries;
    const whole = await gradients(network, 'dense', symmetry);
    const tiled = await gradients(network, 'dense', symmetry, 7);
    expect(tiled.parts).toBeGreaterThan(5);
    expect(tiled.loss).toBeCloseTo(whole.loss, 3);
    tiled.values.forEach((values, index) =>
      expect(relativeDifference(values, whole.values[index])).toBeLessThan(1e-4),
    );
  });
});

it('labels every pixel the same dense and by patches, with running statistics too', async () => {
  const network = buildNetwork(findNetwork('hybridsn-bn'), INPUT, CLASSES);
  const weights = weightsOf(network);
  const labels = [1, 2, 3, 4];
  const dense = await predictScene(network, weights, picture, { execution: 'dense', labels });
  const patch = await predictScene(network, weights, picture, { execution: 'patch', labels });
  expect([...dense.labels]).toEqual([...patch.labels]);
  dense.confidence.forEach((value, pixel) =>
    expect(Math.abs(value - patch.confidence[pixel])).toBeLessThan(1e-4),
  );
  tf.dispose(weights);
});

afterAll(() => expect(tf.memory().numTensors).toBe(0));
