import { afterAll, beforeAll, expect, it } from 'vitest';
import { tf } from '../../support/tensorflow';
import { readTruth } from '../../../src-main/engine/cube/labels';
import { openCube } from '../../../src-main/engine/cube/open';
import { buildNetwork } from '../../../src-main/engine/networks/network';
import { findNetwork } from '../../../src-main/engine/networks/registry';
import { fitPca } from '../../../src-main/engine/preprocessing/pca';
import type { Picture } from '../../../src-main/engine/preprocessing/picture';
import { scorePicture } from '../../../src-main/engine/preprocessing/scores';
import { predictScene } from '../../../src-main/engine/prediction/predict';
import { splitPixels } from '../../../src-main/engine/samples/split';
import { trainNetwork } from '../../../src-main/engine/training/train';
import type { LabelledPixels } from '../../../src-main/engine/training/batches';

const SAMPLE = 'assets/samples/indian-pines';
/** Smaller than the recipe's, so that every window by itself takes seconds and not minutes. */
const [PATCH, COMPONENTS] = [17, 13];
let picture: Picture;
let labelled: LabelledPixels;

beforeAll(async () => {
  const cube = await openCube({
    file: `${SAMPLE}/Indian_pines_corrected.mat`,
    variable: 'indian_pines_corrected',
  });
  const truth = await readTruth({ file: `${SAMPLE}/Indian_pines_gt.mat`, variable: 'indian_pines_gt' });
  picture = await scorePicture(cube, await fitPca(cube, COMPONENTS));
  await cube.close();
  const { train } = splitPixels(truth, { kind: 'random', training: 0.1, patch: PATCH, seed: 0 });
  labelled = { pixels: train, targets: train.map((pixel) => truth.labels[pixel] - 1) };
});

it.each(['hybridsn', 'hybridsn-bn'])(
  'labels all of Indian Pines the same dense and by patches with a trained %s',
  async (id) => {
    const network = buildNetwork(findNetwork(id), [PATCH, PATCH, COMPONENTS], 16);
    const settings = { epochs: 16, learningRate: 2e-3, batch: 2048, seed: 0, execution: 'dense' as const };
    const { weights, history } = await trainNetwork({ network, picture, labelled, settings });
    expect(history[15].accuracy).toBeGreaterThan(0.3);
    const labels = Array.from({ length: 16 }, (_, index) => index + 1);
    const dense = await predictScene(network, weights, picture, { execution: 'dense', labels });
    const patch = await predictScene(network, weights, picture, { execution: 'patch', labels });
    tf.dispose(weights);
    expect(new Set(dense.labels).size).toBeGreaterThan(3);
    expect(dense.labels).toEqual(patch.labels);
    const differences = dense.confidence.map((value, pixel) => Math.abs(value - patch.confidence[pixel]));
    expect(Math.max(...differences)).toBeLessThan(1e-4);
  },
  300_000,
);

afterAll(async () => {
  await picture.close();
  expect(tf.memory().numTensors).toBe(0);
});
