import type { NumericArray } from '@shared/scene';
import { throwIfCancelled } from '../../../errors';
import type { Range } from '../../source';
import { StoredArray } from '../../stored-array';
import { TIGHTEST_PACKING } from '../../unpack';
import { allocate, bytesPerValue, valueCount } from '../../values';
import { decoderOf, viewOf, type NumberType } from '../decode';
import { FILTER, type Filter } from '../filters';
import type { Hdf5File } from '../hdf5-file';
import type { ChunkIndex } from '../layout';
import { ChunkStore, type StoredChunk } from './chunk-store';
import { chunkEntries } from './entries';
import type { ChunkPlace } from './entry';
import { numberOf, type ChunkGrid } from './grid';
import { ChunkTable } from './table';
import { unpackChunk } from './unpack-chunk';

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
  /** Bytes of unpacked chunks that may be held in memory. */
  memoryLimit?: number;
}

/** Values of a part of a chunk, which begins at `offset`; strides from index to index, slowest axis first. */
export interface ChunkValues {
  stored: NumericArray;
  offset: number;
  strides: readonly number[];
}

/** Finds and unpacks chunks of one array. */
export class ChunkReader {
  private table: ChunkTable | undefined;
  private readonly store: ChunkStore;
  private readonly decode: (bytes: Uint8Array) => NumericArray;
  private readonly strides: readonly number[];
  private readonly filler: NumericArray;

  constructor(private readonly dataset: ChunkedDataset) {
    const { type, h5, name, grid, fill } = dataset;
    this.decode = decoderOf(type, { file: h5.file, variable: name });
    this.strides = stridesOf(grid.chunk);
    this.filler = fill?.length === type.size ? this.decode(fill) : allocate(type.dtype, 1);
    const values = valueCount(grid.counts) * valueCount(grid.chunk);
    this.store = new ChunkStore(h5.file, type.dtype, values * bytesPerValue(type.dtype), dataset.memoryLimit);
  }

  get grid(): ChunkGrid {
    return this.dataset.grid;
  }

  /** Whether chunks must be unpacked before they can be read. */
  get isPacked(): boolean {
    return this.dataset.filters.length > 0;
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
   * @param onShare told what part of a large chunk has been unpacked
   * @throws UnreadableFileError where the chunk is damaged
   */
  async read(
    place: readonly number[],
    ranges: readonly Range[],
    signal?: AbortSignal,
    onShare?: (share: number) => void,
  ): Promise<ChunkValues> {
    const number = numberOf(this.grid, place)!;
    const chunk = this.table!.find(number);
    if (!chunk) return { stored: this.filler, offset: 0, strides: this.strides.map(() => 0) };
    const filters = this.filtersOf(place);
    const isPlain = filters.length === 0 && this.grid.chunkLength > READ_WHOLE;
    const kept = this.store.get(number);
    const apart = kept ? undefined : isPlain ? this.plainChunk(chunk) : this.store.stored(number);
    if (apart) return this.readPart(apart, ranges, signal);
    const offset = ranges.reduce((sum, [start], axis) => sum + start * this.strides[axis], 0);
    const stored = kept ?? (await this.unpackWhole(number, chunk, filters, signal, onShare));
    return { stored, offset, strides: this.strides };
  }

  /** Frees memory and the scratch file; the file itself stays open. */
  close(): Promise<void> {
    return this.store.close();
  }

  private filtersOf(place: readonly number[]): readonly Filter[] {
    const { filters, plainEdges, grid } = this.dataset;
    const reachesOver = place.some((index, axis) => (index + 1) * grid.chunk[axis] > grid.dims[axis]);
    return plainEdges && reachesOver ? [] : filters;
  }

  private plainChunk({ address, length }: ChunkPlace): StoredChunk {
    const { h5, grid, type } = this.dataset;
    if (length < grid.chunkLength) throw this.damaged(address, `it holds ${length} bytes`);
    const offset = h5.checkedPlace(address, grid.chunkLength, 'a chunk of an array');
    return { bytes: h5.bytes, offset, itemSize: type.size, decode: this.decode };
  }

  private async readPart(
    chunk: StoredChunk,
    ranges: readonly Range[],
    signal?: AbortSignal,
  ): Promise<ChunkValues> {
    const shape = this.grid.chunk;
    const order = shape.map((_, axis) => axis).reverse();
    const array = new StoredArray({ ...chunk, shape, order, dtype: this.dataset.type.dtype });
    const lengths = ranges.map(([start, stop]) => stop - start);
    return { stored: await array.read(ranges, signal), offset: 0, strides: stridesOf(lengths) };
  }

  private async unpackWhole(
    number: number,
    chunk: ChunkPlace,
    filters: readonly Filter[],
    signal?: AbortSignal,
    onShare?: (share: number) => void,
  ): Promise<NumericArray> {
    const bytes = await this.unpack(chunk, filters, signal, onShare);
    const values = viewOf(this.dataset.type, bytes) ?? this.decode(bytes);
    await this.store.keep(number, values);
    return values;
  }

  private async unpack(
    { address, length, mask }: ChunkPlace,
    filters: readonly Filter[],
    signal?: AbortSignal,
    onShare?: (share: number) => void,
  ): Promise<Uint8Array> {
    const { h5, grid } = this.dataset;
    const isDeflated = filters.some(({ id }, step) => id === FILTER.deflate && ((mask >>> step) & 1) === 0);
    if (isDeflated && grid.chunkLength > length * TIGHTEST_PACKING)
      throw this.damaged(address, `it claims ${grid.chunkLength} bytes, packed into ${length}`);
    if (length > 2 * grid.chunkLength + READ_WHOLE) throw this.damaged(address, `it claims ${length} bytes`);
    const place = h5.checkedPlace(address, length, 'a chunk of an array');
    const packed = await h5.bytes.read(place, length, signal);
    try {
      return await unpackChunk(packed, filters, mask, grid.chunkLength, (share) => {
        throwIfCancelled(signal);
        onShare?.(share);
      });
    } catch (error) {
      throwIfCancelled(signal);
      throw this.damaged(address, error instanceof Error ? error.message : String(error));
    }
  }

  private damaged(address: number, reason: string) {
    const { h5, name } = this.dataset;
    return h5.damaged(`a chunk of "${name}" cannot be unpacked (${reason})`, address);
  }
}

/** In C order. */
function stridesOf(lengths: readonly number[]): number[] {
  return lengths.map((_, axis) => valueCount(lengths.slice(axis + 1)));
}

async function* none(): AsyncGenerator<never> {}
