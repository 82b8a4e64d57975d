import type { CubeDescription } from './writer';

/** Wavelengths and names of bands as GDAL's GTiff driver writes them; undefined where there are none. */
export function gdalMetadata({
  wavelengths = [],
  bandNames = [],
}: Pick<CubeDescription, 'wavelengths' | 'bandNames'>): string | undefined {
  const items = [
    ...wavelengths.flatMap((wavelength, band) => [
      item('wavelength', band, String(wavelength)),
      item('wavelength_units', band, 'Nanometers'),
    ]),
    ...bandNames.map((name, band) => item('DESCRIPTION', band, name, ' role="description"')),
  ];
  return items.length > 0 ? `<GDALMetadata>\n${items.join('')}</GDALMetadata>` : undefined;
}

function item(name: string, band: number, text: string, role = ''): string {
  // GDAL undoes escapes twice when it reads them.
  return `  <Item name="${name}" sample="${band}"${role}>${escaped(escaped(text))}</Item>\n`;
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ESCAPES[character]);
}
