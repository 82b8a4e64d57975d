import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Network } from '../networks/network';
import { IDENTITY } from '../networks/symmetry';
import { windowLogits } from '../networks/window-logits';
import type { TileBatch } from './batches';
import { collectingContext, type StepOptions } from './step';

/** Whether a network has weights that follow the data rather than the gradient. */
export function hasRunningStatistics(network: Network): boolean {
  return network.weights.some(({ trainable }) => !trainable);
}

/**
 * Sets the running statistics to those that the final weights have on the training data, averaged over `parts`
 * (Wu and Johnson 2021, arXiv:2105.07576, section 3): moving averages lag behind, after a few epochs by a lot.
 * Replaces them in `weights` and disposes of the old ones.
 */
export async function calibrateStatistics(
  parts: readonly TileBatch[],
  weights: Tensor[],
  { network, execution, scene }: Pick<StepOptions, 'network' | 'execution' | 'scene'>,
): Promise<void> {
  let seen = 0;
  for await (const { part, input } of scene.inputs(parts, execution.plan)) {
    const updates = new Map<number, Tensor>();
    const context = collectingContext(network, updates, {
      random: () => 1,
      dropoutRate: 0,
      momentum: seen / (seen + 1),
    });
    tf.tidy(() => void windowLogits(execution.plan, weights, input, part, IDENTITY, context));
    updates.forEach((value, position) => {
      weights[position].dispose();
      weights[position] = value;
    });
    seen++;
  }
}
