import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { epsgOfText, parseWellKnownText, sayTheSame, type TextNode } from './well-known-text';

/** The reference system of a place, in the words of all formats. */
export interface CoordinateSystem {
  /** What the source calls it. */
  name: string;
  isGeographic: boolean;
  epsg?: number;
  /** Well-known text in Esri's spelling, which ENVI and ArcGIS use, or in the source's. */
  text?: string;
}

/** An entry of Esri's lists (`@esri/proj-codes`), where current codes below 32767 are EPSG's. */
interface ListedSystem {
  wkid: number;
  latestWkid: number;
  name: string;
  wkt: string;
  deprecated: 'yes' | 'no';
}

const LISTS = {
  projected: { file: 'pe_list_projcs.json', field: 'ProjectedCoordinateSystems' },
  geographic: { file: 'pe_list_geogcs.json', field: 'GeographicCoordinateSystems' },
} as const;
const FIRST_OF_ESRI = 32_767;
const packages = createRequire(import.meta.url);

/**
 * What can be told of a system of which the source says an EPSG code (`EPSG:32616`), a well-known text, or only a
 * name. A text without a code gets that of the listed system that says the very same.
 */
export async function coordinateSystemOf(crs: string): Promise<CoordinateSystem> {
  const code = /^EPSG:(\d+)$/i.exec(crs.trim())?.[1];
  if (code !== undefined) return systemOfCode(Number(code), crs);
  const tree = parseWellKnownText(crs);
  const isGeographic = tree !== undefined && /^GEO(G|D)C/.test(tree.name);
  if (!tree || !(isGeographic || /^PROJC/.test(tree.name))) return { name: crs, isGeographic: false };
  const epsg = epsgOfText(tree) ?? (await codeOfText(tree, isGeographic));
  const listed = epsg === undefined || isEsris(tree) ? undefined : (await systemOfCode(epsg, crs)).text;
  return { name: String(tree.values[0] ?? crs), isGeographic, epsg, text: listed ?? crs };
}

async function systemOfCode(epsg: number, name: string): Promise<CoordinateSystem> {
  for (const kind of ['projected', 'geographic'] as const) {
    const found = (await listOf(kind)).find(({ wkid }) => wkid === epsg);
    if (found) return { name, epsg, isGeographic: kind === 'geographic', text: found.wkt };
  }
  // EPSG keeps 4001 to 4999 for systems in degrees.
  return { name, epsg, isGeographic: epsg > 4000 && epsg < 5000 };
}

async function codeOfText(tree: TextNode, isGeographic: boolean): Promise<number | undefined> {
  const name = String(tree.values[0] ?? '').toLowerCase();
  const named = (await listOf(isGeographic ? 'geographic' : 'projected')).filter(
    (system) => system.name.toLowerCase() === name && system.latestWkid < FIRST_OF_ESRI,
  );
  const same = named.filter(({ wkt }) => {
    const listed = parseWellKnownText(wkt);
    return listed !== undefined && sayTheSame(listed, tree);
  });
  return (same.find(({ deprecated }) => deprecated === 'no') ?? same[0])?.latestWkid;
}

/** Esri writes D_ before the names of datums. */
function isEsris(tree: TextNode): boolean {
  return tree.values.some(
    (value) =>
      typeof value === 'object' &&
      ((value.name === 'DATUM' && String(value.values[0]).startsWith('D_')) || isEsris(value)),
  );
}

/** Read anew each time: the lists are long and seldom needed. Without them a place is still written, by its code. */
async function listOf(kind: keyof typeof LISTS): Promise<ListedSystem[]> {
  const { file, field } = LISTS[kind];
  try {
    const text = await readFile(packages.resolve(`@esri/proj-codes/${file}`), 'utf8');
    return (JSON.parse(text) as Record<string, ListedSystem[]>)[field];
  } catch {
    return [];
  }
}
