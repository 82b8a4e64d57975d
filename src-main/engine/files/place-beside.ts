import type { Georeferencing } from '@shared/scene';
import { readTextFile } from './text';

/** None of these files is long. */
const LONGEST = 1024 * 1024;

/**
 * Where an image lies on the ground, as files beside it say: `x.tif.aux.xml` (GDAL's own notes) or a world file, with
 * the reference system of `x.prj`. Files that do not say it are passed over, since nobody named them.
 * @param endings of world files, without the dot, such as `tfw`
 */
export async function placeBeside(
  file: string,
  endings: readonly string[],
): Promise<Georeferencing | undefined> {
  const stem = file.replace(/\.[^./\\]*$/, '');
  const notes = await textOf([`${file}.aux.xml`]);
  const transform = transformInNotes(notes) ?? transformInWorldFile(await textOf(spellings(stem, endings)));
  // Numbers of a file are finite, but what comes of adding them need not be.
  if (!transform?.every(Number.isFinite)) return undefined;
  if (transform[1] * transform[5] - transform[2] * transform[4] === 0) return undefined;
  const crs = systemInNotes(notes) ?? (await textOf(spellings(stem, ['prj'])))?.trim();
  return { transform, ...(crs && { crs }) };
}

/** Both cases of every ending. */
function spellings(stem: string, endings: readonly string[]): string[] {
  return endings.flatMap((ending) => [`${stem}.${ending}`, `${stem}.${ending.toUpperCase()}`]);
}

/** The text of the first of these files that is there. */
async function textOf(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    const text = await readTextFile(file, LONGEST).catch(() => undefined);
    if (text !== undefined) return text;
  }
  return undefined;
}

/** Six lines: steps along x and y of a column and of a row, and the middle of the first pixel (Esri). */
function transformInWorldFile(text: string | undefined): Georeferencing['transform'] | undefined {
  const numbers = numbersIn(text?.trim().split(/\s+/));
  if (!numbers) return undefined;
  const [xOfColumn, yOfColumn, xOfRow, yOfRow, x, y] = numbers;
  return [
    ...[x - (xOfColumn + xOfRow) / 2, xOfColumn, xOfRow],
    ...[y - (yOfColumn + yOfRow) / 2, yOfColumn, yOfRow],
  ] as Georeferencing['transform'];
}

function transformInNotes(text: string | undefined): Georeferencing['transform'] | undefined {
  const [, inside] = /<GeoTransform>([^<]*)<\/GeoTransform>/.exec(text ?? '') ?? [];
  return numbersIn(inside?.split(',')) as Georeferencing['transform'] | undefined;
}

function systemInNotes(text: string | undefined): string | undefined {
  const [, inside] = /<SRS\b[^<>]*>([^<]*)<\/SRS>/.exec(text ?? '') ?? [];
  const plain = inside
    ?.replace(/&quot;/g, '"')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&')
    .trim();
  return plain || undefined;
}

/** Exactly six finite numbers. */
function numbersIn(parts: readonly string[] | undefined): number[] | undefined {
  const numbers = (parts ?? []).map((part) => (part.trim() === '' ? NaN : Number(part.replace(',', '.'))));
  return numbers.length === 6 && numbers.every(Number.isFinite) ? numbers : undefined;
}
