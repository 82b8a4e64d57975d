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
 * Returns the weights with new statistics; the old ones are disposed of.
 */
export function calibrateStatistics(
  parts: readonly TileBatch[],
  weights: Tensor[],
  { network, execution, scene }: Pick<StepOptions, 'network' | 'execution' | 'scene'>,
): Tensor[] {
  const calibrated = [...weights];
  parts.forEach((part, index) => {
    const updates = new Map<number, Tensor>();
    const context = collectingContext(network, updates, { random: () => 1, momentum: index / (index + 1) });
    tf.tidy(() => {
      windowLogits(
        execution.plan,
        calibrated,
        scene.tile(part.tile),
        part.tile,
        part.pixels,
        IDENTITY,
        context,
      );
    });
    updates.forEach((value, position) => {
      calibrated[position].dispose();
      calibrated[position] = value;
    });
  });
  return calibrated;
}
