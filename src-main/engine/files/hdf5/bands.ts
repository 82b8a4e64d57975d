import type { BandVectors } from '../axes/order';
import { asNanometres, isWavelengthName } from '../roles';
import { textIn } from './attribute-values';
import { lastName } from './axis-names';
import { attributesOrNone, type ArrayContext, type FoundArray } from './array-context';
import { firstValues, shapeOf } from './numeric-dataset';

const NANOMETRES = /^(nm|nano-?met(er|re)s?)$/i;
const MICROMETRES = /^([uµμ]m|micro-?met(er|re)s?|microns?)$/i;

/**
 * Wavelengths of one axis of a cube: its coordinates where they are in nanometres or micrometres, else the nearest
 * vector of as many values that is named so; with the widths and the good bands that lie beside.
 */
export async function findBands(context: ArrayContext, axis: number): Promise<BandVectors> {
  const { array, scales, all } = context;
  const bands = shapeOf(array.array)[axis];
  const candidates = [scales[axis], ...named(all, bands, (name) => isWavelengthName(name), array)];
  for (const candidate of candidates) {
    const wavelengths = candidate && (await nanometresOf(context, candidate));
    if (!wavelengths) continue;
    return { wavelengths, ...(await besides(context, candidate, bands)) };
  }
  return {};
}

/** Vectors of so many values with a fitting name, those that share more groups with the cube first, of them the one in fewest. */
function named(
  all: readonly FoundArray[],
  length: number,
  fits: (name: string) => boolean,
  to: FoundArray,
): FoundArray[] {
  const groupsOf = ({ found }: FoundArray) => found.path.split('/').slice(0, -1);
  const own = groupsOf(to);
  const shared = (vector: FoundArray) => {
    const differs = groupsOf(vector).findIndex((step, depth) => step !== own[depth]);
    return differs < 0 ? groupsOf(vector).length : differs;
  };
  return all
    .filter(({ array }) => String(shapeOf(array)) === String(length) && fits(lastName(array.name)))
    .sort((a, b) => shared(b) - shared(a) || groupsOf(a).length - groupsOf(b).length);
}

async function nanometresOf(
  context: Pick<ArrayContext, 'h5'>,
  vector: FoundArray,
): Promise<number[] | undefined> {
  const units = await unitsOf(context, vector);
  const inLength = units !== undefined && (NANOMETRES.test(units) || MICROMETRES.test(units));
  // Without a unit only the name can say that these are wavelengths, and the values in what.
  if (!inLength && (units !== undefined || !isWavelengthName(lastName(vector.array.name)))) return undefined;
  const values = await valuesOf(context, vector);
  if (!values || units === undefined) return values && asNanometres(values);
  const stated = MICROMETRES.test(units) ? values.map(inNanometres) : values;
  const found = asNanometres(stated);
  // What could only be wavelengths in another unit than the stated one is something else.
  return found?.[0] === stated[0] ? found : undefined;
}

/** Rounded to a picometre, as `asNanometres` does. */
function inNanometres(micrometres: number): number {
  return Math.round(micrometres * 1e6) / 1e3;
}

/** The wavelengths that a vector itself is: by its name, or as the coordinates of an axis by its unit. */
export async function wavelengthsIn(
  context: Pick<ArrayContext, 'h5' | 'attributes'>,
  vector: FoundArray,
): Promise<number[] | undefined> {
  const isNamed = isWavelengthName(lastName(vector.array.name));
  const isScale = (await textIn(context.h5, context.attributes.get('CLASS'))) === 'DIMENSION_SCALE';
  return isNamed || isScale ? nanometresOf(context, vector) : undefined;
}

async function unitsOf({ h5 }: Pick<ArrayContext, 'h5'>, { found }: FoundArray): Promise<string | undefined> {
  const units = await textIn(h5, (await attributesOrNone(found)).get('units'));
  return units === '' || units === '1' ? undefined : units;
}

async function valuesOf(
  { h5 }: Pick<ArrayContext, 'h5'>,
  { array }: FoundArray,
): Promise<number[] | undefined> {
  const values = await firstValues(h5, array, h5.signal);
  return values.length === shapeOf(array)[0] ? Array.from(values) : undefined;
}

async function besides(
  context: ArrayContext,
  wavelengths: FoundArray,
  bands: number,
): Promise<Omit<BandVectors, 'wavelengths'>> {
  const near = (pattern: RegExp) =>
    named(context.all, bands, (name) => pattern.test(name), wavelengths).at(0);
  const width = near(/^fwhm$/i);
  const good = near(/^good_wavelengths$/i);
  const widths = width && (await valuesOf(context, width));
  const goods = good && (await valuesOf(context, good));
  const micrometres = MICROMETRES.test((width && (await unitsOf(context, width))) ?? '');
  const badBands = goods?.flatMap((isGood, band) => (isGood === 0 ? [band] : []));
  return {
    ...(widths?.every((value) => value > 0) && {
      fwhm: micrometres ? widths.map(inNanometres) : widths,
    }),
    ...(badBands?.length && badBands.length < bands && { badBands }),
  };
}
