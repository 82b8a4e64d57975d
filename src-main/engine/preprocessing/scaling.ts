import type { ScalingKind } from '@shared/experiment';
import type { Cube } from '../cube/cube';
import { forEachTile } from '../cube/tiles';
import { pixelMoments, positionsOf, type MomentsOptions } from './covariance';
import { NonFiniteValues } from './non-finite';
import type { Scaling } from './prepared-cube';

/**
 * What brings every band to mean 0 and standard deviation 1 (`standard`, as scikit-learn's `StandardScaler`) or to
 * values from 0 to 1 (`minmax`, as its `MinMaxScaler`). A band that has one value becomes 0 throughout.
 * @param options `pixels`: those whose values count
 * @throws UnusableDataError where a value that counts is NaN or infinite
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
  const nonFinite = new NonFiniteValues(cube);
  const positionsIn = positionsOf(cube, pixels);
  await forEachTile(
    cube,
    (tile) => {
      const positions = positionsIn(tile);
      nonFinite.look(tile, positions);
      for (const position of positions) {
        for (let band = 0, at = position * bands; band < bands; band++, at++) {
          if (tile.values[at] < least[band]) least[band] = tile.values[at];
          if (tile.values[at] > most[band]) most[band] = tile.values[at];
        }
      }
    },
    pass,
  );
  nonFinite.throwIfAny();
  return { offset: least, divisor: most.map((value, band) => value - least[band] || 1) };
}
