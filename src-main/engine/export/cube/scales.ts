import type { GdalItem } from '../../files/carried';
import { numbersOf, withoutBraces } from '../../files/envi/header-text';
import { fieldsOf, list, type EnviFields } from '../envi-header';

/** How GDAL and ENVI name what the values of each band are to be multiplied with and shifted by. */
const WORDS = [
  { role: 'scale', name: 'SCALE', field: 'data gain values', otherwise: '1' },
  { role: 'offset', name: 'OFFSET', field: 'data offset values', otherwise: '0' },
] as const;

/** Scales and offsets of GDAL as fields of an ENVI header; none where no band has any. */
export function scaleFields(items: readonly GdalItem[], bands: number): EnviFields {
  const entries = WORDS.flatMap(({ role, field, otherwise }) => {
    const texts = new Array<string>(bands).fill(otherwise);
    const found = items.filter((item) => item.role === role && item.band !== undefined && item.band < bands);
    for (const { band = 0, text } of found) texts[band] = text.trim();
    return found.length > 0 ? [[field, list(texts)] as const] : [];
  });
  return fieldsOf(entries);
}

/** The other way round; a list that does not fit the bands says nothing. */
export function scaleItems(fields: EnviFields, bands: number): GdalItem[] {
  return WORDS.flatMap(({ role, name, field }) => {
    const texts = withoutBraces(fields.get(field)?.value ?? '');
    const numbers = numbersOf(texts);
    if (numbers?.length !== bands) return [];
    return numbers.map((number, band) => ({ name, band, role, domain: '', text: String(number) }));
  });
}
