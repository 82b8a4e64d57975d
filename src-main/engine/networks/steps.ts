import type { NetworkRecipe } from '@shared/network';
import type { Padding } from './layers/field';
import { WINDOW_METHOD } from './recipes';

/** How a kernel moves over the picture. */
export interface Step {
  stride: number;
  padding: Padding;
}

/**
 * The steps of a network, asked for by its strides in its own order. Small windows leave out the first `leftOut`
 * halvings, because a window of a few pixels would be gone before the later layers saw it; up to the first halving that
 * is kept nothing is padded, so that overlapping windows share these layers and never see zeros that are not there.
 * @param padding the paper's
 */
export function steps(padding: Padding, leftOut = 0): (stride: number) => Step {
  let left = leftOut;
  let padded = leftOut === 0;
  return (stride) => {
    if (stride > 1 && left-- > 0) return { stride: 1, padding: 'valid' };
    padded ||= stride > 1;
    return { stride, padding: padded ? padding : 'valid' };
  };
}

/**
 * How a network with such steps is trained on windows of so many pixels a side.
 * @param change which halvings are left out, and what that leaves of the window
 */
export function steppedRecipe(patch: number, change: string): NetworkRecipe {
  return {
    patch,
    components: 30,
    epochs: 40,
    learningRate: 5e-3,
    batch: 64,
    optimizer: 'Adam',
    source:
      `${WINDOW_METHOD} Window, batch and rate were chosen by a few trials of MobileNetV2, MobileNetV3-Small and ` +
      'ShuffleNet V2 on one split of Indian Pines: judge them on others.',
    changes: [
      change,
      'Nothing is padded before the first halving that is kept: a scene’s windows share these layers, up to the first ' +
        'that needs a whole window, and they never see zeros that are not there.',
      'Thirty principal components take the place of three colours; only the first kernels depend on their number.',
    ],
  };
}
