import type { Dtype, Georeferencing } from '@shared/scene';
import { InvalidSettingsError } from '../../errors';
import { PartFile } from './part-file';
import { writeBandSequential } from './band-sequential';
import { cubeShape } from './tiles';
import type { CubeDescription, CubeWriter } from './writer';

/** Codes of "data type" ("ENVI Header Files", NV5 Geospatial); there is none for signed bytes. */
const DATA_TYPES: Partial<Record<Dtype, number>> = {
  uint8: 1,
  int16: 2,
  int32: 3,
  float32: 4,
  float64: 5,
  uint16: 12,
  uint32: 13,
  int64: 14,
  uint64: 15,
};

/** An ENVI header and its data, band after band: x.img beside x.hdr, or x.dat beside x.dat.hdr. */
export const enviWriter: CubeWriter = {
  filesOf: (target) => [dataFileOf(target), target],
  check({ dtype }, target) {
    if (DATA_TYPES[dtype] !== undefined) return;
    throw new InvalidSettingsError(
      'type-not-in-format',
      `ENVI files have no type for ${dtype}, so ${target} was not written: choose .npy, .mat or .tif.`,
      { file: target, dtype },
    );
  },
  async write(target, source, description, pass) {
    const data = await PartFile.create(dataFileOf(target));
    let header: PartFile | undefined;
    try {
      header = await PartFile.create(target);
      await header.append(Buffer.from(headerText({ ...description, shape: source.shape })));
      await writeBandSequential(data, source, description.dtype, pass);
      await data.finish();
      await header.finish();
    } finally {
      await header?.discard();
      await data.discard();
    }
  },
};

const DATA_ENDING = /\.(dat|img|bsq|raw)$/i;

function dataFileOf(header: string): string {
  const stem = header.replace(/\.hdr$/i, '');
  return DATA_ENDING.test(stem) ? stem : `${stem}.img`;
}

function headerText(description: CubeDescription): string {
  const { dtype, wavelengths, bandNames, georeferencing, nodata, name } = description;
  const [rows, columns, bands] = cubeShape(description);
  const lines = [
    'ENVI',
    `description = {${plain(name)}}`,
    `samples = ${columns}`,
    `lines = ${rows}`,
    `bands = ${bands}`,
    'header offset = 0',
    'file type = ENVI Standard',
    `data type = ${DATA_TYPES[dtype]}`,
    'interleave = bsq',
    'byte order = 0',
    ...(nodata === undefined ? [] : [`data ignore value = ${nodata}`]),
    ...(georeferencing ? placeLines(georeferencing) : []),
    ...(wavelengths ? ['wavelength units = Nanometers', `wavelength = ${list(wavelengths)}`] : []),
    ...(bandNames ? [`band names = ${list(bandNames.map(plain))}`] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function list(entries: readonly (string | number)[]): string {
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
