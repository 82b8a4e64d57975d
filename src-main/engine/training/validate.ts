import * as tf from '@tensorflow/tfjs-core';
import type { Tensor, Tensor4D } from '@tensorflow/tfjs-core';
import { coveredWindows, predictLayers } from '../networks/forward';
import { cornersOf } from '../networks/window-logits';
import type { TileBatch } from './batches';
import { calibrateStatistics, hasRunningStatistics } from './calibrate';
import type { StepOptions } from './step';

type Scene = Pick<StepOptions, 'network' | 'execution' | 'scene' | 'renormalization'>;

/**
 * Mean loss and accuracy on pixels held back, as the network predicts: no dropout, no augmentation, and running
 * statistics as they will be once these weights are kept, which are those of the training pixels.
 * @param weights stay as they are
 */
export async function measure(
  parts: readonly TileBatch[],
  trainingParts: readonly TileBatch[],
  weights: readonly Tensor[],
  options: Scene,
): Promise<{ loss: number; accuracy: number }> {
  const { network, execution, scene } = options;
  const own = weights.map((weight) => tf.clone(weight));
  let [loss, correct, count] = [0, 0, 0];
  try {
    if (hasRunningStatistics(network)) await calibrateStatistics(trainingParts, own, options);
    for await (const { part, input } of scene.inputs(parts, execution.plan)) {
      const logits = logitsOf(part, input, own, options);
      const sums = tf.tidy(() => sumsOf(logits, part.targets, network.classes));
      logits.dispose();
      loss += sums.loss;
      correct += sums.correct;
      count += part.targets.length;
    }
  } finally {
    tf.dispose(own);
  }
  return { loss: loss / count, accuracy: correct / count };
}

function logitsOf(
  { tile, positions }: TileBatch,
  input: Tensor4D,
  weights: readonly Tensor[],
  { execution: { plan } }: Scene,
): Tensor {
  if (plan.trunk.length === 0) return predictLayers(input, plan.head, weights);
  const corners = cornersOf(positions, tile.columns, input.shape[2] - plan.reach);
  const features = (part: Tensor) => predictLayers(part, plan.trunk, weights);
  const windows = tf.tidy(() => coveredWindows(plan, input, corners, features));
  const logits = predictLayers(windows, plan.head, weights);
  windows.dispose();
  return logits;
}

function sumsOf(logits: Tensor, targets: Int32Array, classes: number): { loss: number; correct: number } {
  const labels = tf.tensor1d(targets, 'int32');
  const logLikelihood = tf.sum(tf.mul(tf.logSoftmax(logits), tf.oneHot(labels, classes)));
  const right = tf.sum(tf.cast(tf.equal(tf.argMax(logits, 1), labels), 'int32'));
  return { loss: -logLikelihood.dataSync()[0], correct: right.dataSync()[0] };
}
