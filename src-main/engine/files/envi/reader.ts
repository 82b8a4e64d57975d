import { UnreadableFileError } from '../../errors';
import { openFileBytes, type ByteSource } from '../bytes';
import { fileName, stemOf } from '../file-errors';
import { namedArraysReader, plainArray, type FileContents } from '../named-arrays';
import { storedBytes } from '../plain-values';
import { decodeText } from '../text';
import { checkDeclaredLength, damagedFile } from '../variable-errors';
import { dataLayoutOf, type DataLayout } from './header';
import { MAGIC, parseHeaderText, type HeaderText } from './header-text';
import { georeferencingOf } from './map-info';
import { metadataOf } from './metadata';
import { layoutWarnings } from './layout-warnings';
import { findData, findHeader } from './pair';

/** Headers with thousands of bands take some hundred kilobytes. */
const LONGEST_HEADER = 16 * 1024 * 1024;

/**
 * ENVI images: a text header and raw data in a second file, opened from either. The values are read straight from
 * the data file ("ENVI Header Files", NV5 Geospatial).
 */
export const enviReader = namedArraysReader('envi', async (file, signal): Promise<FileContents> => {
  const isHeader = await beginsWithMagic(file, signal);
  const header = isHeader ? file : findHeader(file);
  const { fields, written } = await readFields(header, file, signal);
  const layout = dataLayoutOf(fields, header);
  const { rows, columns, bands, dtype, littleEndian, offset } = layout;
  const stop = offset + rows * columns * bands * storedBytes(dtype);
  const data = isHeader ? await findData(header, stop) : file;
  const metadata = metadataOf(fields, bands, header);
  const georeferencing = georeferencingOf(fields);
  const bytes = await openFileBytes(data);
  try {
    const shape = bands > 1 ? [rows, columns, bands] : [rows, columns];
    checkDeclaredLength(data, shape, stop, bytes.length);
    const warnings = [
      ...metadata.warnings,
      ...layoutWarnings(fields, { header, data, stop, length: bytes.length }),
    ];
    const { wavelengths, fwhm, badBands, nodata } = metadata;
    const info = {
      name: stemOf(data),
      shape,
      dtype,
      ...(wavelengths && bands > 1 && { wavelengths }),
      ...(fwhm && { fwhm }),
      ...(badBands && { badBands }),
      ...(nodata !== undefined && { nodata }),
      ...(georeferencing && { georeferencing }),
    };
    const order = axesOf(layout);
    const carried = { enviFields: written, nodata: fields.get('data ignore value') || undefined };
    const described = { ...metadata, georeferencing, carried, warnings, files: [data, header] };
    const array = plainArray(info, data, littleEndian, { bytes, offset, order, ...described });
    return { bytes, arrays: [array], ...(!isHeader && { partOf: header }) };
  } catch (error) {
    await bytes.close();
    throw error;
  }
});

function axesOf({ bands, order }: DataLayout): readonly number[] {
  return bands > 1 ? order : order.filter((axis) => axis < 2);
}

async function beginsWithMagic(file: string, signal?: AbortSignal): Promise<boolean> {
  return withBytes(file, async (bytes) => {
    const head = await bytes.read(0, Math.min(MAGIC.length, bytes.length), signal);
    return String.fromCharCode(...head) === MAGIC;
  });
}

async function readFields(header: string, opened: string, signal?: AbortSignal): Promise<HeaderText> {
  const text = await withBytes(header, async (bytes) => {
    if (bytes.length > LONGEST_HEADER) return '';
    return decodeText(await bytes.read(0, bytes.length, signal));
  });
  const parsed = parseHeaderText(text);
  if (!parsed) throw notAHeader(header, opened);
  if (parsed.unclosed !== undefined)
    throw damagedFile(header, `the brace of its field "${parsed.unclosed}" is never closed`);
  return parsed;
}

async function withBytes<T>(file: string, use: (bytes: ByteSource) => Promise<T>): Promise<T> {
  const bytes = await openFileBytes(file);
  try {
    return await use(bytes);
  } finally {
    await bytes.close();
  }
}

function notAHeader(header: string, opened: string): UnreadableFileError {
  return new UnreadableFileError(
    'not-an-envi-header',
    `"${fileName(header)}", which should describe "${fileName(opened)}", is not an ENVI header, whose first line is ` +
      '"ENVI": replace it with the right one.',
    { file: header, data: opened },
  );
}
