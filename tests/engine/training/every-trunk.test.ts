import { afterAll, describe, expect, it } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import { oneBatch, relativeDifference } from '../../support/batch-gradients';
import { smallestNetwork } from '../../support/networks';
import { randomPicture, somePixels } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import type { Network } from '../../../src-main/engine/networks/network';
import { trunkLength } from '../../../src-main/engine/networks/plan';
import { networks } from '../../../src-main/engine/networks/registry';
import { IDENTITY } from '../../../src-main/engine/networks/symmetry';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import { createRandom } from '../../../src-main/engine/samples/random';

const COMPONENTS = 14;
const picture = randomPicture(14, 12, COMPONENTS);
const labelled = somePixels(picture, 12, 2);
const random = createRandom(5, 'weights');

/** With running statistics: those of a batch are of a whole picture or of windows, by design. */
function withRunningStatistics(network: Network): Network {
  const layers = network.layers.map((placed) => ({
    ...placed,
    layer: {
      ...placed.layer,
      apply: ((x, weights, context) =>
        placed.layer.apply(x, weights, { ...context, training: false })) as typeof placed.layer.apply,
    },
  }));
  return { ...network, layers };
}

/** Scales and offsets of their own, statistics that are not those of the beginning: no gradient is zero by itself. */
function someWeights(network: Network): Tensor[] {
  const weights = initialWeights(network, random);
  return weights.map((weight, position) => {
    const { shape, name } = network.weights[position];
    if (shape.length > 1) return weight;
    weight.dispose();
    const around = /scale|variance/.test(name) ? 1 : 0;
    return tf.tensor1d(Float32Array.from({ length: shape[0] }, () => around + 0.2 * (random.next() - 0.5)));
  });
}

const shared = networks()
  .map((spec) => smallestNetwork(spec, COMPONENTS))
  .filter((network) => trunkLength(network) > 0);

describe.each(shared.map((network) => [network.spec.id, network] as const))('%s', (_, built) => {
  const network = withRunningStatistics(built);

  it('has the same loss and the same gradient of every weight dense and by patches', async () => {
    const weights = someWeights(network);
    const batch = { network, weights, picture, labelled, symmetry: IDENTITY };
    const dense = await oneBatch('dense', batch);
    const patch = await oneBatch('patch', batch);
    expect(Math.abs(dense.loss / patch.loss - 1)).toBeLessThan(1e-4);
    const trainable = network.weights.filter((weight) => weight.trainable);
    dense.values.forEach((values, index) => {
      const { layer, name } = trainable[index];
      expect(relativeDifference(values, patch.values[index]), `${layer}/${name}`).toBeLessThan(1e-4);
    });
    tf.dispose(weights);
  });
});

it('covers the networks that have layers to share', () => expect(shared.length).toBeGreaterThan(20));

afterAll(() => expect(tf.memory().numTensors).toBe(0));
