import type { EnviField, GdalItem } from '../carried';
import { fieldKey } from './header-text';

/** GDAL keeps the fields of an ENVI header in a domain of this name, with underscores for spaces. */
export const ENVI_DOMAIN = 'ENVI';

/** The fields of an ENVI header among GDAL's items, by their names in lower case. */
export function enviFieldsOf(items: readonly GdalItem[]): Map<string, EnviField> {
  const fields = new Map<string, EnviField>();
  for (const { domain, band, name: itemName, text } of items) {
    if (domain !== ENVI_DOMAIN || band !== undefined) continue;
    const name = itemName.replaceAll('_', ' ').trim();
    fields.set(fieldKey(name), { name, value: text });
  }
  return fields;
}
