import type { ClassificationMap } from '@shared/training';
import { classesByLabel, largestLabel, type MapClass } from './colors';
import { classFields, encodeHeader, fieldsOf, placeFields } from './envi-header';
import type { Place } from './place/place';

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
  place?: Place,
): string {
  const layout = fieldsOf([
    ['description', '{Classification by Bandscape}'],
    ['samples', columns],
    ['lines', rows],
    ['bands', 1],
    ['header offset', 0],
    ['file type', 'ENVI Classification'],
    ['data type', largestLabel(classes) < 256 ? BYTE : WORD],
    ['interleave', 'bsq'],
    ['byte order', 0],
  ]);
  return encodeHeader(new Map([...layout, ...classFields(classesByLabel(classes)), ...placeFields(place)]));
}

/** The labels row by row: bytes where they fit, else little-endian words. */
export function classificationData({ labels }: Labels, classes: readonly MapClass[]): Uint8Array {
  if (largestLabel(classes) < 256) return Uint8Array.from(labels);
  return new Uint8Array(labels.slice().buffer);
}
