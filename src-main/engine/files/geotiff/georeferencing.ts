import type { Georeferencing } from '@shared/scene';
import type { CarriedTag } from '../carried';
import { numbersOf, textOf, type Directory, type TiffFile } from './directory';

const PIXEL_SCALE = 33550;
const TIE_POINTS = 33922;
const TRANSFORMATION = 34264;
const GEO_KEYS = 34735;
const GEO_NUMBERS = 34736;
const GEO_TEXTS = 34737;
/** Coefficients of a sensor's rational polynomials. */
const RPC = 50844;
const MOST_NUMBERS = 65_535;

const RASTER_TYPE = 1025;
const PIXEL_IS_POINT = 2;
const PROJECTED_SYSTEM = 3072;
const GEOGRAPHIC_SYSTEM = 2048;
const CITATIONS = [1026, 3073, 2049];
/** What stands before the whole text of a system in the files of ArcGIS. */
const WHOLE_SYSTEM = /^ESRI PE String = (?=[A-Z])/;
const USER_DEFINED = 32767;

/** The tags about the ground as they are, for another TIFF of the same pixels. */
export async function readGeoTags(tiff: TiffFile, directory: Directory): Promise<CarriedTag[]> {
  const tags: CarriedTag[] = [];
  for (const code of [PIXEL_SCALE, TIE_POINTS, TRANSFORMATION, GEO_NUMBERS, RPC, GEO_KEYS]) {
    const values = await numbersOf(tiff, directory, code, MOST_NUMBERS);
    if (values) tags.push({ code, kind: code === GEO_KEYS ? 'short' : 'double', values });
  }
  const text = await textOf(tiff, directory, GEO_TEXTS, MOST_NUMBERS);
  return text === undefined ? tags : [...tags, { code: GEO_TEXTS, kind: 'ascii', text }];
}

/** Where the image lies on the ground (GeoTIFF 1.1, OGC 19-008r4); undefined where the file does not say. */
export async function readGeoreferencing(
  tiff: TiffFile,
  directory: Directory,
): Promise<Georeferencing | undefined> {
  const keys = await readGeoKeys(tiff, directory);
  const transform = await readTransform(tiff, directory);
  if (!transform || !transform.every(Number.isFinite)) return undefined;
  const crs = crsOf(keys);
  if (keys.get(RASTER_TYPE) === PIXEL_IS_POINT) {
    // The tie point is then the middle of the first pixel, and ours is its corner.
    transform[0] -= (transform[1] + transform[2]) / 2;
    transform[3] -= (transform[4] + transform[5]) / 2;
  }
  return { transform, ...(crs !== undefined && { crs }) };
}

async function readTransform(
  tiff: TiffFile,
  directory: Directory,
): Promise<Georeferencing['transform'] | undefined> {
  const matrix = await numbersOf(tiff, directory, TRANSFORMATION, MOST_NUMBERS);
  if (matrix && matrix.length >= 8) {
    const [a, b, , x, d, e, , y] = matrix;
    return [x, a, b, y, d, e];
  }
  const scale = await numbersOf(tiff, directory, PIXEL_SCALE, MOST_NUMBERS);
  const tie = await numbersOf(tiff, directory, TIE_POINTS, MOST_NUMBERS);
  if (!scale || scale.length < 2 || !tie || tie.length < 6) return undefined;
  const [column, row, , x, y] = tie;
  return [x - column * scale[0], scale[0], 0, y + row * scale[1], 0, -scale[1]];
}

async function readGeoKeys(tiff: TiffFile, directory: Directory): Promise<Map<number, number | string>> {
  const numbers = (await numbersOf(tiff, directory, GEO_KEYS, MOST_NUMBERS)) ?? [];
  const texts = (await textOf(tiff, directory, GEO_TEXTS, MOST_NUMBERS)) ?? '';
  const keys = new Map<number, number | string>();
  for (let at = 4; at + 3 < numbers.length; at += 4) {
    const [key, location, count, value] = numbers.slice(at, at + 4);
    if (location === 0) keys.set(key, value);
    else if (location === GEO_TEXTS) keys.set(key, texts.slice(value, value + count).replace(/\|$/, ''));
  }
  return keys;
}

/** The EPSG code where the system has one, else what the file calls it. */
function crsOf(keys: ReadonlyMap<number, number | string>): string | undefined {
  for (const key of [PROJECTED_SYSTEM, GEOGRAPHIC_SYSTEM]) {
    const code = keys.get(key);
    if (typeof code === 'number' && code > 0 && code !== USER_DEFINED) return `EPSG:${code}`;
  }
  const citations = CITATIONS.map((key) => keys.get(key)).filter(
    (citation): citation is string => typeof citation === 'string' && citation !== '',
  );
  const whole = citations.find((citation) => WHOLE_SYSTEM.test(citation));
  return whole?.replace(WHOLE_SYSTEM, '') ?? citations[0];
}
