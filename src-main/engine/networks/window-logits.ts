import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { gatherWindows, headLogits, trunkFeatures } from './forward';
import type { ApplyContext } from './layer';
import type { Plan } from './plan';
import { transformPicture, transformPixel, type Symmetry } from './symmetry';
import type { Tile } from './tiles';

export interface Pixel {
  row: number;
  column: number;
}

/**
 * Logits (pixels, classes) of windows around pixels of one tile, seen under a symmetry. The trunk sees the whole tile
 * turned; without a trunk each window is turned by itself, which is the same picture at less cost.
 * @param picture the padded tile, (1, rows + patch - 1, columns + patch - 1, channels)
 * @param pixels in scene coordinates, all inside the tile
 */
export function windowLogits(
  plan: Plan,
  weights: readonly Tensor[],
  picture: Tensor4D,
  tile: Tile,
  pixels: readonly Pixel[],
  symmetry: Symmetry,
  context: ApplyContext,
): Tensor2D {
  const local = pixels.map(({ row, column }) => ({ row: row - tile.row, column: column - tile.column }));
  if (plan.trunk.length === 0) {
    const windows = gatherWindows(picture, corners(local, picture.shape[2]), plan.window);
    return headLogits(plan, weights, transformPicture(windows, symmetry), context);
  }
  const features = trunkFeatures(plan, weights, transformPicture(picture, symmetry), context);
  const turned = local.map((pixel) => transformPixel(pixel, tile, symmetry));
  const windows = gatherWindows(features, corners(turned, features.shape[2] as number), plan.window);
  return headLogits(plan, weights, windows, context);
}

/** A pixel's window begins, in the padded picture and in the features alike, at the pixel's own row and column. */
function corners(pixels: readonly Pixel[], columns: number): Int32Array {
  return Int32Array.from(pixels, ({ row, column }) => row * columns + column);
}
