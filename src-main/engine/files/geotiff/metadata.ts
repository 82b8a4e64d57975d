import type { CarriedMetadata, GdalItem } from '../carried';
import { enviFieldsOf } from '../envi/gdal-domain';
import { withoutBraces } from '../envi/header-text';
import { metadataOf, type Metadata } from '../envi/metadata';
import { asNanometres } from '../roles';
import { textOf, type Directory, type TiffFile } from './directory';

/** What GDAL tells about the bands besides their samples. */
export interface BandMetadata extends Omit<Metadata, 'warnings'> {
  /** Whether some band's values are meant to be multiplied or shifted. */
  scaled: boolean;
  carried: CarriedMetadata;
}

const GDAL_METADATA = 42112;
const GDAL_NODATA = 42113;
const IMAGE_DESCRIPTION = 270;
const LARGEST_TEXT = 8 * 1024 * 1024;

/** Reads GDAL_METADATA and GDAL_NODATA (gdal.org, GTiff driver). `pages` are images of one band each, or one image. */
export async function readMetadata(
  tiff: TiffFile,
  pages: readonly Directory[],
  bands: number,
): Promise<BandMetadata> {
  const items: GdalItem[] = [];
  const descriptions: (string | undefined)[] = [];
  for (const [page, directory] of pages.entries()) {
    const shift = pages.length > 1 ? page : 0;
    const text = await textOf(tiff, directory, GDAL_METADATA, LARGEST_TEXT);
    for (const item of text ? itemsOf(text) : []) items.push(shifted(item, shift));
    descriptions.push(await descriptionOf(tiff, directory));
  }
  const nodata = await textOf(tiff, pages[0], GDAL_NODATA, 256);
  const pageNames = pages.length > 1 ? perPage(descriptions, bands) : undefined;
  const description = pages.length > 1 ? undefined : descriptions[0];
  const found = describeBands(items, bands, pageNames);
  return {
    ...found,
    nodata: parseNumber(nodata),
    scaled: items.some(
      ({ role, text }) =>
        (role === 'scale' && Number(text) !== 1) || (role === 'offset' && Number(text) !== 0),
    ),
    carried: { gdalItems: items, nodata: nodata?.trim() || undefined, description },
  };
}

/** Some programs put all that they know there, which may be long; it is not worth refusing the image. */
async function descriptionOf(tiff: TiffFile, directory: Directory): Promise<string | undefined> {
  const length = directory.entries.get(IMAGE_DESCRIPTION)?.count ?? 0;
  return length > LARGEST_TEXT ? undefined : textOf(tiff, directory, IMAGE_DESCRIPTION, LARGEST_TEXT);
}

/** What GDAL's items say of the bands, those of an ENVI header that it was given included. */
export function describeBands(
  items: readonly GdalItem[],
  bands: number,
  pageNames?: string[],
): Omit<Metadata, 'warnings'> {
  const header = metadataOf(enviTexts(items), bands, '');
  const names = perBand(items, bands, ({ role, name }) => role === 'description' || name === 'DESCRIPTION');
  const bandNames = names ?? pageNames ?? header.bandNames;
  const { defaultRgb, badBands, classes } = header;
  return {
    ...{ bandNames, defaultRgb, badBands, classes },
    wavelengths: wavelengthsOf(items, bandNames, bands) ?? header.wavelengths,
    fwhm: widthsOf(items, bands) ?? header.fwhm,
  };
}

function enviTexts(items: readonly GdalItem[]): ReadonlyMap<string, string> {
  return new Map(Array.from(enviFieldsOf(items), ([key, { value }]) => [key, withoutBraces(value)]));
}

function shifted({ band, ...item }: GdalItem, pages: number): GdalItem {
  return band === undefined ? item : { ...item, band: band + pages };
}

/** No tag holds another: without "<" in it, text that only begins many of them is passed over once. */
const ITEM = /<Item\s([^<>]*)>([^<]*)<\/Item>/g;

function itemsOf(xml: string): GdalItem[] {
  return Array.from(xml.matchAll(ITEM), ([, attributes, text]) => {
    const sample = attribute(attributes, 'sample');
    return {
      name: unescaped(attribute(attributes, 'name') ?? ''),
      ...(sample !== undefined && { band: Number(sample) }),
      role: attribute(attributes, 'role') ?? '',
      domain: unescaped(attribute(attributes, 'domain') ?? ''),
      // GDAL escapes what is already escaped.
      text: unescaped(unescaped(text.trim())),
    };
  });
}

function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)?.[1];
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

function unescaped(text: string): string {
  return text.replace(/&(lt|gt|quot|apos|amp);/g, (entity) => ENTITIES[entity]);
}

/** One text a band, or undefined where a band has none. */
function perBand(
  items: readonly GdalItem[],
  bands: number,
  matches: (item: GdalItem) => boolean,
): string[] | undefined {
  const texts = new Array<string | undefined>(bands).fill(undefined);
  for (const item of items) {
    if (item.band !== undefined && item.band < bands && matches(item)) texts[item.band] ??= item.text;
  }
  return texts.every((text) => text !== undefined) ? (texts as string[]) : undefined;
}

/** Descriptions of pages are names where all differ; else they are about the whole file. */
function perPage(descriptions: readonly (string | undefined)[], bands: number): string[] | undefined {
  const texts = descriptions.filter((text): text is string => text !== undefined && text.trim() !== '');
  return texts.length === bands && new Set(texts).size === bands ? texts : undefined;
}

/** "Band 29 (677.3 Nanometers)", "677.3 nm", "0.6773 um" or a bare number, as programs name bands. */
const NAMED_WAVELENGTH = /(\d+(?:\.\d+)?)\s*(?:nm|nanomet(?:er|re)s?|[uµμ]m|micromet(?:er|re)s?|microns?)\b/i;
const BARE_NUMBER = /^\s*(\d+(?:\.\d+)?)\s*$/;
/** A name that is all digits takes the square of its length to search. */
const LONGEST_NAME = 200;

function wavelengthsOf(items: readonly GdalItem[], names: readonly string[] | undefined, bands: number) {
  const given =
    perBand(items, bands, ({ name }) => /^(center_?|central_?)?wavelength$/i.test(name)) ??
    perBand(items, bands, ({ name }) => name === 'CENTRAL_WAVELENGTH_UM');
  const texts =
    given ??
    names
      ?.map((name) => name.slice(0, LONGEST_NAME))
      .map((name) => (NAMED_WAVELENGTH.exec(name) ?? BARE_NUMBER.exec(name))?.[1] ?? '');
  const numbers = texts?.map(parseNumber);
  if (!numbers || numbers.some((value) => value === undefined)) return undefined;
  return asNanometres(numbers as number[]);
}

/** Full widths at half maximum in nanometres, which GDAL keeps in micrometres. */
function widthsOf(items: readonly GdalItem[], bands: number): number[] | undefined {
  const widths = perBand(items, bands, ({ name }) => name === 'FWHM_UM')?.map(parseNumber);
  if (!widths || widths.some((value) => value === undefined || !Number.isFinite(value))) return undefined;
  return widths.map((value) => Math.round((value as number) * 1e6) / 1e3);
}

function parseNumber(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  if (/^[-+]?nan$/i.test(trimmed)) return Number.NaN;
  if (/^[-+]?inf(inity)?$/i.test(trimmed)) return trimmed.startsWith('-') ? -Infinity : Infinity;
  const value = Number.parseFloat(trimmed);
  return trimmed === '' || Number.isNaN(value) ? undefined : value;
}
