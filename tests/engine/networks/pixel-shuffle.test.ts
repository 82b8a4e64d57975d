import { afterAll, describe, expect, it } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../../support/tensorflow';
import { headLogits, PREDICTION } from '../../../src-main/engine/networks/forward';
import { pixelShuffle, shuffledPixels } from '../../../src-main/engine/networks/layers/pixel-shuffle';
import { buildNetwork, type Network } from '../../../src-main/engine/networks/network';
import { cutNetwork, trunkLength } from '../../../src-main/engine/networks/plan';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import { createRandom } from '../../../src-main/engine/samples/random';

afterAll(() => expect(tf.memory().numTensors).toBe(0));

const SIDE = 9;
const CHANNELS = 6;
const order = shuffledPixels(SIDE, 5);
const build = (id: string, shuffled: boolean) =>
  buildNetwork(findNetwork(id), [SIDE, SIDE, CHANNELS], 3, {}, shuffled ? [pixelShuffle(order)] : []);

function logits(network: Network, weights: readonly Tensor[]): number[] {
  return tf.tidy(() => {
    const windows = tf.randomNormal([4, ...network.input], 0, 1, 'float32', 7);
    return [...headLogits(cutNetwork(network, 0), weights, windows, PREDICTION).dataSync()];
  });
}

describe('pixel shuffle', () => {
  it('moves whole pixels, in every window alike', () => {
    const values = tf.tidy(() => {
      const windows = tf.tensor4d(
        [1, -1, 2, -2, 3, -3, 4, -4, 10, -10, 20, -20, 30, -30, 40, -40],
        [2, 2, 2, 2],
      );
      const layer = pixelShuffle(Int32Array.from([2, 0, 3, 1]));
      return [...layer.apply(windows, [], PREDICTION).dataSync()];
    });
    expect(values).toEqual([3, -3, 1, -1, 4, -4, 2, -2, 30, -30, 10, -10, 40, -40, 20, -20]);
  });

  it('is one order of all pixels, the same for the same seed', () => {
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: SIDE * SIDE }, (_, at) => at));
    expect(shuffledPixels(SIDE, 5)).toEqual(order);
    expect(shuffledPixels(SIDE, 6)).not.toEqual(order);
  });

  it('leaves no layer that windows could share', () => {
    expect(trunkLength(build('cnn', false))).toBeGreaterThan(0);
    expect(trunkLength(build('cnn', true))).toBe(0);
  });

  it('takes nothing from fc: with its first weights in that order it is the same network', () => {
    const weights = initialWeights(build('fc', false), createRandom(1, 'weights'));
    const [kernel, ...rest] = weights;
    const moved = tf.tidy(() => {
      const [, units] = kernel.shape;
      const pixels = tf.reshape(kernel, [SIDE * SIDE, CHANNELS * units!]);
      return tf.reshape(tf.gather(pixels, tf.tensor1d(order, 'int32')), kernel.shape);
    });
    const plain = logits(build('fc', false), weights);
    const shuffled = logits(build('fc', true), [moved, ...rest]);
    shuffled.forEach((value, at) => expect(value).toBeCloseTo(plain[at], 4));
    expect(logits(build('fc', true), weights)).not.toEqual(plain);
    tf.dispose([moved, ...weights]);
  });
});
