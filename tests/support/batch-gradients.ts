import type { Tensor } from '@tensorflow/tfjs-core';
import { tf } from './tensorflow';
import type { Network } from '../../src-main/engine/networks/network';
import { PaddedScene } from '../../src-main/engine/networks/padded-scene';
import type { Symmetry } from '../../src-main/engine/networks/symmetry';
import type { Picture } from '../../src-main/engine/preprocessing/picture';
import { splitByTile, tilesOf, type LabelledPixels } from '../../src-main/engine/training/batches';
import { chooseExecution } from '../../src-main/engine/training/choose-execution';
import { batchGradients } from '../../src-main/engine/training/step';

interface OneBatch {
  network: Network;
  weights: readonly Tensor[];
  picture: Picture;
  labelled: LabelledPixels;
  symmetry: Symmetry;
  tileSide?: number;
  /** How much a pixel of each class counts; 1 where left out. */
  classWeights?: Float32Array;
}

/** Loss and gradients without dropout's chance: each form draws its masks in another order. */
export async function oneBatch(kind: 'dense' | 'patch', batch: OneBatch) {
  const { network, weights, picture, labelled, symmetry, tileSide, classWeights } = batch;
  const settings = { execution: kind };
  const chosen = chooseExecution({ network, picture, labelled, settings }, labelled.pixels.length);
  const execution = { ...chosen, ...(tileSide ? { tileSide } : {}) };
  const scene = new PaddedScene(picture, (network.input[0] - 1) / 2);
  const everything = Int32Array.from(labelled.pixels.keys());
  const grid = tilesOf(execution, picture);
  const parts = splitByTile(everything, labelled, grid, picture.columns, execution);
  const result = await batchGradients(parts, {
    network,
    execution,
    scene,
    weights,
    classWeights: classWeights ?? new Float32Array(network.classes).fill(1),
    batchWeight: labelled.targets.reduce((sum, target) => sum + (classWeights?.[target] ?? 1), 0),
    symmetry,
    labelSmoothing: 0.1,
    random: () => 1,
  });
  const values = result.gradients.map((gradient) => gradient.dataSync<'float32'>().slice());
  tf.dispose([result.gradients, ...result.updates.values()]);
  scene.dispose();
  return { parts: parts.length, loss: result.loss, correct: result.correct, values };
}

/** The largest difference, in units of the largest value of `b`. */
export function relativeDifference(a: Float32Array, b: Float32Array): number {
  let difference = 0;
  let size = 0;
  for (let i = 0; i < a.length; i++) {
    difference = Math.max(difference, Math.abs(a[i] - b[i]));
    size = Math.max(size, Math.abs(b[i]));
  }
  return size === 0 ? difference : difference / size;
}
