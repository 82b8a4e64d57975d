import type { Tensor, Tensor2D, Tensor4D } from '@tensorflow/tfjs-core';
import { coveredWindows, gatherWindows, headLogits, trunkFeatures } from './forward';
import type { ApplyContext } from './layer';
import type { Plan } from './plan';
import { transformPicture, transformPosition, type Symmetry } from './symmetry';
import type { Tile } from './tiles';

/**
 * Logits (pixels, classes) of windows around pixels of one tile, seen under a symmetry. The trunk sees the tile turned,
 * and of it only what the windows need where its features allow that; without a trunk each window is turned by itself,
 * which is the same picture at less cost.
 * @param input the padded tile, (1, rows + patch - 1, columns + patch - 1, channels); without a trunk the windows
 *   themselves, (pixels, patch, patch, channels)
 * @param positions row * tile.columns + column of each pixel, in the tile
 */
export function windowLogits(
  plan: Plan,
  weights: readonly Tensor[],
  input: Tensor4D,
  { tile, positions }: { tile: Tile; positions: Int32Array },
  symmetry: Symmetry,
  context: ApplyContext,
): Tensor2D {
  const picture = transformPicture(input, symmetry);
  if (plan.trunk.length === 0) return headLogits(plan, weights, picture, context);
  const turned = positions.map((position) => transformPosition(position, tile, symmetry));
  const columns = symmetry.transpose ? tile.rows : tile.columns;
  const corners = cornersOf(turned, columns, picture.shape[2] - plan.reach);
  const features = (part: Tensor) => trunkFeatures(plan, weights, part, context);
  const windows = plan.local
    ? coveredWindows(plan, picture, corners, features)
    : gatherWindows(features(picture), corners, plan.window);
  return headLogits(plan, weights, windows, context);
}

/**
 * A pixel's window begins, in the padded picture and in the features alike, at the pixel's own row and column; only
 * their rows are longer than the tile's.
 */
export function cornersOf(positions: Int32Array, tileColumns: number, columns: number): Int32Array {
  return positions.map((position) => Math.floor(position / tileColumns) * columns + (position % tileColumns));
}
