import type { ErrorReportLike } from '@shared/scene';
import type { ByteSource } from '../bytes';
import { fileName } from '../file-errors';
import type { ArraySource, OpenOptions } from '../source';
import { StoredArray } from '../stored-array';
import { unpackInto } from '../unpack';
import type { Place } from './damage';
import { decoder } from './decode';
import { inflate } from './inflate';
import type { MatFile } from './mat-file';
import type { NumericVariable } from './variables';

/** What is inflated at a time; a cancellation is noticed as often. */
const VALUES_PIECE = 256 * 1024;

/**
 * A numeric variable for reading by windows: straight from the file, or, where it is compressed, from what it was
 * inflated into. The file is closed with the result, or at once where it is no longer needed.
 */
export async function openNumeric(
  mat: MatFile,
  variable: NumericVariable,
  wavelengths: readonly number[] | undefined,
  options: OpenOptions,
): Promise<ArraySource> {
  const { block, dtype, storage, shape, name } = variable;
  const place = { file: mat.file, byte: block.start, variable: name };
  const decode = decoder(storage, dtype, mat.littleEndian, place);
  const layout = { shape, dtype, itemSize: storage.size, decode, wavelengths };
  if (!block.compressed) return new StoredArray({ ...layout, bytes: mat.bytes, offset: variable.start });
  const { values, intact } = await unpack(mat, variable, place, options);
  await mat.bytes.close();
  const warnings = intact ? [] : [checksumWarning(place)];
  return new StoredArray({ ...layout, bytes: values, offset: 0, warnings });
}

/** Values are padded to a multiple of eight bytes; more than that does not belong to the variable. */
const LONGEST_PADDING = 7;

/** The values of a compressed variable, unpacked once, and whether they fit their checksum. */
async function unpack(
  mat: MatFile,
  variable: NumericVariable,
  place: Place,
  options: OpenOptions,
): Promise<{ values: ByteSource; intact: boolean }> {
  const stream = await inflate(mat, variable.block, place, VALUES_PIECE);
  const behind = variable.nested?.behind ?? 0;
  let values: ByteSource | undefined;
  try {
    await stream.skip(variable.start);
    values = await unpackInto(stream, variable.length, place.file, options);
    return { values, intact: await stream.checksumFits(behind + LONGEST_PADDING) };
  } catch (error) {
    await values?.close();
    throw error;
  } finally {
    await stream.close();
  }
}

function checksumWarning({ file, variable }: Place): ErrorReportLike {
  return {
    code: 'checksum-differs',
    message:
      `The checksum of variable "${variable}" in "${fileName(file)}" does not match: some programs write wrong ` +
      'checksums, but the data may also be damaged, so compare them with another copy.',
    details: { file, variable: variable ?? '' },
  };
}
