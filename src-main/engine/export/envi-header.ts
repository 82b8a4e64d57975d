import type { Georeferencing } from '@shared/scene';

const DATA_ENDING = /\.(dat|img|bsq|raw)$/i;

/** Where the values lie: x.img beside x.hdr, or x.dat beside x.dat.hdr. */
export function dataFileOf(header: string): string {
  const stem = header.replace(/\.hdr$/i, '');
  return DATA_ENDING.test(stem) ? stem : `${stem}.img`;
}

/** A list in braces, an entry a line. */
export function list(entries: readonly (string | number)[]): string {
  return `{\n ${entries.join(',\n ')}}`;
}

/** Without the characters that end an entry or a list. */
export function plain(text: string): string {
  return text.replace(/[{},\r\n]+/g, ' ').trim();
}

/** "map info" and, where the reference system is a text of its own, "coordinate system string". */
export function placeLines({ transform, crs = '' }: Georeferencing): string[] {
  const [x, xByColumn, xByRow, y, yByColumn, yByRow] = transform;
  const width = Math.hypot(xByColumn, yByColumn);
  const height = Math.hypot(xByRow, yByRow);
  // A header knows pixels that are turned as a whole, but none that are sheared or mirrored.
  const sheared = Math.abs(xByColumn * xByRow + yByColumn * yByRow) > 1e-9 * width * height;
  if (sheared || xByColumn * yByRow - xByRow * yByColumn >= 0) return [];
  const angle = (Math.atan2(yByColumn / width, xByColumn / width) * 180) / Math.PI;
  const turned = xByRow !== 0 || yByColumn !== 0;
  const place = ['1', '1', x, y, turned ? width : xByColumn, turned ? height : -yByRow];
  const rotation = turned ? [`rotation=${angle}`] : [];
  const info = [...projectionOf(crs, place), ...rotation].join(', ');
  const text = /^[A-Z]+(CS|CRS)\[/i.test(crs) ? [`coordinate system string = {${crs}}`] : [];
  return [`map info = {${info}}`, ...text];
}

function projectionOf(crs: string, place: (string | number)[]): (string | number)[] {
  const utm = /^EPSG:32([67])(\d\d)$/.exec(crs);
  if (utm) {
    const hemisphere = utm[1] === '6' ? 'North' : 'South';
    return ['UTM', ...place, Number(utm[2]), hemisphere, 'WGS-84', 'units=Meters'];
  }
  if (crs === 'EPSG:4326') return ['Geographic Lat/Lon', ...place, 'WGS-84', 'units=Degrees'];
  return ['Arbitrary', ...place];
}
