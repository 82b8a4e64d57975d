import type { Georeferencing } from '@shared/scene';
import { textIn, numbersIn } from './attribute-values';
import { ACROSS, DOWN, lastName } from './axis-names';
import { attributesOrNone, type ArrayContext, type FoundArray } from './array-context';
import { firstValues, shapeOf } from './numeric-dataset';
import { readObject, type FoundDataset } from './walk';
import { resolvePath } from './resolve-path';

/**
 * Where rows and columns lie on the ground: by the mapping that the array names (CF conventions, with GDAL's
 * `GeoTransform`), else by evenly spaced coordinates of the axes that are named so; undefined where the file does not say.
 */
export async function findGeoreferencing(context: ArrayContext): Promise<Georeferencing | undefined> {
  const mapping = await mappingOf(context);
  const stated = mapping?.transform;
  const transform = stated ?? (await transformOfScales(context));
  if (!transform) return undefined;
  const crs = mapping?.crs;
  return { transform, ...(crs !== undefined && { crs }) };
}

type Transform = Georeferencing['transform'];

async function mappingOf(
  context: ArrayContext,
): Promise<{ transform?: Transform; crs?: string } | undefined> {
  const { h5, attributes } = context;
  const name = (await textIn(h5, attributes.get('grid_mapping')))?.split(/[\s:]/)[0];
  const mapping = name ? await findMapping(context, name) : undefined;
  if (!mapping) return undefined;
  const about = await attributesOrNone(mapping);
  const numbers = (await textIn(h5, about.get('GeoTransform')))
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const given = numbers ?? numbersIn(h5, about.get('GeoTransform'));
  const wkt = (await textIn(h5, about.get('crs_wkt'))) ?? (await textIn(h5, about.get('spatial_ref')));
  const plain = await textIn(h5, about.get('grid_mapping_name'));
  const crs = (wkt && crsIn(wkt)) || plain;
  const isTransform = given?.length === 6 && given.every(Number.isFinite) && turnsNowhere(given);
  return {
    ...(isTransform && { transform: given as Transform }),
    ...(crs && { crs }),
  };
}

/** A transform without extent is none. */
function turnsNowhere([, a, b, , d, e]: readonly number[]): boolean {
  return a * e - b * d !== 0;
}

/** In the group of the array or one around it. */
async function findMapping({ h5, array }: ArrayContext, name: string): Promise<FoundDataset | undefined> {
  const groups = array.found.path.split('/').slice(0, -1);
  for (let depth = groups.length; depth > 0; depth--) {
    const path = [...groups.slice(0, depth), name].join('/');
    const address = await resolvePath(h5, path);
    const found = address === undefined ? undefined : await readObject(h5, path, address);
    if (found?.kind === 'dataset') return found;
  }
  return undefined;
}

/** The EPSG code of the whole system, which comes last in either version of WKT, else the system's name. */
function crsIn(wkt: string): string | undefined {
  const code = /(?:AUTHORITY\["EPSG",\s*"(\d+)"\]|ID\["EPSG",\s*(\d+)\])\s*\]\s*$/i.exec(wkt);
  if (code) return `EPSG:${code[1] ?? code[2]}`;
  return /^\s*\w+\["([^"]+)"/.exec(wkt)?.[1];
}

async function transformOfScales(context: ArrayContext): Promise<Transform | undefined> {
  const named = (pattern: RegExp) =>
    context.scales.find((scale) => scale && pattern.test(lastName(scale.array.name)));
  const [down, across] = [named(DOWN), named(ACROSS)];
  if (!down || !across) return undefined;
  const rows = await spacing(context, down);
  const columns = await spacing(context, across);
  if (!rows || !columns) return undefined;
  // Coordinates are those of the middle of a pixel, and ours is its corner.
  return [columns.first - columns.step / 2, columns.step, 0, rows.first - rows.step / 2, 0, rows.step];
}

/** Of the least precise coordinates that are met, which are of single precision. */
const UNEVEN = 0.01;

async function spacing({ h5 }: ArrayContext, { array }: FoundArray) {
  const values = await firstValues(h5, array, h5.signal);
  const last = values.length - 1;
  if (values.length !== shapeOf(array)[0] || last < 1) return undefined;
  const step = (values[last] - values[0]) / last;
  const even = values.every(
    (value, index) => Math.abs(value - values[0] - index * step) < UNEVEN * Math.abs(step),
  );
  return even && step !== 0 ? { first: values[0], step } : undefined;
}
