import { parseBandList, type BandRange } from '@shared/band-list';
import type { Cube } from '../cube/cube';
import { InvalidSettingsError } from '../errors';

/**
 * The bands that are left when those of a list are removed, 0-based and ascending; undefined where the list is empty.
 * @throws InvalidSettingsError where the list cannot be read, asks for what the cube does not have, or leaves nothing
 */
export function keptBands(
  { bands, wavelengths }: Pick<Cube, 'bands' | 'wavelengths'>,
  removed: string,
): number[] | undefined {
  const ranges = readList(removed);
  if (ranges.length === 0) return undefined;
  for (const range of ranges) checkRange(range, bands, wavelengths);
  const isRemoved = (band: number) => ranges.some((range) => holds(range, band, wavelengths));
  const kept = Array.from({ length: bands }, (_, band) => band).filter((band) => !isRemoved(band));
  if (kept.length > 0) return kept;
  throw new InvalidSettingsError(
    'no-bands-left',
    `Removing ${removed} leaves none of the ${bands} bands: remove fewer.`,
    {
      removed,
      bands,
    },
  );
}

function readList(removed: string): BandRange[] {
  const ranges = parseBandList(removed);
  if (Array.isArray(ranges)) return ranges;
  throw new InvalidSettingsError(
    'band-list-unreadable',
    `The list of removed bands holds "${ranges.unreadable}", but it must be numbers and ranges such as 104-108, 220 ` +
      'or 1350-1420 nm.',
    { part: ranges.unreadable },
  );
}

function checkRange({ unit, from, to }: BandRange, bands: number, wavelengths?: readonly number[]): void {
  if (unit === 'band') {
    if (to <= bands) return;
    throw new InvalidSettingsError(
      'band-outside-cube',
      `Band ${to} is to be removed, but the cube has ${bands} bands.`,
      { band: to, bands },
    );
  }
  if (!wavelengths) {
    throw new InvalidSettingsError(
      'bands-without-wavelengths',
      `Bands from ${from} to ${to} nm are to be removed, but the cube has no wavelengths: name the bands by number, or give ` +
        'the cube its wavelengths.',
      { from, to },
    );
  }
}

function holds({ unit, from, to }: BandRange, band: number, wavelengths?: readonly number[]): boolean {
  const at = unit === 'band' ? band + 1 : wavelengths![band];
  return at >= from && at <= to;
}
