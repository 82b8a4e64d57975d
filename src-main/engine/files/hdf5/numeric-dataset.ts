import type { NumericArray } from '@shared/scene';
import { UnreadableFileError, UnusableDataError } from '../../errors';
import { MemoryBytes } from '../bytes';
import type { ArraySource, OpenOptions, Range } from '../source';
import { StoredArray } from '../stored-array';
import { TIGHTEST_PACKING } from '../unpack';
import { valueCount } from '../values';
import { checkDeclaredLength, notNumeric } from '../variable-errors';
import { ChunkReader } from './chunks/chunk-reader';
import { ChunkedArray, type Description } from './chunks/chunked-array';
import { gridOf } from './chunks/grid';
import type { Dataset } from './dataset';
import type { Datatype } from './datatype';
import { decoderOf, type NumberType } from './decode';
import { unknownFilter } from './filters';
import type { Hdf5File } from './hdf5-file';
import { chunkTooLarge, elsewhere, packedUnknown, type Refusal } from './refusals';

/** Values that may be claimed without any relation to the file's length; nothing is allocated for them. */
const ALWAYS_POSSIBLE = 64 * 1024 * 1024;
/** A chunk is unpacked in memory, several times as large on the way. */
const LARGEST_CHUNK = 128 * 1024 * 1024;

/** A numeric array of a file, whose header was read and checked. */
export interface NumericDataset {
  name: string;
  dataset: Dataset & { type: NumberType };
  /** Its axes in the file, slowest first, as axes of its shape. */
  axes: readonly number[];
}

/**
 * An array as it can be read, or why it cannot.
 * @param reversed whether its axes are meant in the opposite order, as MATLAB's are
 * @throws UnreadableFileError where it claims values that cannot be there
 */
export function numericDataset(
  h5: Hdf5File,
  name: string,
  dataset: Dataset,
  reversed = false,
): NumericDataset | Refusal {
  const { type, layout, filters, space } = dataset;
  const { file } = h5;
  if (type.kind !== 'number') {
    const kind = kindOf(type);
    return { kind, problem: notNumeric(file, name, kind) };
  }
  if (dataset.elsewhere || layout.kind === 'virtual') return elsewhere(file, name);
  const unknown = layout.kind === 'chunked' ? unknownFilter(filters) : undefined;
  if (unknown) return packedUnknown(file, name, unknown.name);
  // A single number has no axes.
  const dims = space.empty ? [0] : space.dims.length > 0 ? space.dims : [1];
  checkSize(h5, dims, type.size, layout);
  if (layout.kind === 'chunked') {
    const length = valueCount(layout.chunk) * type.size;
    if (layout.chunk.length !== dims.length)
      throw h5.damaged(
        `the chunks of "${name}" have ${layout.chunk.length} axes instead of ${dims.length}`,
        0,
      );
    if (filters.length > 0 && length > LARGEST_CHUNK) return chunkTooLarge(file, name, length);
  }
  const axes = dims.map((_, axis) => (reversed ? dims.length - 1 - axis : axis));
  return { name, dataset: { ...dataset, type, space: { ...space, dims } }, axes };
}

function kindOf(type: Exclude<Datatype, NumberType>): string {
  if (type.kind === 'other') return type.title;
  if (type.kind === 'reference') return 'list of references';
  return type.kind === 'text' || type.of.kind === 'text' ? 'text' : 'list of lists';
}

function checkSize(h5: Hdf5File, dims: readonly number[], itemSize: number, layout: Dataset['layout']): void {
  const { file, bytes } = h5;
  const length = valueCount(dims) * itemSize;
  if (layout.kind === 'compact') return checkDeclaredLength(file, dims, length, layout.bytes.length);
  if (layout.kind === 'contiguous' && layout.address !== undefined) {
    const stated = layout.length ?? length;
    if (stated < length)
      throw h5.damaged(`${dims.join(' x ')} values lie in ${stated} bytes`, layout.address);
    return checkDeclaredLength(file, dims, h5.base + layout.address + length, bytes.length);
  }
  // Chunks may be missing, but not nearly all of them.
  const possible = Math.max(ALWAYS_POSSIBLE, bytes.length * TIGHTEST_PACKING);
  if (length > possible) checkDeclaredLength(file, dims, length, bytes.length);
}

export function shapeOf({ dataset, axes }: NumericDataset): number[] {
  const { dims } = dataset.space;
  return axes.map((_, axis) => dims[axes.indexOf(axis)]);
}

/** The array, ready for reading by windows; closing it closes the file. */
export function openDataset(
  h5: Hdf5File,
  array: NumericDataset,
  description: Description,
  { memoryLimit }: OpenOptions = {},
): ArraySource {
  const { name, axes } = array;
  const { type, layout, space, filters, fill } = array.dataset;
  const decode = decoderOf(type, { file: h5.file, variable: name });
  const close = () => h5.bytes.close();
  const plain = {
    ...description,
    shape: shapeOf(array),
    order: [...axes].reverse(),
    dtype: type.dtype,
    itemSize: type.size,
    decode,
  };
  if (layout.kind === 'compact') {
    const values = new MemoryBytes(h5.file, layout.bytes);
    const bytes = {
      length: values.length,
      read: values.read.bind(values),
      close: () => values.close().then(close),
    };
    return new StoredArray({ ...plain, bytes, offset: 0 });
  }
  if (layout.kind === 'contiguous' && layout.address !== undefined)
    return new StoredArray({ ...plain, bytes: h5.bytes, offset: h5.base + layout.address });
  const chunked = layout.kind === 'chunked';
  const chunks = new ChunkReader({
    ...{ h5, name, type, fill, memoryLimit },
    grid: gridOf(space.dims, space.most, chunked ? layout.chunk : space.dims, type.size),
    filters: chunked ? filters : [],
    plainEdges: chunked && layout.plainEdges,
    index: chunked ? layout.index : { kind: 'single' },
    address: chunked ? layout.address : undefined,
  });
  return new ChunkedArray({ chunks, dtype: type.dtype, axes, close }, description);
}

/** Values that are enough to tell labels and wavelengths from measurements. */
const PEEK_VALUES = 8192;

/** The first values of an array; none where they are damaged, which concerns only whoever opens it. */
export async function firstValues(
  h5: Hdf5File,
  array: NumericDataset,
  signal?: AbortSignal,
): Promise<NumericArray> {
  // Never closed, since the file stays open: so nothing of it may lie in a scratch file.
  const source = openDataset(h5, array, {}, { memoryLimit: Infinity });
  try {
    return await source.read(firstRanges(source.shape), signal);
  } catch (error) {
    if (error instanceof UnreadableFileError || error instanceof UnusableDataError)
      return Float32Array.of(NaN);
    throw error;
  }
}

function firstRanges(shape: readonly number[]): Range[] {
  let left = PEEK_VALUES;
  const ranges = [...shape].reverse().map((length): Range => {
    const stop = Math.min(length, Math.max(1, left));
    left = Math.floor(left / Math.max(1, stop));
    return [0, stop];
  });
  return ranges.reverse();
}
