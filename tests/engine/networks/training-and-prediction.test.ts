import { afterAll, describe, expect, it } from 'vitest';
import type { Tensor } from '@tensorflow/tfjs-core';
import { tf } from '../../support/tensorflow';
import { headLogits, PREDICTION } from '../../../src-main/engine/networks/forward';
import type { ApplyContext, Layer, Shape } from '../../../src-main/engine/networks/layer';
import { dropout } from '../../../src-main/engine/networks/layers/pointwise';
import { buildNetwork, type Network } from '../../../src-main/engine/networks/network';
import { cutNetwork } from '../../../src-main/engine/networks/plan';
import { networks } from '../../../src-main/engine/networks/registry';
import type { NetworkSpec } from '../../../src-main/engine/networks/spec';
import { createRandom } from '../../../src-main/engine/samples/random';
import { collectingContext } from '../../../src-main/engine/training/step';

afterAll(() => expect(tf.memory().numTensors).toBe(0));

/** Built for the smallest window that leaves something of it. */
function smallest(spec: NetworkSpec): Network {
  for (let side = 5; ; side += 2) {
    try {
      return buildNetwork(spec, [side, side, 14], 3);
    } catch (error) {
      if (!(error instanceof RangeError) || side > spec.recipe.patch) throw error;
    }
  }
}

function kindsOf(layer: Layer, input: Shape): string[] {
  return [layer.kind, ...(layer.parts?.(input) ?? []).flatMap((part) => kindsOf(part.layer, part.input))];
}

function logits(network: Network, weights: readonly Tensor[], context: ApplyContext): number[] {
  return tf.tidy(() => {
    const windows = tf.randomNormal([4, ...network.input], 0, 1, 'float32', 7);
    return [...headLogits(cutNetwork(network, 0), weights, windows, context).dataSync()];
  });
}

describe.each(networks().map((spec) => [spec.id, spec] as const))('%s', (_, spec) => {
  const network = smallest(spec);
  const kinds = network.layers.flatMap(({ layer, input }) => kindsOf(layer, input));

  it('leaves chance and statistics alone while it predicts, and drops out only while it trains', () => {
    const weights = network.weights.map(({ shape }, at) => tf.fill([...shape], 0.01 * (1 + (at % 3))));
    const never = (): never => {
      throw new Error('prediction must not do this');
    };
    expect(logits(network, weights, { ...PREDICTION, random: never, update: never })).toHaveLength(4 * 3);

    const train = (dropoutRate?: number) => {
      const updates = new Map<number, Tensor>();
      let drawn = 0;
      const random = () => ((drawn += 1), 0.5);
      logits(network, weights, collectingContext(network, updates, { random, dropoutRate }));
      const updated = updates.size;
      tf.dispose([...updates.values()]);
      return { drawn, updated };
    };
    const usual = train();
    expect(usual.drawn > 0).toBe(kinds.includes('Dropout'));
    expect(usual.updated).toBe(network.weights.filter(({ name }) => name.includes('running-')).length);
    expect(train(0)).toEqual({ ...usual, drawn: 0 });
    tf.dispose(weights);
  });
});

it('dropout keeps the mean: what is kept is divided by its share', () => {
  tf.tidy(() => {
    const x = tf.ones([1, 10_000]);
    const layer = dropout('dropout', 0.4);
    for (const [dropoutRate, rate] of [
      [undefined, 0.4],
      [0.75, 0.75],
    ] as const) {
      const random = createRandom(3, 'dropout');
      const context = { training: true, random: () => random.next(), update: () => undefined, dropoutRate };
      const values = layer.apply(x, [], context).dataSync();
      const kept = values.filter((value) => value !== 0);
      expect(kept.every((value) => Math.abs(value - 1 / (1 - rate)) < 1e-6)).toBe(true);
      expect(Math.abs(kept.length / values.length - (1 - rate))).toBeLessThan(0.02);
    }
  });
});
