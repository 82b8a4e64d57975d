import type { ErrorReportLike } from '@shared/scene';
import type { Cube } from './cube';
import { heldNodata } from '../files/nodata';
import { forEachTile, type PassOptions } from './tiles';

/** For a cube that is too large to be looked through while a person waits. */
export function notCheckedWarning(): ErrorReportLike {
  return {
    code: 'scene-not-checked',
    message:
      'The cube is too large to be looked through when it is opened, so constant bands and values that are not ' +
      'numbers are only found when a network is trained on it.',
    details: {},
  };
}

interface BandExtremes {
  minimum: Float64Array;
  maximum: Float64Array;
  nan: number;
  infinite: number;
}

/**
 * Looks through every value of a cube for what a person should know before using it.
 * @returns one warning each for NaN values, infinite values and bands that are the same everywhere
 */
export async function checkScene(cube: Cube, options: PassOptions = {}): Promise<ErrorReportLike[]> {
  const extremes: BandExtremes = {
    minimum: new Float64Array(cube.bands).fill(Infinity),
    maximum: new Float64Array(cube.bands).fill(-Infinity),
    nan: 0,
    infinite: 0,
  };
  const nodata = heldNodata(cube.dtype, cube.nodata);
  await forEachTile(cube, ({ values }) => addTile(extremes, values, cube.bands, nodata), options);
  return [...nonFiniteWarnings(extremes), ...constantBandWarnings(extremes)];
}

function addTile(extremes: BandExtremes, values: ArrayLike<number>, bands: number, nodata: number): void {
  const { minimum, maximum } = extremes;
  for (let i = 0, band = 0; i < values.length; i++) {
    const value = values[i];
    if (value - value !== 0) {
      if (Number.isNaN(value)) extremes.nan++;
      else extremes.infinite++;
    } else if (value !== nodata) {
      if (value < minimum[band]) minimum[band] = value;
      if (value > maximum[band]) maximum[band] = value;
    }
    if (++band === bands) band = 0;
  }
}

function nonFiniteWarnings({ nan, infinite }: BandExtremes): ErrorReportLike[] {
  const warning = (code: string, count: number, what: string): ErrorReportLike => ({
    code,
    message:
      `The cube holds ${count} ${count === 1 ? 'value' : 'values'} that ${count === 1 ? 'is' : 'are'} ${what}; ` +
      'pixels that hold any are left out of statistics and training, and stay unclassified in the map.',
    details: { count },
  });
  return [
    ...(nan > 0 ? [warning('nan-values', nan, 'not a number (NaN)')] : []),
    ...(infinite > 0 ? [warning('infinite-values', infinite, 'infinite')] : []),
  ];
}

/** How many bands a sentence names before it only counts. */
const MOST_NAMED = 10;

function constantBandWarnings({ minimum, maximum }: BandExtremes): ErrorReportLike[] {
  const constant = Array.from(minimum.keys()).filter((band) => !(minimum[band] < maximum[band]));
  return constant.length > 0 ? [constantBandsWarning(constant)] : [];
}

/** @param constant 0-based bands */
export function constantBandsWarning(constant: readonly number[]): ErrorReportLike {
  const named = constant.slice(0, MOST_NAMED).map((band) => band + 1);
  const list = named.join(', ') + (constant.length > named.length ? ', ...' : '');
  const which = constant.length === 1 ? `Band ${list} has` : `${constant.length} bands (${list}) have`;
  return {
    code: 'constant-bands',
    message: `${which} one and the same value at every pixel, which tells nothing about the classes.`,
    details: { count: constant.length, bands: list },
  };
}
