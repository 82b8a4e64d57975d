import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as tf from '@tensorflow/tfjs-core';
import { USUAL_EXPERIMENT } from '@shared/experiment';
import { buildNetwork, type Network } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import type { TrainingJob } from '../../../src-main/engine/training/job';
import { trainNetwork } from '../../../src-main/engine/training/train';
import { twoHalves } from '../../support/random-scene';
import { peakBytes } from './peak';
import { CLASSES, COMPONENTS, indianPines, PATCH, TRAINING_PIXELS } from './scene';
import type { Results, Tasks } from './tasks';

export const networkOf = (id: string, patch = PATCH): Network =>
  buildNetwork(findNetwork(id), [patch, patch, COMPONENTS], CLASSES);

/** Seconds of every pass but the first, which warms up. */
export async function measurePass(
  task: Tasks['pass'],
  onEpoch?: TrainingJob['onEpoch'],
): Promise<Results['pass']> {
  const { execution, batch, passes } = task;
  const scene = await indianPines();
  const network = networkOf(task.network);
  const { learningRate } = network.spec.recipe;
  const trained = await trainNetwork({
    network,
    picture: scene.picture,
    labelled: scene.labelled(scene.split(0).train.slice(0, TRAINING_PIXELS)),
    settings: { epochs: passes + 1, learningRate, batch, seed: 0, execution },
    onEpoch,
  });
  tf.dispose(trained.weights);
  return { seconds: trained.history.slice(1).map(({ seconds }) => seconds), peakBytes: peakBytes() };
}

/** The test pixels are looked at after every pass and have no say; the time that takes is not counted. */
export async function measureTarget({
  network: id,
  epochs,
  seed,
}: Tasks['target']): Promise<Results['target']> {
  const scene = await indianPines();
  const network = networkOf(id);
  const { train, test } = scene.split(seed);
  const { learningRate, batch } = network.spec.recipe;
  const { weights, history } = await trainNetwork({
    network,
    picture: scene.picture,
    labelled: scene.labelled(train),
    validation: scene.labelled(test),
    settings: {
      ...{ epochs, learningRate, batch, seed, execution: 'auto' },
      experiment: { ...USUAL_EXPERIMENT, keep: 'last' },
    },
  });
  tf.dispose(weights);
  return {
    epochs: history.map(({ seconds, validation }) => ({ seconds, accuracy: validation!.accuracy })),
    peakBytes: peakBytes(),
  };
}

/** A window of few pixels over few components: hundreds of updates in a minute. */
const SMALL = { patch: 11, components: 14 };
const COLLECTED_EVERY = 20;

/** Tensors and bytes held after every update: a leak would show as a slope. */
export async function measureUpdates(task: Tasks['updates']): Promise<Results['updates']> {
  const { picture, labels } = twoHalves(24, 20, SMALL.components);
  const { patch, components } = SMALL;
  const network = buildNetwork(findNetwork(task.network), [patch, patch, components], 2);
  const pixels = Int32Array.from(labels.keys()).filter((pixel) => pixel % 5 === 0);
  const held: Results['updates'] = { tensors: [], bytes: [] };
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const { weights } = await trainNetwork({
    network,
    picture,
    labelled: { pixels, targets: pixels.map((pixel) => labels[pixel]) },
    settings: { epochs: task.updates, learningRate: 1e-3, batch: pixels.length, seed: 1, execution: 'auto' },
    onStep: () => {
      held.tensors.push(tf.memory().numTensors);
      // What nobody holds any longer would look like growth for as long as nothing collects it.
      if (held.tensors.length % COLLECTED_EVERY === 0) collect();
      held.bytes.push(process.memoryUsage().rss);
    },
  });
  tf.dispose(weights);
  return held;
}
