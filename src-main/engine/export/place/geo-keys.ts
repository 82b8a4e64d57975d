import type { Georeferencing } from '@shared/scene';
import type { CarriedTag } from '../../files/carried';
import { tag, type Tag } from '../tiff-layout';
import type { CoordinateSystem } from './coordinate-system';
import type { Place } from './place';

const PROJECTED = { model: 1, code: 3072, citation: 3073 };
const GEOGRAPHIC = { model: 2, code: 2048, citation: 2049 };
const USER_DEFINED = 32767;
const PIXEL_IS_AREA = 1;
const GEO_TEXTS = 34737;

/** Where pixels lie on the ground, as GeoTIFF 1.1 (OGC 19-008r4) writes it; in the source's own tags where it has them. */
export function geoTags({ transform, system, geoTags: carried }: Place): Tag[] {
  if (carried) return carried.map(carriedTag);
  return [...placeTags(transform), ...(system ? referenceTags(system) : [])];
}

/** A tag of another TIFF. */
export function carriedTag(carried: CarriedTag): Tag {
  const { code, kind } = carried;
  if (kind === 'ascii') return tag.ascii('GeoAsciiParams', code, carried.text);
  return tag[kind]('carried', code, ...carried.values);
}

/** North-up scenes get scale and tie point, which more programs read; turned ones the whole matrix. */
function placeTags([x, xByColumn, xByRow, y, yByColumn, yByRow]: Georeferencing['transform']): Tag[] {
  if (xByRow === 0 && yByColumn === 0 && xByColumn > 0 && yByRow < 0) {
    return [
      tag.double('ModelPixelScale', 33550, xByColumn, -yByRow, 0),
      tag.double('ModelTiepoint', 33922, 0, 0, 0, x, y, 0),
    ];
  }
  const matrix = [xByColumn, xByRow, 0, x, yByColumn, yByRow, 0, y, 0, 0, 0, 0, 0, 0, 0, 1];
  return [tag.double('ModelTransformation', 34264, ...matrix)];
}

/** The reference system by its EPSG code where it has one, else its text as ArcGIS writes it, else its name. */
function referenceTags({ name, isGeographic, epsg, text }: CoordinateSystem): Tag[] {
  const kind = isGeographic ? GEOGRAPHIC : PROJECTED;
  const isCoded = epsg !== undefined && epsg < USER_DEFINED;
  const described = !isCoded && text !== undefined;
  const keys: [key: number, location: number, count: number, value: number][] = [
    [1024, 0, 1, isCoded || described ? kind.model : USER_DEFINED],
    [1025, 0, 1, PIXEL_IS_AREA],
  ];
  let texts = '';
  const cite = (key: number, citation: string) => {
    const plain = `${citation.replaceAll('|', ' ')}|`;
    keys.push([key, GEO_TEXTS, Buffer.byteLength(plain), Buffer.byteLength(texts)]);
    texts += plain;
  };
  cite(1026, name);
  if (isCoded) keys.push([kind.code, 0, 1, epsg]);
  if (described) {
    keys.push([kind.code, 0, 1, USER_DEFINED]);
    cite(kind.citation, `ESRI PE String = ${text}`);
  }
  return [
    tag.short('GeoKeyDirectory', 34735, 1, 1, 1, keys.length, ...keys.flat()),
    tag.ascii('GeoAsciiParams', GEO_TEXTS, texts),
  ];
}
