import type { Georeferencing } from '@shared/scene';
import type { ClassificationMap } from '@shared/training';
import { colorTable, largestLabel, type MapClass } from './colors';
import { list, placeLines, plain } from './envi-header';

type Labels = Pick<ClassificationMap, 'rows' | 'columns' | 'labels'>;

/** Codes of "data type" ("ENVI Header Files", NV5 Geospatial). */
const BYTE = 1;
const WORD = 12;

/**
 * The header of a map as ENVI Classification: class 0 is "Unclassified", names are without the commas and braces that
 * would end them.
 */
export function classificationHeader(
  { rows, columns }: Labels,
  classes: readonly MapClass[],
  georeferencing?: Georeferencing,
): string {
  const largest = largestLabel(classes);
  const names = ['Unclassified', ...Array.from({ length: largest }, (_, index) => `Class ${index + 1}`)];
  classes.forEach(
    ({ label, name }, index) => (names[label ?? index + 1] = plain(name) || names[label ?? index + 1]),
  );
  return `${[
    'ENVI',
    'description = {Classification by Bandscape}',
    `samples = ${columns}`,
    `lines = ${rows}`,
    'bands = 1',
    'header offset = 0',
    'file type = ENVI Classification',
    `data type = ${largest < 256 ? BYTE : WORD}`,
    'interleave = bsq',
    'byte order = 0',
    `classes = ${largest + 1}`,
    `class lookup = ${list(triples(colorTable(classes)))}`,
    `class names = ${list(names)}`,
    ...(georeferencing ? placeLines(georeferencing) : []),
  ].join('\n')}\n`;
}

/** The labels row by row: bytes where they fit, else little-endian words. */
export function classificationData({ labels }: Labels, classes: readonly MapClass[]): Uint8Array {
  if (largestLabel(classes) < 256) return Uint8Array.from(labels);
  return new Uint8Array(labels.slice().buffer);
}

function triples(colors: Uint8Array): string[] {
  return Array.from({ length: colors.length / 3 }, (_, index) =>
    colors.subarray(3 * index, 3 * index + 3).join(', '),
  );
}
