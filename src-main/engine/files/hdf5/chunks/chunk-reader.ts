import type { NumericArray } from '@shared/scene';
import { throwIfCancelled } from '../../../errors';
import { StoredArray } from '../../stored-array';
import type { Range } from '../../source';
import { allocate, valueCount } from '../../values';
import { TIGHTEST_PACKING } from '../../unpack';
import { decoderOf, type NumberType } from '../decode';
import { FILTER, type Filter } from '../filters';
import type { Hdf5File } from '../hdf5-file';
import type { ChunkIndex } from '../layout';
import { chunkEntries } from './entries';
import type { ChunkPlace } from './entry';
import { numberOf, type ChunkGrid } from './grid';
import { ChunkTable } from './table';
import { unpackChunk } from './unpack-chunk';

/** What unpacked chunks may take in memory, so that neighbouring windows do not unpack them again. */
const CACHE_BYTES = 96 * 1024 * 1024;
/** Of a plain chunk that is larger only what is wanted is read. */
const READ_WHOLE = 1024 * 1024;

export interface ChunkedDataset {
  h5: Hdf5File;
  /** Its name, for messages. */
  name: string;
  grid: ChunkGrid;
  type: NumberType;
  filters: readonly Filter[];
  plainEdges: boolean;
  index: ChunkIndex;
  /** Of the index; undefined where nothing was ever written. */
  address: number | undefined;
  /** Stored bytes of the value of what was never written. */
  fill: Uint8Array | undefined;
}

/** Values of a part of a chunk, which begins at `offset`; strides from index to index, slowest axis first. */
export interface ChunkValues {
  stored: NumericArray;
  offset: number;
  strides: readonly number[];
}

/** Finds and unpacks chunks of one array and keeps those used last. */
export class ChunkReader {
  private readonly cache = new Map<number, NumericArray>();
  private cached = 0;
  private table: ChunkTable | undefined;
  private readonly decode: (bytes: Uint8Array) => NumericArray;
  private readonly strides: readonly number[];
  private readonly filler: NumericArray;

  constructor(private readonly dataset: ChunkedDataset) {
    const { type, h5, name, grid, fill } = dataset;
    this.decode = decoderOf(type, { file: h5.file, variable: name });
    this.strides = grid.chunk.map((_, axis) => valueCount(grid.chunk.slice(axis + 1)));
    this.filler = fill?.length === type.size ? this.decode(fill) : allocate(type.dtype, 1);
  }

  get grid(): ChunkGrid {
    return this.dataset.grid;
  }

  /**
   * Goes through the index of chunks once, before the first of them is read.
   * @throws EngineError where the file has been closed
   */
  async prepare(signal?: AbortSignal): Promise<void> {
    const { h5, index, address, grid } = this.dataset;
    // Chunks in memory would outlive the file; this fails once it is closed.
    await h5.bytes.read(0, 0, signal);
    if (this.table) return;
    const entries =
      address === undefined ? none() : chunkEntries(h5.withSignal(signal), index, address, grid);
    this.table = await ChunkTable.from(h5, entries);
  }

  /**
   * The part of a chunk that `ranges` name, as indices within it.
   * @throws UnreadableFileError where the chunk is damaged
   */
  async read(place: readonly number[], ranges: readonly Range[], signal?: AbortSignal): Promise<ChunkValues> {
    const number = numberOf(this.grid, place)!;
    const stored = this.table!.find(number);
    if (!stored) return { stored: this.filler, offset: 0, strides: this.strides.map(() => 0) };
    const filters = this.filtersOf(place);
    if (filters.length === 0 && this.grid.chunkLength > READ_WHOLE)
      return this.readPart(stored, ranges, signal);
    const offset = ranges.reduce((sum, [start], axis) => sum + start * this.strides[axis], 0);
    return { stored: await this.whole(number, stored, filters, signal), offset, strides: this.strides };
  }

  private filtersOf(place: readonly number[]): readonly Filter[] {
    const { filters, plainEdges, grid } = this.dataset;
    const reachesOver = place.some((index, axis) => (index + 1) * grid.chunk[axis] > grid.dims[axis]);
    return plainEdges && reachesOver ? [] : filters;
  }

  private async readPart(
    { address, length }: ChunkPlace,
    ranges: readonly Range[],
    signal?: AbortSignal,
  ): Promise<ChunkValues> {
    const { h5, type, grid } = this.dataset;
    if (length < grid.chunkLength) throw this.damaged(address, `it holds ${length} bytes`);
    const chunk = new StoredArray({
      bytes: h5.bytes,
      offset: h5.checkedPlace(address, grid.chunkLength, 'a chunk of an array'),
      shape: grid.chunk,
      order: grid.chunk.map((_, axis) => axis).reverse(),
      dtype: type.dtype,
      itemSize: type.size,
      decode: this.decode,
    });
    const lengths = ranges.map(([start, stop]) => stop - start);
    const strides = lengths.map((_, axis) => valueCount(lengths.slice(axis + 1)));
    return { stored: await chunk.read(ranges, signal), offset: 0, strides };
  }

  private async whole(
    number: number,
    stored: ChunkPlace,
    filters: readonly Filter[],
    signal?: AbortSignal,
  ): Promise<NumericArray> {
    const found = this.cache.get(number);
    if (found) {
      this.cache.delete(number);
      this.cache.set(number, found);
      return found;
    }
    const values = this.decode(await this.unpack(stored, filters, signal));
    this.keep(number, values);
    return values;
  }

  private async unpack(
    { address, length, mask }: ChunkPlace,
    filters: readonly Filter[],
    signal?: AbortSignal,
  ): Promise<Uint8Array> {
    const { h5, grid } = this.dataset;
    const isDeflated = filters.some(({ id }, step) => id === FILTER.deflate && ((mask >>> step) & 1) === 0);
    if (isDeflated && grid.chunkLength > length * TIGHTEST_PACKING)
      throw this.damaged(address, `it claims ${grid.chunkLength} bytes, packed into ${length}`);
    if (length > 2 * grid.chunkLength + READ_WHOLE) throw this.damaged(address, `it claims ${length} bytes`);
    const place = h5.checkedPlace(address, length, 'a chunk of an array');
    const packed = await h5.bytes.read(place, length, signal);
    try {
      return await unpackChunk(packed, filters, mask, grid.chunkLength);
    } catch (error) {
      throwIfCancelled(signal);
      throw this.damaged(address, error instanceof Error ? error.message : String(error));
    }
  }

  private keep(number: number, values: NumericArray): void {
    if (values.byteLength > CACHE_BYTES || this.cache.has(number)) return;
    this.cache.set(number, values);
    this.cached += values.byteLength;
    for (const [oldest, { byteLength }] of this.cache) {
      if (this.cached <= CACHE_BYTES) break;
      this.cache.delete(oldest);
      this.cached -= byteLength;
    }
  }

  private damaged(address: number, reason: string) {
    const { h5, name } = this.dataset;
    return h5.damaged(`a chunk of "${name}" cannot be unpacked (${reason})`, address);
  }
}

async function* none(): AsyncGenerator<never> {}
