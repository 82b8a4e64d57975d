import type { ScalingKind } from '@shared/experiment';
import type { Cube } from '../cube/cube';
import { forEachTile } from '../cube/tiles';
import { pixelMoments, positionsOf, type MomentsOptions } from './covariance';
import { CompletePixels } from './complete-pixels';
import type { Scaling } from './prepared-cube';

/**
 * What brings every band to mean 0 and standard deviation 1 (`standard`, as scikit-learn's `StandardScaler`) or to
 * values from 0 to 1 (`minmax`, as its `MinMaxScaler`). A band that has one value becomes 0 throughout.
 * Pixels that lack a value in some band are left out.
 * @param options `pixels`: those whose values count
 * @throws UnusableDataError where no pixel has a value in every band
 */
export async function fitScaling(
  cube: Cube,
  kind: Exclude<ScalingKind, 'none'>,
  options: MomentsOptions = {},
): Promise<Scaling> {
  return kind === 'standard' ? fitStandard(cube, options) : fitRange(cube, options);
}

async function fitStandard(cube: Cube, options: MomentsOptions): Promise<Scaling> {
  const { mean, covariance, pixels } = await pixelMoments(cube, options);
  const deviation = mean.map((_, band) => {
    const variance = (covariance[band * cube.bands + band] * (pixels - 1)) / pixels;
    return variance > 0 ? Math.sqrt(variance) : 1;
  });
  return { offset: mean, divisor: deviation };
}

async function fitRange(cube: Cube, { pixels, ...pass }: MomentsOptions): Promise<Scaling> {
  const { bands } = cube;
  const least = new Float64Array(bands).fill(Infinity);
  const most = new Float64Array(bands).fill(-Infinity);
  const complete = new CompletePixels(cube);
  const positionsIn = positionsOf(cube, pixels);
  await forEachTile(
    cube,
    (tile) => {
      for (const position of complete.of(tile, positionsIn(tile))) {
        for (let band = 0, at = position * bands; band < bands; band++, at++) {
          if (tile.values[at] < least[band]) least[band] = tile.values[at];
          if (tile.values[at] > most[band]) most[band] = tile.values[at];
        }
      }
    },
    pass,
  );
  complete.throwIfNone();
  return { offset: least, divisor: most.map((value, band) => value - least[band] || 1) };
}
