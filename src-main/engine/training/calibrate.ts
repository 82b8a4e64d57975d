import * as tf from '@tensorflow/tfjs-core';
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Network } from '../networks/network';
import { IDENTITY } from '../networks/symmetry';
import { replaceWeight } from '../networks/weights';
import { windowLogits } from '../networks/window-logits';
import type { TileBatch } from './batches';
import { addToMeans, collectingContext, type StepOptions } from './step';

/** Whether a network has weights that follow the data rather than the gradient. */
export function hasRunningStatistics(network: Network): boolean {
  return network.weights.some(({ trainable }) => !trainable);
}

/** Where layers are corrected towards statistics that are only being found, these come near in as many passes. */
const CORRECTED_PASSES = 3;

/**
 * Sets the running statistics to those that the final weights have on the training data, averaged over `parts`
 * (Wu and Johnson 2021, arXiv:2105.07576, section 3): moving averages lag behind, after a few epochs by a lot.
 * Replaces them in `weights` and disposes of the old ones. Where training corrected the parts towards the running
 * statistics, so does this, which takes some passes from those in `weights`.
 */
export async function calibrateStatistics(
  parts: readonly TileBatch[],
  weights: Tensor[],
  options: Pick<StepOptions, 'network' | 'execution' | 'scene' | 'renormalization'>,
): Promise<void> {
  for (let pass = options.renormalization ? CORRECTED_PASSES : 1; pass > 0; pass--)
    (await statisticsOf(parts, weights, options)).forEach((value, position) =>
      replaceWeight(weights, position, value),
    );
}

/** Of what the layers see, means over the parts, by position in `network.weights`. */
async function statisticsOf(
  parts: readonly TileBatch[],
  weights: readonly Tensor[],
  { network, execution, scene, renormalization }: Parameters<typeof calibrateStatistics>[2],
): Promise<Map<number, Tensor>> {
  const means = new Map<number, Tensor>();
  const limits = renormalization && { factor: Infinity, shift: Infinity };
  let seen = 0;
  try {
    for await (const { part, input } of scene.inputs(parts, execution.plan)) {
      const updates = new Map<number, Tensor>();
      const context = collectingContext(network, updates, {
        random: () => 1,
        dropoutRate: 0,
        momentum: 0,
        renormalization: limits,
      });
      tf.tidy(() => void windowLogits(execution.plan, weights, input, part, IDENTITY, context));
      addToMeans(means, updates, seen++);
    }
  } catch (error) {
    tf.dispose([...means.values()]);
    throw error;
  }
  return means;
}
