import type { Dtype, ErrorReportLike, NumericArray } from '@shared/scene';
import { throwIfCancelled } from '../../../errors';
import { checkRanges } from '../../check-ranges';
import { dot, indices, scatter } from '../../scatter';
import { tileAxisOf, type ArraySource, type Range, type UnpackOptions } from '../../source';
import { nextTurn } from '../../turn';
import { allocate, valueCount } from '../../values';
import type { ChunkReader } from './chunk-reader';

/** Everything that a file says of an array besides its values. */
export type Description = Partial<
  Pick<ArraySource, 'wavelengths' | 'fwhm' | 'badBands' | 'georeferencing' | 'nodata' | 'warnings'>
>;

export interface ChunkedLayout {
  chunks: ChunkReader;
  dtype: Dtype;
  /** The array's axes in the file, slowest first, as axes of its shape. */
  axes: readonly number[];
  close(): Promise<void>;
}

/** Chunks unpacked at a time, and bytes of them where they are large. */
const TOGETHER = 4;
const BYTES_TOGETHER = 64 * 1024 * 1024;
/** Where a tile touches a larger part of all chunks, few steps would be seen of how far it is. */
const MOST_OF_A_TILE = 1 / 8;

/** An array in chunks of one size, each packed by itself; reads give C order over the axes of its shape. */
export class ChunkedArray implements ArraySource {
  readonly shape: readonly number[];
  readonly dtype: Dtype;
  readonly wavelengths: ArraySource['wavelengths'];
  readonly fwhm: ArraySource['fwhm'];
  readonly badBands: ArraySource['badBands'];
  readonly georeferencing: ArraySource['georeferencing'];
  readonly nodata: ArraySource['nodata'];
  readonly warnings: readonly ErrorReportLike[];

  constructor(
    private readonly layout: ChunkedLayout,
    description: Description,
  ) {
    const { dims } = layout.chunks.grid;
    this.shape = layout.axes.map((_, axis) => dims[layout.axes.indexOf(axis)]);
    this.dtype = layout.dtype;
    this.wavelengths = description.wavelengths;
    this.fwhm = description.fwhm;
    this.badBands = description.badBands;
    this.georeferencing = description.georeferencing;
    this.nodata = description.nodata;
    this.warnings = description.warnings ?? [];
  }

  /** First the one of which a chunk holds the smallest part; the slower one where two are alike. */
  get tileAxes(): readonly number[] {
    const { dims, chunk } = this.layout.chunks.grid;
    const share = (place: number) => Math.min(1, chunk[place] / dims[place]);
    return this.layout.axes
      .map((axis, place) => ({ axis, place }))
      .sort((a, b) => share(a.place) - share(b.place) || a.place - b.place)
      .map(({ axis }) => axis);
  }

  async read(ranges: readonly Range[], signal?: AbortSignal): Promise<NumericArray> {
    throwIfCancelled(signal);
    checkRanges(ranges, this.shape);
    const lengths = ranges.map(([start, stop]) => stop - start);
    const values = allocate(this.dtype, valueCount(lengths));
    if (values.length === 0) return values;
    const { axes, chunks } = this.layout;
    const steps = axes.map((axis) => valueCount(lengths.slice(axis + 1)));
    const window = axes.map((axis) => ranges[axis]);
    await chunks.prepare(signal);
    await this.forEachChunk(window, (place) => this.copy(place, window, values, steps, signal), signal);
    return values;
  }

  /** Unpacks all chunks into the store, where tiles across them would unpack most of them for the first one. */
  async unpack({ signal, onProgress }: UnpackOptions): Promise<void> {
    const { axes, chunks } = this.layout;
    const { dims, chunk, counts } = chunks.grid;
    const along = axes.indexOf(tileAxisOf(this));
    if (!chunks.isPacked || chunk[along] <= dims[along] * MOST_OF_A_TILE) return;
    await chunks.prepare(signal);
    const count = valueCount(counts);
    let [done, most] = [0, 0];
    const tell = (share: number) => {
      most = Math.max(most, (done + share) / count);
      onProgress?.(most);
    };
    const whole = chunk.map((length): Range => [0, length]);
    const unpackOne = async (place: readonly number[]) => {
      await chunks.read(place, whole, signal, tell);
      done++;
      tell(0);
    };
    await this.forEachChunk(
      dims.map((length): Range => [0, length]),
      unpackOne,
      signal,
    );
  }

  /** Some at a time, with a turn for others in between. */
  private async forEachChunk(
    window: readonly Range[],
    visit: (place: readonly number[]) => Promise<void>,
    signal?: AbortSignal,
  ): Promise<void> {
    const { chunk, chunkLength } = this.layout.chunks.grid;
    const together = Math.min(TOGETHER, Math.floor(BYTES_TOGETHER / chunkLength));
    let waiting: Promise<void>[] = [];
    for (const place of placesIn(chunk, window)) {
      waiting.push(visit(place));
      if (waiting.length < together) continue;
      await Promise.all(waiting);
      waiting = [];
      await nextTurn();
      throwIfCancelled(signal);
    }
    await Promise.all(waiting);
  }

  async close(): Promise<void> {
    await this.layout.chunks.close();
    await this.layout.close();
  }

  /** Copies what a chunk and the window share; lists run over the file's axes, slowest first. */
  private async copy(
    place: readonly number[],
    window: readonly Range[],
    values: NumericArray,
    steps: readonly number[],
    signal?: AbortSignal,
  ): Promise<void> {
    const { chunk } = this.layout.chunks.grid;
    const firsts = place.map((index, axis) => index * chunk[axis]);
    const shared = window.map(([start, stop], axis): Range => {
      const first = firsts[axis];
      return [Math.max(start, first) - first, Math.min(stop, first + chunk[axis]) - first];
    });
    const { stored, offset, strides } = await this.layout.chunks.read(place, shared, signal);
    const start = firsts.map((first, axis) => first + shared[axis][0] - window[axis][0]);
    scatter(stored.subarray(offset), values, dot(start, steps), {
      lengths: shared.map(([first, stop]) => stop - first).reverse(),
      from: [...strides].reverse(),
      to: [...steps].reverse(),
    });
  }
}

/** Every chunk that a window touches, the last axis fastest. */
function* placesIn(chunk: readonly number[], window: readonly Range[]): Generator<number[]> {
  const firsts = window.map(([start], axis) => Math.floor(start / chunk[axis]));
  const counts = window.map(([, stop], axis) => Math.ceil(stop / chunk[axis]) - firsts[axis]);
  for (const index of indices([...counts].reverse()))
    yield firsts.map((first, axis) => first + index[counts.length - 1 - axis]);
}
