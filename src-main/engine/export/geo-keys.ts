import type { Georeferencing } from '@shared/scene';
import { tag, type Tag } from './tiff-layout';

const PROJECTED = 1;
const GEOGRAPHIC = 2;
const USER_DEFINED = 32767;
const PIXEL_IS_AREA = 1;

/** Where the map lies on the ground, as GeoTIFF 1.1 (OGC 19-008r4) writes it. */
export function geoTags({ transform, crs }: Georeferencing): Tag[] {
  return [...placeTags(transform), ...(crs ? referenceTags(crs) : [])];
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

/** The reference system by its EPSG code where it has one, else its text as a citation. */
function referenceTags(crs: string): Tag[] {
  const model = isGeographic(crs) ? GEOGRAPHIC : PROJECTED;
  const epsg = epsgCode(crs);
  const citation = `${crs}|`;
  const keys: [key: number, location: number, count: number, value: number][] = [
    [1024, 0, 1, epsg === undefined ? USER_DEFINED : model],
    [1025, 0, 1, PIXEL_IS_AREA],
    [1026, 34737, citation.length, 0],
  ];
  if (epsg !== undefined) keys.push([model === GEOGRAPHIC ? 2048 : 3072, 0, 1, epsg]);
  return [
    tag.short('GeoKeyDirectory', 34735, 1, 1, 1, keys.length, ...keys.flat()),
    tag.ascii('GeoAsciiParams', 34737, citation),
  ];
}

/** The code of the whole system is the last one that a WKT text names. */
function epsgCode(crs: string): number | undefined {
  const codes = [...crs.matchAll(/EPSG["']?\s*[:,]\s*["']?(\d{4,5})/gi)];
  const last = codes.pop();
  return last && Number(last[1]) < USER_DEFINED ? Number(last[1]) : undefined;
}

/** EPSG keeps 4001 to 4999 for systems in degrees. */
function isGeographic(crs: string): boolean {
  if (/^\s*(GEOGCS|GEOGCRS|GEODCRS)/i.test(crs)) return true;
  if (/^\s*(PROJCS|PROJCRS)/i.test(crs)) return false;
  const code = epsgCode(crs);
  return code !== undefined && code > 4000 && code < 5000;
}
