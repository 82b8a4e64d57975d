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
  const epsg = epsgOf(projection, rest.slice(6));
  const text = fields.get('coordinate system string');
  const crs = text && !(epsg && isTextOf(epsg, text)) ? text : epsg;
  return { transform, ...(crs && { crs }) };
}

function split(entry: string): [name: string, value: string] {
  const at = entry.indexOf('=');
  return [entry.slice(0, at).trim(), entry.slice(at + 1).trim()];
}

/** First codes of the zones of UTM on each datum, and how headers name the datum. */
const UTM_DATUMS: readonly { name: RegExp; north: number; south?: number }[] = [
  { name: /^wgs[- ]?84$/, north: 32_600, south: 32_700 },
  { name: /^(north america 1983|nad[- ]?83)$/, north: 26_900 },
  { name: /^(north america 1927|nad[- ]?27)$/, north: 26_700 },
];
const LAST_AMERICAN_ZONE = 23;

/** For the systems that are usual in headers without a coordinate system string. */
function epsgOf(projection: string, rest: readonly string[]): string | undefined {
  const words = rest.map((entry) => entry.toLowerCase());
  const datum = UTM_DATUMS.find(({ name }) => words.some((entry) => name.test(entry)));
  if (!datum) return undefined;
  if (/^geographic/i.test(projection)) return datum.south === undefined ? undefined : 'EPSG:4326';
  const zone = Number(words[0]);
  const first = words[1]?.startsWith('s') ? datum.south : datum.north;
  const last = datum.south === undefined ? LAST_AMERICAN_ZONE : 60;
  if (!/^utm$/i.test(projection) || !Number.isInteger(zone) || zone < 1 || zone > last) return undefined;
  return first === undefined ? undefined : `EPSG:${first + zone}`;
}

/** Whether a system's text says in Esri's words what its code says. */
function isTextOf(epsg: string, text: string): boolean {
  if (epsg === 'EPSG:4326') return text.startsWith('GEOGCS["GCS_WGS_1984",');
  const [, side, zone] = /^EPSG:32([67])(\d\d)$/.exec(epsg) ?? [];
  const name = `WGS_1984_UTM_Zone_${Number(zone)}${side === '6' ? 'N' : 'S'}`;
  return (
    text.startsWith(`PROJCS["${name}",GEOGCS["GCS_WGS_1984",`) && /UNIT\["Meter",1(\.0)?\]\]$/.test(text)
  );
}
