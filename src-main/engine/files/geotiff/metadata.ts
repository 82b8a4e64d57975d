import { asNanometres } from '../roles';
import { textOf, type Directory, type TiffFile } from './directory';

/** What GDAL tells about the bands besides their samples. */
export interface BandMetadata {
  wavelengths?: number[];
  bandNames?: string[];
  nodata?: number;
  /** Whether some band's values are meant to be multiplied or shifted. */
  scaled: boolean;
}

const GDAL_METADATA = 42112;
const GDAL_NODATA = 42113;
const IMAGE_DESCRIPTION = 270;
const LARGEST_TEXT = 8 * 1024 * 1024;

interface Item {
  name: string;
  /** 0-based band; absent where the item is about the whole image. */
  band?: number;
  role: string;
  text: string;
}

/** Reads GDAL_METADATA and GDAL_NODATA (gdal.org, GTiff driver). `pages` are images of one band each, or one image. */
export async function readMetadata(
  tiff: TiffFile,
  pages: readonly Directory[],
  bands: number,
): Promise<BandMetadata> {
  const items: Item[] = [];
  const descriptions: (string | undefined)[] = [];
  for (const [page, directory] of pages.entries()) {
    const shift = pages.length > 1 ? page : 0;
    const text = await textOf(tiff, directory, GDAL_METADATA, LARGEST_TEXT);
    for (const item of text ? itemsOf(text) : []) items.push({ ...item, band: bandOf(item, shift) });
    if (pages.length > 1) descriptions.push(await textOf(tiff, directory, IMAGE_DESCRIPTION, LARGEST_TEXT));
  }
  const names = perBand(items, bands, ({ role, name }) => role === 'description' || name === 'DESCRIPTION');
  const bandNames = names ?? perPage(descriptions, bands);
  const nodata = parseNumber(await textOf(tiff, pages[0], GDAL_NODATA, 256));
  return {
    bandNames,
    wavelengths: wavelengthsOf(items, bandNames, bands),
    nodata,
    scaled: items.some(
      ({ role, text }) =>
        (role === 'scale' && Number(text) !== 1) || (role === 'offset' && Number(text) !== 0),
    ),
  };
}

function bandOf({ band }: Item, shift: number): number | undefined {
  return band === undefined ? undefined : band + shift;
}

const ITEM = /<Item\s([^>]*)>([^<]*)<\/Item>/g;

function itemsOf(xml: string): Item[] {
  return Array.from(xml.matchAll(ITEM), ([, attributes, text]) => {
    const sample = attribute(attributes, 'sample');
    return {
      name: attribute(attributes, 'name') ?? '',
      band: sample === undefined ? undefined : Number(sample),
      role: attribute(attributes, 'role') ?? '',
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
  items: readonly Item[],
  bands: number,
  matches: (item: Item) => boolean,
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

function wavelengthsOf(items: readonly Item[], names: readonly string[] | undefined, bands: number) {
  const given =
    perBand(items, bands, ({ name }) => /^(center_?|central_?)?wavelength$/i.test(name)) ??
    perBand(items, bands, ({ name }) => name === 'CENTRAL_WAVELENGTH_UM');
  const texts =
    given ?? names?.map((name) => (NAMED_WAVELENGTH.exec(name) ?? BARE_NUMBER.exec(name))?.[1] ?? '');
  const numbers = texts?.map(parseNumber);
  if (!numbers || numbers.some((value) => value === undefined)) return undefined;
  return asNanometres(numbers as number[]);
}

function parseNumber(text: string | undefined): number | undefined {
  const trimmed = text?.trim() ?? '';
  if (/^[-+]?nan$/i.test(trimmed)) return Number.NaN;
  if (/^[-+]?inf(inity)?$/i.test(trimmed)) return trimmed.startsWith('-') ? -Infinity : Infinity;
  const value = Number.parseFloat(trimmed);
  return trimmed === '' || Number.isNaN(value) ? undefined : value;
}
