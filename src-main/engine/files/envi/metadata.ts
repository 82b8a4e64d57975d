import type { ErrorReportLike, Rgb } from '@shared/scene';
import { fileName } from '../file-errors';
import { asNanometres } from '../roles';
import type { SourceClass } from '../source';
import { listOf, numbersOf } from './header-text';

type Fields = ReadonlyMap<string, string>;

/** What a header says about bands and labels; what does not fit the data is left out and named in a warning. */
export interface Metadata {
  /** Nanometres. */
  wavelengths?: number[];
  /** Full widths at half maximum, nanometres. */
  fwhm?: number[];
  /** 0-based bands that the header marks as bad. */
  badBands?: number[];
  defaultRgb?: [number, number, number];
  nodata?: number;
  bandNames?: string[];
  classes?: SourceClass[];
  warnings: ErrorReportLike[];
}

/** Nanometres of one unit. */
const UNITS: readonly [name: RegExp, nanometres: number][] = [
  [/^(nm|nanomet(er|re)s?)$/, 1],
  [/^([uµμ]m|micromet(er|re)s?|microns?)$/, 1e3],
  [/^(mm|millimet(er|re)s?)$/, 1e6],
  [/^(cm|centimet(er|re)s?)$/, 1e7],
  [/^(m|met(er|re)s?)$/, 1e9],
  [/^(å|angstroms?)$/, 0.1],
];

export function metadataOf(fields: Fields, bands: number, header: string): Metadata {
  const ignored: string[] = [];
  const perBand = (name: string) => {
    if (!fields.has(name)) return undefined;
    const numbers = numbersOf(fields.get(name));
    if (numbers?.length === bands) return numbers;
    ignored.push(name);
    return undefined;
  };
  const unit = fields.get('wavelength units')?.toLowerCase() ?? '';
  const centres = perBand('wavelength');
  const wavelengths = centres && inNanometres(centres, unit);
  if (centres && !wavelengths) ignored.push('wavelength');
  const widths = perBand('fwhm');
  const factor = centres && wavelengths && centres[0] > 0 ? wavelengths[0] / centres[0] : 1;
  const badBands = perBand('bbl')?.flatMap((good, band) => (good === 0 ? [band] : []));
  const nodata = numberOf(fields.get('data ignore value'));
  const bandNames = listOf(fields.get('band names'));
  return {
    wavelengths,
    fwhm:
      wavelengths && !unit.startsWith('wavenumber')
        ? widths?.map((width) => round(width * factor))
        : undefined,
    badBands: badBands && badBands.length > 0 ? badBands : undefined,
    defaultRgb: defaultRgbOf(numbersOf(fields.get('default bands')), bands),
    nodata,
    bandNames: bandNames.length === bands ? bandNames : undefined,
    classes: classesOf(fields),
    warnings: [
      ...(ignored.length > 0 ? [ignoredWarning(header, ignored, bands)] : []),
      ...(badBands && badBands.length > 0 ? [badBandsWarning(header, badBands)] : []),
    ],
  };
}

/** A number, or what programs write for "not a number"; undefined where the text is neither. */
function numberOf(text = ''): number | undefined {
  if (/^[-+]?nan$/i.test(text)) return NaN;
  return text === '' || !Number.isFinite(Number(text)) ? undefined : Number(text);
}

/** To a picometre, so that 0.7 micrometres is 700 and not 699.9999999999999. */
function round(nanometres: number): number {
  return Math.round(nanometres * 1e3) / 1e3;
}

function inNanometres(values: number[], unit: string): number[] | undefined {
  const nanometres = UNITS.find(([name]) => name.test(unit))?.[1];
  const positive = values.every((value) => value > 0);
  if (unit.startsWith('wavenumber') && positive) return values.map((value) => round(1e7 / value));
  if (nanometres === undefined) return asNanometres(values);
  if (!positive) return undefined;
  return nanometres === 1 ? values : values.map((value) => round(value * nanometres));
}

function defaultRgbOf(numbers: number[] | undefined, bands: number): [number, number, number] | undefined {
  if (numbers?.length !== 3) return undefined;
  if (!numbers.every((band) => Number.isInteger(band) && band >= 1 && band <= bands)) return undefined;
  return [numbers[0] - 1, numbers[1] - 1, numbers[2] - 1];
}

/** Names and colours by label, 0 being the first; either list may be missing or shorter. */
function classesOf(fields: Fields): SourceClass[] | undefined {
  const names = listOf(fields.get('class names'));
  const parts = numbersOf(fields.get('class lookup')) ?? [];
  const areColors = parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255);
  const colors = areColors ? Math.floor(parts.length / 3) : 0;
  const count = Math.max(names.length, colors);
  if (count === 0) return undefined;
  return Array.from({ length: count }, (_, label) => ({
    label,
    ...(names[label] && { name: names[label] }),
    ...(label < colors && { color: parts.slice(3 * label, 3 * label + 3) as Rgb }),
  }));
}

function ignoredWarning(header: string, fields: readonly string[], bands: number): ErrorReportLike {
  const list = fields.map((field) => `"${field}"`).join(', ');
  return {
    code: 'envi-fields-ignored',
    message:
      `The header "${fileName(header)}" has other values in ${list} than its ${bands} bands need; they are ignored, ` +
      'so correct the header if you need them.',
    details: { file: header, fields: list, bands },
  };
}

const MOST_NAMED = 10;

function badBandsWarning(header: string, badBands: readonly number[]): ErrorReportLike {
  const count = badBands.length;
  const list =
    badBands
      .slice(0, MOST_NAMED)
      .map((band) => band + 1)
      .join(', ') + (count > MOST_NAMED ? ', ...' : '');
  return {
    code: 'bad-bands-marked',
    message:
      `The header "${fileName(header)}" marks ${count === 1 ? 'one band' : `${count} bands`} as bad (${list}); ` +
      'they are read like all others.',
    details: { file: header, count, bands: list },
  };
}
