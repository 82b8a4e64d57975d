import { axesOfCount, inOrder, isUsualOrder, type AxisName, type AxisOrder } from '@shared/axes';
import type { VariableInfo } from '@shared/scene';
import type { ArraySource, OpenOptions, TakenAxes } from '../source';
import { checkAskedAxes } from './asked';
import { guessAxes } from './guess';
import { turned } from './turned';

/** What a file says of the bands of a cube. */
export type BandVectors = Pick<VariableInfo, 'wavelengths' | 'fwhm' | 'badBands'>;

/** What is known of the axes of an array before its values are read. */
export interface OrderedArray {
  /** As in the file. */
  shape: readonly number[];
  /** What the file calls its axes, as far as it does; left out where its format has rows, columns and bands. */
  axisNames?: readonly (AxisName | undefined)[];
  /** What the file would say of each axis if it were the bands. */
  ofBands: readonly BandVectors[];
}

/** What the axes of an array are taken for where nobody says it. */
export type MeantAxes = Pick<TakenAxes, 'axes'> & Partial<TakenAxes>;

/** @param labels shapes of the maps of labels in the same file */
export function meantAxes(
  { shape, axisNames, ofBands }: OrderedArray,
  labels: readonly (readonly number[])[],
): MeantAxes {
  const usual = axesOfCount(shape.length);
  if (axisNames === undefined) return { axes: usual };
  if (shape.length === 3 && shape.every((length) => length > 1)) {
    const wavelengths = ofBands.map((vectors) => vectors.wavelengths !== undefined);
    return guessAxes(shape, { names: axisNames, wavelengths, labels });
  }
  const isTransposed = shape.length === 2 && axisNames[0] === 'columns' && axisNames[1] === 'rows';
  return { axes: isTransposed ? ['columns', 'rows'] : usual };
}

/** An array's description in the order rows, columns, bands. */
export function inMeantOrder(
  info: VariableInfo,
  { axes, from, uncertain }: MeantAxes,
  ofBands: readonly BandVectors[],
): VariableInfo {
  if (isUsualOrder(axes) && !from) return info;
  return {
    ...info,
    ...ofBands[axes.indexOf('bands')],
    shape: inOrder(info.shape, axes),
    ...(!isUsualOrder(axes) && { axes: [...axes] }),
    ...(from && { axesFrom: from }),
    ...(uncertain && { axesUncertain: uncertain }),
  };
}

/**
 * Opens an array in the order rows, columns, bands: as asked for, else as it is meant.
 * @param open gives the array as it lies in the file, with what is said of these bands
 * @throws UnusableDataError where the axes asked for are not those of the array
 */
export async function openOrdered(
  array: OrderedArray & { file: string; variable: string },
  meant: MeantAxes,
  { axes: asked }: Pick<OpenOptions, 'axes'>,
  open: (bands: BandVectors) => Promise<ArraySource>,
): Promise<ArraySource> {
  const { file, variable, shape, axisNames, ofBands } = array;
  if (asked) checkAskedAxes({ file, variable, axes: [...asked] }, shape);
  const { from, uncertain = false } = meant;
  const known = from && { axes: meant.axes, from, uncertain };
  const taken: TakenAxes | undefined = asked ? { axes: asked, from: 'given', uncertain: false } : known;
  const axes: AxisOrder = asked ?? meant.axes;
  const bands = axes.indexOf('bands');
  const source = await open(ofBands[bands] ?? {});
  return turned(source, axes, { meant: meant.axes, taken, ...(axisNames && { bands }) });
}
