/** Bands from one to another, both included: by number (from 1) or by the wavelength of their centres. */
export interface BandRange {
  unit: 'band' | 'nanometre';
  from: number;
  to: number;
}

const RANGE = /^(\d+(?:\.\d+)?)(?:\s*[-–]\s*(\d+(?:\.\d+)?))?\s*(nm|um|µm|μm)?$/;

/**
 * A list of bands as people write it, such as `104-108, 220` or `1350-1420 nm, 1.8-1.95 µm`.
 * @returns the part that cannot be understood, where one cannot
 */
export function parseBandList(text: string): BandRange[] | { unreadable: string } {
  const ranges: BandRange[] = [];
  for (const part of text.split(/[,;\n]/).map((each) => each.trim())) {
    if (part === '') continue;
    const range = parseRange(part);
    if (!range) return { unreadable: part };
    ranges.push(range);
  }
  return ranges;
}

function parseRange(part: string): BandRange | undefined {
  const match = RANGE.exec(part);
  if (!match) return undefined;
  const scale = match[3] === undefined || match[3] === 'nm' ? 1 : 1000;
  const from = Number(match[1]) * scale;
  const to = match[2] === undefined ? from : Number(match[2]) * scale;
  if (to < from) return undefined;
  if (match[3] !== undefined) return { unit: 'nanometre', from, to };
  const isBand = Number.isInteger(from) && Number.isInteger(to) && from >= 1;
  return isBand ? { unit: 'band', from, to } : undefined;
}
