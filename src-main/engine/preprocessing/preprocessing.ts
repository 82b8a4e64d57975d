import type { Experiment } from '@shared/experiment';
import type { Cube } from '../cube/cube';
import type { PassOptions } from '../cube/tiles';
import { incompletePixels } from './complete-pixels';
import type { MomentsOptions } from './covariance';
import { keptBands } from './kept-bands';
import { fitPca, pcaFromJson, pcaToJson, type Pca, type PcaJson } from './pca';
import type { Picture } from './picture';
import { presentValues, scaleBands, selectBands, type Scaling } from './prepared-cube';
import { fitScaling } from './scaling';
import { Projection, transformedPicture, Unchanged, type ScoreOptions } from './scores';

export type PreprocessingSettings = Pick<Experiment, 'removedBands' | 'scaling' | 'reduction'> & {
  components: number;
};

/** All that is done to a spectrum before a network sees it, fitted on one scene and good for every other one. */
export interface Preprocessing {
  /** 0-based bands that are used; all where left out. */
  kept?: number[];
  scaling?: Scaling;
  /** Where left out, the bands themselves are the channels. */
  pca?: Pca;
  /** Whether each component is divided by its standard deviation. */
  whitened: boolean;
}

/**
 * Fits what is asked for, one step on what the step before it leaves.
 * @param options `pixels`: those to fit on, every pixel where left out
 * @throws InvalidSettingsError, UnusableDataError as the steps do
 */
export async function fitPreprocessing(
  cube: Cube,
  { removedBands, scaling, reduction, components }: PreprocessingSettings,
  options: MomentsOptions = {},
): Promise<Preprocessing> {
  const fitted: Preprocessing = {
    kept: keptBands(cube, removedBands),
    whitened: reduction === 'whitened-pca',
  };
  if (scaling !== 'none') fitted.scaling = await fitScaling(prepare(cube, fitted), scaling, options);
  if (reduction !== 'none') fitted.pca = await fitPca(prepare(cube, fitted), components, options);
  return fitted;
}

/** The scene as the network sees it; the caller closes the picture. */
export function preparedPicture(
  cube: Cube,
  fitted: Preprocessing,
  options: ScoreOptions = {},
): Promise<Picture> {
  const { pca, whitened } = fitted;
  const prepared = prepare(cube, fitted);
  const transform = pca ? new Projection(pca, whitened) : new Unchanged(prepared.bands);
  return transformedPicture(prepared, transform, options);
}

/**
 * Marks the pixels (row by row) that lack a value in some band that is used; undefined where every pixel is complete.
 * @throws InvalidSettingsError where the list of removed bands cannot be used
 * @throws UnusableDataError where no pixel is complete
 */
export async function pixelsWithoutValues(
  cube: Cube,
  { removedBands }: Pick<PreprocessingSettings, 'removedBands'>,
  options: PassOptions = {},
): Promise<Uint8Array | undefined> {
  const mayLack = cube.nodata !== undefined || cube.dtype.startsWith('float');
  if (!mayLack) return undefined;
  return incompletePixels(prepare(cube, { kept: keptBands(cube, removedBands), whitened: false }), options);
}

/** 0-based bands of the cube that add nothing, as they have the same value at every pixel. */
export function constantBandsOf({ pca, kept }: Preprocessing): number[] {
  const constant = pca?.constantBands ?? [];
  return kept ? constant.map((band) => kept[band]) : constant;
}

function prepare(cube: Cube, { kept, scaling }: Preprocessing): Cube {
  const present = presentValues(cube);
  const selected = kept ? selectBands(present, kept) : present;
  return scaling ? scaleBands(selected, scaling) : selected;
}

export interface PreprocessingJson {
  kept?: number[];
  scaling?: { offset: number[]; divisor: number[] };
  pca?: PcaJson;
  whitened: boolean;
}

export function preprocessingToJson({ kept, scaling, pca, whitened }: Preprocessing): PreprocessingJson {
  return {
    kept,
    scaling: scaling && { offset: [...scaling.offset], divisor: [...scaling.divisor] },
    pca: pca && pcaToJson(pca),
    whitened,
  };
}

export function preprocessingFromJson({ kept, scaling, pca, whitened }: PreprocessingJson): Preprocessing {
  return {
    kept,
    scaling: scaling && {
      offset: Float64Array.from(scaling.offset),
      divisor: Float64Array.from(scaling.divisor),
    },
    pca: pca && pcaFromJson(pca),
    whitened,
  };
}
