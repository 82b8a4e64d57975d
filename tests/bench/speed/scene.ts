import { readTruth } from '../../../src-main/engine/cube/labels';
import { openCube } from '../../../src-main/engine/cube/open';
import { fitPca } from '../../../src-main/engine/preprocessing/pca';
import type { Picture } from '../../../src-main/engine/preprocessing/picture';
import { scorePicture } from '../../../src-main/engine/preprocessing/scores';
import { splitPixels, type Split } from '../../../src-main/engine/samples/split';
import type { LabelledPixels } from '../../../src-main/engine/training/batches';

const SAMPLE = 'assets/samples/indian-pines';
export const PATCH = 25;
export const COMPONENTS = 30;
export const CLASSES = 16;
/** What one pass goes over. */
export const TRAINING_PIXELS = 1024;

/** Indian Pines as both the program and its peers see it: principal components, one split a seed. */
export interface IndianPines {
  picture: Picture;
  /** 0 where unlabelled. */
  labels: ArrayLike<number>;
  split(seed: number): Split;
  labelled(pixels: Int32Array): LabelledPixels;
}

export async function indianPines(): Promise<IndianPines> {
  const cube = await openCube({
    file: `${SAMPLE}/Indian_pines_corrected.mat`,
    variable: 'indian_pines_corrected',
  });
  const truth = await readTruth({ file: `${SAMPLE}/Indian_pines_gt.mat`, variable: 'indian_pines_gt' });
  const picture = await scorePicture(cube, await fitPca(cube, COMPONENTS));
  await cube.close();
  return {
    picture,
    labels: truth.labels,
    split: (seed) => splitPixels(truth, { kind: 'random', training: 0.1, patch: PATCH, seed }),
    labelled: (pixels) => ({ pixels, targets: pixels.map((pixel) => truth.labels[pixel] - 1) }),
  };
}
