import type { EnviField, GdalItem } from '../files/carried';
import { ENVI_DOMAIN } from '../files/envi/gdal-domain';

/** GDAL_METADATA of a TIFF (gdal.org, GTiff driver). */
export function encodeItems(items: readonly GdalItem[]): string {
  return `<GDALMetadata>\n${items.map(encodeItem).join('')}</GDALMetadata>`;
}

/** A field of an ENVI header as GDAL keeps it. */
export function headerItem({ name, value }: EnviField): GdalItem {
  return { name: name.trim().replace(/\s+/g, '_'), role: '', domain: ENVI_DOMAIN, text: value };
}

function encodeItem({ name, band, role, domain, text }: GdalItem): string {
  const attributes = [
    `name="${escaped(name)}"`,
    ...(band === undefined ? [] : [`sample="${band}"`]),
    ...(role === '' ? [] : [`role="${escaped(role)}"`]),
    ...(domain === '' ? [] : [`domain="${escaped(domain)}"`]),
  ];
  // GDAL undoes escapes twice when it reads them.
  return `  <Item ${attributes.join(' ')}>${escaped(escaped(text))}</Item>\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll('\0', '').replace(/[&<>"]/g, (character) => ESCAPES[character]);
}
