import { isDeepStrictEqual } from 'node:util';
import type { GdalItem } from '../../files/carried';
import { ENVI_DOMAIN } from '../../files/envi/gdal-domain';
import { describeBands } from '../../files/geotiff/metadata';
import type { EnviFields } from '../envi-header';
import { encodeItems, headerItem } from '../gdal-items';
import { contentFields } from './content-fields';
import { scaleItems } from './scales';
import { cubeShape } from './tiles';
import type { CubeDescription } from './writer';

/** Fields of an ENVI header that a TIFF says in tags or items of its own. */
const SAID_ELSEWHERE = [
  'description',
  'data ignore value',
  'map info',
  'coordinate system string',
  'projection info',
];
/** Fields that a TIFF has no other place for. */
const ONLY_HERE = ['bbl', 'default bands'];
/** The same of classes, whose colours have a table of their own. */
const CLASS_FIELDS = ['classes', 'class lookup', 'class names'];

/** What GDAL's items tell of the bands: kept as the source says it where that is so, else said anew. */
const FACTS = [
  { known: 'wavelengths', item: /^((center_?|central_?)?wavelengths?(_units?)?|CENTRAL_WAVELENGTH_UM)$/i },
  { known: 'fwhm', item: /^FWHM_UM$/ },
  { known: 'bandNames', item: /^DESCRIPTION$/ },
] as const;

/** Metadata of the bands as GDAL's GTiff driver writes them; undefined where there are none. */
export function gdalMetadata(description: CubeDescription): string | undefined {
  const items = itemsOf(description);
  return items.length > 0 ? encodeItems(items) : undefined;
}

function itemsOf(description: CubeDescription): GdalItem[] {
  const { carried = {} } = description;
  const bands = cubeShape(description)[2];
  const content = contentFields(description, undefined);
  const ofSource = carried.gdalItems ?? scaleItems(carried.enviFields ? content : new Map(), bands);
  let items = [
    ...ofSource.filter(({ domain, band = 0 }) => domain !== ENVI_DOMAIN && band < bands),
    ...headerItems(content, description),
  ];
  for (const { known, item } of FACTS) {
    const fact = description[known];
    if (isDeepStrictEqual(describeBands(items, bands)[known], fact)) continue;
    items = items.filter(({ name, role }) => !item.test(name) || (role !== '' && role !== 'description'));
    if (fact) items.push(...sayBands(known, fact));
  }
  return items;
}

/** Fields of a header in the domain in which GDAL keeps them: those the source had there, and those without a place. */
function headerItems(content: EnviFields, { carried = {}, classes = [] }: CubeDescription): GdalItem[] {
  const hadHeader = carried.enviFields !== undefined;
  const had = new Set(
    (carried.gdalItems ?? []).filter(({ domain }) => domain === ENVI_DOMAIN).map(({ name }) => keyOf(name)),
  );
  const needed = classes.some(({ name }) => name !== undefined) ? [...ONLY_HERE, ...CLASS_FIELDS] : ONLY_HERE;
  const wanted = (key: string) => needed.includes(key) || hadHeader || had.has(key);
  return Array.from(content)
    .filter(([key]) => wanted(key) && !SAID_ELSEWHERE.includes(key))
    .map(([, field]) => headerItem(field));
}

function keyOf(name: string): string {
  return name.replaceAll('_', ' ').trim().toLowerCase();
}

function sayBands(known: (typeof FACTS)[number]['known'], values: readonly (number | string)[]): GdalItem[] {
  return values.flatMap((value, band) => {
    const item = { band, role: '', domain: '' };
    if (known === 'bandNames')
      return [{ ...item, name: 'DESCRIPTION', role: 'description', text: String(value) }];
    if (known === 'fwhm')
      return [{ ...item, name: 'FWHM_UM', domain: 'IMAGERY', text: micrometres(Number(value)) }];
    return [
      { ...item, name: 'wavelength', text: String(value) },
      { ...item, name: 'wavelength_units', text: 'Nanometers' },
      { ...item, name: 'CENTRAL_WAVELENGTH_UM', domain: 'IMAGERY', text: micrometres(Number(value)) },
    ];
  });
}

function micrometres(nanometres: number): string {
  return String(Number((nanometres / 1000).toPrecision(12)));
}
