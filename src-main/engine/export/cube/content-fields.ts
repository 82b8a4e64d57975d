import { isDeepStrictEqual } from 'node:util';
import type { EnviField } from '../../files/carried';
import { enviFieldsOf } from '../../files/envi/gdal-domain';
import { fieldKey, withoutBraces } from '../../files/envi/header-text';
import { georeferencingOf } from '../../files/envi/map-info';
import { metadataOf } from '../../files/envi/metadata';
import type { Place } from '../place/place';
import { fieldsOf, list, placeFields, plain, classFields, type EnviFields } from '../envi-header';
import { describedClasses } from './described-classes';
import { scaleFields } from './scales';
import { cubeShape } from './tiles';
import type { CubeDescription } from './writer';

type Texts = ReadonlyMap<string, string>;

/** Fields about how the values lie, which every file says for itself. */
const LAYOUT = [
  'samples',
  'lines',
  'bands',
  'header offset',
  'file type',
  'data type',
  'interleave',
  'byte order',
  'file compression',
  'major frame offsets',
  'minor frame offsets',
];

/** What fields that belong together tell: carried on as they are where they tell the same, else said anew. */
interface Fact {
  fields: readonly string[];
  /** What these fields tell, as a reader understands them. */
  told(fields: Texts, bands: number): unknown;
  /** The same of the array that is written. */
  known(description: CubeDescription): unknown;
  say(description: CubeDescription, place: Place | undefined): EnviFields;
}

const metadata = (fields: Texts, bands: number) => metadataOf(fields, bands, '');

const FACTS: readonly Fact[] = [
  {
    fields: ['data ignore value'],
    told: (fields, bands) => metadata(fields, bands).nodata,
    known: ({ nodata }) => nodata,
    say: ({ nodata, carried }) => fieldsOf([['data ignore value', carried?.nodata ?? String(nodata)]]),
  },
  {
    fields: ['map info', 'coordinate system string', 'projection info'],
    told: georeferencingOf,
    known: ({ georeferencing }) => georeferencing,
    say: (_, place) => placeFields(place),
  },
  {
    fields: ['wavelength units', 'wavelength', 'fwhm'],
    told: (fields, bands) => bandPositions(metadata(fields, bands)),
    known: bandPositions,
    say: ({ wavelengths, fwhm }) =>
      fieldsOf([
        ['wavelength units', 'Nanometers'],
        ...(wavelengths ? [['wavelength', list(wavelengths)] as const] : []),
        ...(fwhm ? [['fwhm', list(fwhm)] as const] : []),
      ]),
  },
  {
    fields: ['bbl'],
    told: (fields, bands) => metadata(fields, bands).badBands,
    known: ({ badBands }) => badBands,
    say: (description) => fieldsOf([['bbl', list(goodBands(description))]]),
  },
  {
    fields: ['default bands'],
    told: (fields, bands) => metadata(fields, bands).defaultRgb,
    known: ({ defaultRgb }) => defaultRgb,
    say: ({ defaultRgb = [] }) =>
      fieldsOf([['default bands', `{${defaultRgb.map((band) => band + 1).join(', ')}}`]]),
  },
  {
    fields: ['band names'],
    told: (fields, bands) => metadata(fields, bands).bandNames,
    known: ({ bandNames }) => bandNames?.map(plain),
    say: ({ bandNames = [] }) => fieldsOf([['band names', list(bandNames.map(plain))]]),
  },
  {
    fields: ['classes', 'class lookup', 'class names'],
    told: (fields, bands) => metadata(fields, bands).classes,
    known: ({ classes }) => classes,
    say: ({ classes = [] }) => classFields(describedClasses(classes)),
  },
];

/**
 * Everything that an ENVI header says of an array but its layout: the fields of the source, where it has a header or
 * carries one, and what is known besides.
 */
export function contentFields(description: CubeDescription, place: Place | undefined): EnviFields {
  const fields = carriedFields(description);
  for (const key of LAYOUT) fields.delete(key);
  const [, , bands] = cubeShape(description);
  const texts = new Map(Array.from(fields, ([key, { value }]) => [key, withoutBraces(value)]));
  for (const { fields: keys, told, known, say } of FACTS) {
    const fact = known(description);
    if (isDeepStrictEqual(told(texts, bands), fact)) continue;
    for (const key of keys) fields.delete(key);
    if (fact !== undefined) say(description, place).forEach((field, key) => fields.set(key, field));
  }
  if (!fields.has('description')) fields.set('description', descriptionField(description));
  return fields;
}

/** Those of a header, or in a TIFF those that it was given and what is said of the whole image. */
function carriedFields({ carried = {}, shape }: CubeDescription): EnviFields {
  if (carried.enviFields) return new Map(carried.enviFields);
  const items = carried.gdalItems ?? [];
  const fields: EnviFields = new Map();
  for (const { name: itemName, text, domain, band } of items) {
    if (domain !== '' || band !== undefined) continue;
    const name = plain(itemName.replaceAll('=', ' ').replaceAll(';', ' '));
    if (name !== '') fields.set(fieldKey(name), { name, value: oneValue(text) });
  }
  for (const [key, field] of scaleFields(items, cubeShape({ shape })[2])) fields.set(key, field);
  for (const [key, { name, value }] of enviFieldsOf(items)) fields.set(key, { name, value: oneValue(value) });
  return fields;
}

/** A value that a reader takes for one: in braces where it has lines, and then with none inside. */
function oneValue(text: string): string {
  const inside = withoutBraces(text.trim());
  if (text.trim().startsWith('{') || /[\r\n{}]/.test(text)) return `{${inside.replace(/[{}]/g, ' ')}}`;
  return inside;
}

function descriptionField({ carried, name }: CubeDescription): EnviField {
  const text = carried?.description?.trim() || name;
  return { name: 'description', value: `{${text.replace(/[{}]/g, ' ')}}` };
}

function bandPositions({ wavelengths, fwhm }: Pick<CubeDescription, 'wavelengths' | 'fwhm'>) {
  return wavelengths || fwhm ? { wavelengths, fwhm } : undefined;
}

function goodBands(description: CubeDescription): number[] {
  const bad = new Set(description.badBands);
  return Array.from({ length: cubeShape(description)[2] }, (_, band) => (bad.has(band) ? 0 : 1));
}
