import type { ErrorReportLike } from '@shared/scene';
import type { ByteSource } from '../bytes';
import { MemoryBytes } from '../bytes';
import { fileName } from '../file-errors';
import { ScratchFile } from '../scratch';
import type { ArraySource, OpenOptions } from '../source';
import { StoredArray } from '../stored-array';
import { allocate } from '../values';
import type { Place } from './damage';
import { decoder } from './decode';
import { inflate, type InflatedStream } from './inflate';
import type { MatFile } from './mat-file';
import type { NumericVariable } from './scan';

/** Up to this many bytes of one variable are held in memory. */
const MEMORY_LIMIT = 256 * 1024 * 1024;
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
  let values: ByteSource | undefined;
  try {
    await stream.read(variable.start);
    const fitsMemory = variable.length <= (options.memoryLimit ?? MEMORY_LIMIT);
    values = await (fitsMemory ? intoMemory : intoScratchFile)(stream, variable, place, options);
    return { values, intact: await stream.checksumFits(LONGEST_PADDING) };
  } catch (error) {
    await values?.close();
    throw error;
  } finally {
    await stream.close();
  }
}

async function intoMemory(
  stream: InflatedStream,
  { length }: NumericVariable,
  place: Place,
  options: OpenOptions,
): Promise<ByteSource> {
  const values = allocate('uint8', length) as Uint8Array;
  await pour(stream, length, options, async (piece, at) => values.set(piece, at));
  return new MemoryBytes(place.file, values);
}

async function intoScratchFile(
  stream: InflatedStream,
  { length }: NumericVariable,
  place: Place,
  options: OpenOptions,
): Promise<ByteSource> {
  const scratch = await ScratchFile.create();
  try {
    await pour(stream, length, options, (piece) => scratch.append(piece));
    return scratch.bytes(place.file);
  } catch (error) {
    await scratch.discard();
    throw error;
  }
}

/** Hands on exactly `length` bytes, piece by piece: what the variable declares caps what is unpacked. */
async function pour(
  stream: InflatedStream,
  length: number,
  { onProgress }: OpenOptions,
  take: (piece: Uint8Array, at: number) => Promise<void>,
): Promise<void> {
  for (let done = 0; done < length;) {
    const piece = await stream.readPiece(length - done);
    await take(piece, done);
    done += piece.length;
    onProgress?.(done / length);
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
