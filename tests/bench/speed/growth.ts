import * as tf from '@tensorflow/tfjs-core';
import { initialWeights } from '../../../src-main/engine/networks/weights';
import type { Destination, Picture, Rectangle } from '../../../src-main/engine/preprocessing/picture';
import { predictScene } from '../../../src-main/engine/prediction/predict';
import { createRandom } from '../../../src-main/engine/samples/random';
import { trainNetwork } from '../../../src-main/engine/training/train';
import { LABELS } from './labelling';
import { networkOf } from './passes';
import { forgetPeak, peakBytes, timed } from './peak';
import { indianPines } from './scene';
import type { Results, Tasks } from './tasks';

/** A scene again and again, down and across, that takes no more memory than once. */
class Repeated implements Picture {
  readonly rows: number;
  readonly columns: number;
  readonly channels: number;
  readonly inMemory = false;

  constructor(
    private readonly once: Picture,
    down: number,
    across: number,
  ) {
    this.rows = once.rows * down;
    this.columns = once.columns * across;
    this.channels = once.channels;
  }

  async read(
    { row, column, rows, columns }: Rectangle,
    to: Destination,
    signal?: AbortSignal,
  ): Promise<void> {
    const { once, channels } = this;
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns;) {
        const from = (column + j) % once.columns;
        const width = Math.min(columns - j, once.columns - from);
        const part = { row: (row + i) % once.rows, column: from, rows: 1, columns: width };
        await once.read(part, { ...to, at: to.at + i * to.stride + j * channels }, signal);
        j += width;
      }
  }

  async close(): Promise<void> {}
}

/** One update on the training pixels of all copies, and every pixel labelled. */
export async function measureGrowth({
  network: id,
  down,
  across,
}: Tasks['growth']): Promise<Results['growth']> {
  const scene = await indianPines();
  const picture = new Repeated(scene.picture, down, across);
  const network = networkOf(id);
  const once = scene.labelled(scene.split(0).train);
  const copies = Array.from({ length: down * across }, (_, copy) => {
    const [row, column] = [Math.floor(copy / across), copy % across];
    return once.pixels.map((pixel) => {
      const [r, c] = [Math.floor(pixel / scene.picture.columns), pixel % scene.picture.columns];
      return (row * scene.picture.rows + r) * picture.columns + column * scene.picture.columns + c;
    });
  });
  const pixels = Int32Array.from(copies.flatMap((copy) => [...copy]));
  const targets = Int32Array.from(copies.flatMap(() => [...once.targets]));
  const weights = initialWeights(network, createRandom(0, 'weights'));
  forgetPeak();
  const labelling = await timed(() =>
    predictScene(network, weights, picture, { execution: 'auto', labels: LABELS }),
  );
  const peakLabelling = peakBytes();
  tf.dispose(weights);
  forgetPeak();
  const settings = {
    epochs: 2,
    learningRate: 1e-3,
    batch: pixels.length,
    seed: 0,
    execution: 'auto' as const,
  };
  const trained = await trainNetwork({ network, picture, labelled: { pixels, targets }, settings });
  tf.dispose(trained.weights);
  return {
    pixels: picture.rows * picture.columns,
    update: trained.history[1].seconds,
    labelling: labelling.seconds,
    peakTraining: peakBytes(),
    peakLabelling,
  };
}
