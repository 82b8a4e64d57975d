import type { Dtype } from '@shared/scene';
import { InvalidSettingsError } from '../../errors';
import { dataFileOf, list, placeLines, plain } from '../envi-header';
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
