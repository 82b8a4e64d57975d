import { expect, it, vi } from 'vitest';
import { randomPicture } from '../../support/random-scene';
import { tf } from '../../support/tensorflow';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { predictScene } from '../../../src-main/engine/prediction/predict';
import type * as Choosing from '../../../src-main/engine/training/choose-execution';
import { trainNetwork } from '../../../src-main/engine/training/train';

const SIDE = 18;
const tiles = vi.hoisted(() => ({ side: 0 }));

vi.mock('../../../src-main/engine/training/choose-execution', async (original) => {
  const { chooseExecution } = await original<typeof Choosing>();
  return {
    chooseExecution: (...asked: Parameters<typeof chooseExecution>) => ({
      ...chooseExecution(...asked),
      tileSide: tiles.side,
    }),
  };
});

/** Two classes, one above the other; the left half, one tile, is brighter than the right by more than they differ. */
function unlikeHalves() {
  const picture = randomPicture(SIDE, 2 * SIDE, 14);
  const labels = new Int32Array(SIDE * 2 * SIDE);
  for (let pixel = 0; pixel < labels.length; pixel++) {
    labels[pixel] = pixel < labels.length / 2 ? 0 : 1;
    const half = pixel % (2 * SIDE) < SIDE ? 1.5 : -1.5;
    for (let channel = 0; channel < 14; channel++) {
      const at = 14 * pixel + channel;
      picture.values[at] = 0.5 * picture.values[at] + half + (labels[pixel] === 0 ? -0.7 : 0.7);
    }
  }
  return { picture, labels };
}

it('predicts after training on unlike tiles as after training on all at once', async () => {
  const { picture, labels } = unlikeHalves();
  const pixels = Int32Array.from(labels.keys()).filter((pixel) => pixel % 5 === 0);
  const labelled = { pixels, targets: pixels.map((pixel) => labels[pixel]) };
  const network = buildNetwork(findNetwork('hybridsn-bn'), [11, 11, 14], 2);
  const settings = { epochs: 40, learningRate: 2e-3, batch: 2048, seed: 1, execution: 'dense' as const };
  const accuracy = async (side: number) => {
    tiles.side = side;
    const { weights } = await trainNetwork({ network, picture, labelled, settings });
    const found = await predictScene(network, weights, picture, { execution: 'auto', labels: [0, 1] });
    tf.dispose(weights);
    return (
      labels.reduce((sum, label, pixel) => sum + (found.labels[pixel] === label ? 1 : 0), 0) / labels.length
    );
  };
  const [whole, inTiles] = [await accuracy(2 * SIDE), await accuracy(SIDE)];
  expect(whole).toBeGreaterThan(0.9);
  // By statistics of their own tile, half of the pixels come out wrong.
  expect(inTiles).toBeGreaterThan(0.85);
  expect(tf.memory().numTensors).toBe(0);
});
