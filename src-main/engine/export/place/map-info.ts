import type { Georeferencing } from '@shared/scene';
import type { CoordinateSystem } from './coordinate-system';
import type { Place } from './place';
import { parseWellKnownText, type TextNode } from './well-known-text';

/** What ENVI calls the datums that it names in "map info"; others go by their names in the text of the system. */
const DATUMS: Readonly<Record<string, string>> = {
  D_WGS_1984: 'WGS-84',
  D_WGS_1972: 'WGS-72',
  D_North_American_1983: 'North America 1983',
  D_North_American_1927: 'North America 1927',
};

/** Values of "map info" and, where the system is known as a text, "coordinate system string"; none for sheared pixels. */
export function mapInfoOf({ transform, system }: Place): { mapInfo?: string; systemText?: string } {
  const pixels = pixelsOf(transform);
  if (!pixels) return {};
  const { place, rotation } = pixels;
  const info = [...projectionOf(system, place), ...(rotation === undefined ? [] : [`rotation=${rotation}`])];
  return { mapInfo: info.join(', '), ...(system?.text !== undefined && { systemText: system.text }) };
}

/** A header knows pixels that are turned as a whole, but none that are sheared or mirrored. */
function pixelsOf([x, xByColumn, xByRow, y, yByColumn, yByRow]: Georeferencing['transform']) {
  const width = Math.hypot(xByColumn, yByColumn);
  const height = Math.hypot(xByRow, yByRow);
  const sheared = Math.abs(xByColumn * xByRow + yByColumn * yByRow) > 1e-9 * width * height;
  if (sheared || xByColumn * yByRow - xByRow * yByColumn >= 0) return undefined;
  const turned = xByRow !== 0 || yByColumn !== 0 || xByColumn < 0;
  const angle = (Math.atan2(yByColumn / width, xByColumn / width) * 180) / Math.PI;
  const sides = turned ? [width, height] : [xByColumn, -yByRow];
  return { place: [1, 1, x, y, ...sides], ...(turned && { rotation: angle }) };
}

function projectionOf(system: CoordinateSystem | undefined, place: number[]): (string | number)[] {
  if (!system) return ['Arbitrary', ...place];
  const tree = system.text === undefined ? undefined : parseWellKnownText(system.text);
  const datum = datumOf(tree) ?? '';
  const utm = utmZoneOf(system, tree);
  if (utm) return ['UTM', ...place, utm.zone, utm.hemisphere, datum || 'WGS-84', 'units=Meters'];
  if (system.isGeographic) return ['Geographic Lat/Lon', ...place, datum || 'WGS-84', 'units=Degrees'];
  const projection = tree && partOf(tree, 'PROJECTION');
  const name = projection ? String(projection.values[0]).replaceAll('_', ' ') : 'Arbitrary';
  return [name, ...place, ...(datum ? [datum] : [])];
}

function utmZoneOf({ epsg = 0 }: CoordinateSystem, tree: TextNode | undefined) {
  const named = /UTM_Zone_(\d+)([NS])$/i.exec(String(tree?.values[0] ?? ''));
  if (named) return { zone: Number(named[1]), hemisphere: /n/i.test(named[2]) ? 'North' : 'South' };
  const coded = /^32([67])(\d\d)$/.exec(String(epsg));
  return coded && { zone: Number(coded[2]), hemisphere: coded[1] === '6' ? 'North' : 'South' };
}

function datumOf(tree: TextNode | undefined): string | undefined {
  const datum = tree && partOf(tree, 'DATUM');
  if (!datum) return undefined;
  const name = String(datum.values[0]);
  return DATUMS[name] ?? name.replace(/^D_/, '').replaceAll('_', ' ').replaceAll(',', ' ');
}

/** The first part of that name, at whatever depth. */
function partOf(tree: TextNode, name: string): TextNode | undefined {
  for (const value of tree.values) {
    if (typeof value !== 'object') continue;
    const found = value.name === name ? value : partOf(value, name);
    if (found) return found;
  }
  return undefined;
}
