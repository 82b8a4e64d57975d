import * as tf from '@tensorflow/tfjs-core';
import type { Prediction } from '../../../src-main/engine/prediction/labelled-scene';
import { predictScene } from '../../../src-main/engine/prediction/predict';
import { trainNetwork } from '../../../src-main/engine/training/train';
import { networkOf } from './passes';
import { forgetPeak, peakBytes, timed } from './peak';
import { CLASSES, indianPines } from './scene';
import type { Results, Tasks } from './tasks';

export const LABELS = Array.from({ length: CLASSES }, (_, index) => index + 1);

/** Every pixel of Indian Pines, by one trained network in both forms. */
export async function measureScene({
  network: id,
  epochs,
  times,
}: Tasks['scene']): Promise<Results['scene']> {
  const { picture, labelled, split } = await indianPines();
  const network = networkOf(id);
  const { weights } = await trainNetwork({
    network,
    picture,
    labelled: labelled(split(0).train),
    settings: { epochs, learningRate: 1e-3, batch: 2048, seed: 0, execution: 'auto' },
  });
  const label = (execution: 'dense' | 'patch') =>
    timed(() => predictScene(network, weights, picture, { execution, labels: LABELS }));
  await label('dense');
  forgetPeak();
  const dense: number[] = [];
  let found: Prediction | undefined;
  for (let time = 0; time < times; time++) {
    const { seconds, result } = await label('dense');
    dense.push(seconds);
    found = result;
  }
  const peak = peakBytes();
  const patch = await label('patch');
  tf.dispose(weights);
  return {
    dense,
    patch: patch.seconds,
    pixels: picture.rows * picture.columns,
    ...compare(found!, patch.result),
    peakBytes: peak,
  };
}

function compare(dense: Prediction, patch: Prediction): { differing: number; difference: number } {
  let [differing, difference] = [0, 0];
  dense.labels.forEach((label, pixel) => {
    if (label !== patch.labels[pixel]) differing++;
    difference = Math.max(difference, Math.abs(dense.confidence[pixel] - patch.confidence[pixel]));
  });
  return { differing, difference };
}
