import type { Dtype } from '@shared/scene';
import { dataFileOf, encodeHeader, fieldsOf, type EnviFields } from '../envi-header';
import { placeOf } from '../place/place';
import { writeBandSequential } from './band-sequential';
import { contentFields } from './content-fields';
import { PartFile } from '../part-file';
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
  async write(target, source, description, pass) {
    const content = contentFields(description, await placeOf(description));
    const text = encodeHeader(new Map([...layoutFields(description, content), ...content]));
    const data = await PartFile.create(dataFileOf(target), pass.signal);
    let header: PartFile | undefined;
    try {
      header = await PartFile.create(target, pass.signal);
      await header.append(Buffer.from(text));
      await writeBandSequential(data, source, description.dtype, pass);
      await PartFile.finishTogether([data, header]);
    } finally {
      await header?.discard();
      await data.discard();
    }
  },
};

function layoutFields(description: CubeDescription, content: EnviFields): EnviFields {
  const [rows, columns, bands] = cubeShape(description);
  const { dtype } = description;
  const holdsClasses = content.has('class names') && bands === 1 && !dtype.startsWith('float');
  return fieldsOf([
    ['samples', columns],
    ['lines', rows],
    ['bands', bands],
    ['header offset', 0],
    ['file type', holdsClasses ? 'ENVI Classification' : 'ENVI Standard'],
    ['data type', DATA_TYPES[dtype] ?? 0],
    ['interleave', 'bsq'],
    ['byte order', 0],
  ]);
}
