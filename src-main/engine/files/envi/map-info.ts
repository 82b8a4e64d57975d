import type { Georeferencing } from '@shared/scene';
import { listOf } from './header-text';

/**
 * The place of the pixels from "map info" (projection, reference column and row counted from 1 at the upper left
 * corner, its easting and northing, pixel width and height, zone, hemisphere, datum, rotation) and "coordinate system
 * string". Undefined where they do not tell it.
 */
export function georeferencingOf(fields: ReadonlyMap<string, string>): Georeferencing | undefined {
  const entries = listOf(fields.get('map info'));
  const named = new Map(
    entries.filter((entry) => entry.includes('=')).map((entry) => split(entry.toLowerCase())),
  );
  const [projection, ...rest] = entries.filter((entry) => !entry.includes('='));
  const [column, row, easting, northing, width, height] = rest.slice(0, 6).map(Number);
  const rotation = (Number(named.get('rotation') ?? 0) * Math.PI) / 180;
  const numbers = [column, row, easting, northing, width, height, rotation];
  if (rest.length < 6 || !numbers.every(Number.isFinite) || width === 0 || height === 0) return undefined;
  const [alongX, alongY] = [Math.cos(rotation), Math.sin(rotation)];
  const [g1, g2, g4, g5] = [alongX * width, alongY * width, alongY * height, -alongX * height];
  // Without this, cos and sin leave -0 where the raster is not rotated.
  const plain = (value: number) => value + 0;
  const transform: Georeferencing['transform'] = [
    easting - (column - 1) * g1 - (row - 1) * g2,
    g1,
    plain(g2),
    northing - (column - 1) * g4 - (row - 1) * g5,
    plain(g4),
    g5,
  ];
  const crs = fields.get('coordinate system string') || epsgOf(projection, rest.slice(6));
  return { transform, ...(crs && { crs }) };
}

function split(entry: string): [name: string, value: string] {
  const at = entry.indexOf('=');
  return [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
}

/** Only for the two systems of WGS 84 that headers without a coordinate system string use. */
function epsgOf(projection: string, rest: readonly string[]): string | undefined {
  const words = rest.map((entry) => entry.toLowerCase());
  if (!words.some((entry) => /^wgs[- ]?84$/.test(entry))) return undefined;
  if (/^geographic/i.test(projection)) return 'EPSG:4326';
  const zone = Number(words[0]);
  if (!/^utm$/i.test(projection) || !Number.isInteger(zone) || zone < 1 || zone > 60) return undefined;
  return `EPSG:${(words[1]?.startsWith('s') ? 32_700 : 32_600) + zone}`;
}
