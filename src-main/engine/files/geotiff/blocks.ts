import type { NumericArray } from '@shared/scene';
import { throwIfCancelled } from '../../errors';
import { plainDecoder } from '../plain-values';
import { stemOf } from '../file-errors';
import { allocate, valueCount } from '../values';
import type { BlockShape } from './block-shape';
import { PLAIN } from './compressions';
import { damaged } from './damage';
import { readPart, type TiffFile } from './directory';
import { blockLength, rowsOfBlock, type TiffImage } from './image';
import { swapBytes, undoDifferences, undoFloatDifferences } from './predictor';

/** What unpacked blocks may take in memory, so that neighbouring windows do not unpack them again. */
const CACHE_BYTES = 96 * 1024 * 1024;

/** Unpacks blocks of one image and keeps those used last. */
export class BlockReader {
  private readonly cache = new Map<number, NumericArray>();
  private cached = 0;

  /** Turns bytes of the machine's order, or of the file's, into samples. */
  private readonly native: (bytes: Uint8Array) => NumericArray;
  private readonly stored: (bytes: Uint8Array) => NumericArray;

  constructor(
    private readonly tiff: TiffFile,
    private readonly image: TiffImage,
    private readonly lerc: readonly number[],
    /** What a block that was left out of the file holds. */
    private readonly filler: number,
  ) {
    const origin = { file: tiff.file, variable: stemOf(tiff.file) };
    this.native = plainDecoder(image.dtype, true, origin);
    this.stored = plainDecoder(image.dtype, tiff.littleEndian, origin);
  }

  /** Whether rows can be read without unpacking the whole block. */
  get isPlain(): boolean {
    return this.image.compression.code === PLAIN && this.image.predictor === 1;
  }

  isLeftOut(block: number): boolean {
    return this.image.offsets[block] === 0;
  }

  /** Samples of a block, row by row, its bands fastest; as many rows as the block has within the image or tile. */
  async read(block: number, signal?: AbortSignal): Promise<NumericArray> {
    const found = this.cache.get(block);
    if (found) {
      this.cache.delete(block);
      this.cache.set(block, found);
      return found;
    }
    const values = await this.unpack(block, signal);
    this.keep(block, values);
    return values;
  }

  /** `count` rows of a plain block from `firstRow` on. */
  async readRows(
    block: number,
    firstRow: number,
    count: number,
    signal?: AbortSignal,
  ): Promise<NumericArray> {
    const { blockColumns, itemSize, offsets } = this.image;
    const rowLength = blockColumns * this.samples * itemSize;
    if (this.isLeftOut(block)) return this.fill(count * blockColumns * this.samples);
    const start = offsets[block] + firstRow * rowLength;
    const bytes = await readPart(
      this.tiff.file,
      this.tiff.bytes,
      start,
      count * rowLength,
      `block ${block}`,
      signal,
    );
    return this.stored(bytes);
  }

  private get samples(): number {
    return this.image.planar ? 1 : this.image.bands;
  }

  private fill(count: number): NumericArray {
    return allocate(this.image.dtype, count).fill(this.filler);
  }

  private async unpack(block: number, signal?: AbortSignal): Promise<NumericArray> {
    const { tiff, image } = this;
    const shape = this.shapeOf(block);
    if (this.isLeftOut(block)) return this.fill(shape.length / image.itemSize);
    const offset = image.offsets[block];
    const stored = Number.isNaN(image.byteCounts[block]) ? shape.length : image.byteCounts[block];
    const data = await readPart(tiff.file, tiff.bytes, offset, stored, `block ${block}`, signal);
    let bytes: Uint8Array;
    try {
      bytes = await image.compression.decode(data, shape);
    } catch (error) {
      throw damaged(tiff.file, offset, `block ${block} cannot be unpacked (${reasonOf(error)})`);
    }
    throwIfCancelled(signal);
    if (bytes.length < shape.length) {
      throw damaged(
        tiff.file,
        offset,
        `block ${block} unpacks to ${bytes.length} bytes instead of ${shape.length}`,
      );
    }
    return this.decode(changeable(bytes.subarray(0, shape.length), image), shape);
  }

  private decode(bytes: Uint8Array, shape: BlockShape): NumericArray {
    const { predictor, itemSize, compression } = this.image;
    if (predictor === 3) return this.native(undoFloatDifferences(bytes, shape, itemSize));
    if (!this.tiff.littleEndian && !compression.alwaysLittleEndian) swapBytes(bytes, itemSize);
    if (predictor === 2) undoDifferences(bytes, shape, itemSize);
    return this.native(bytes);
  }

  private shapeOf(block: number): BlockShape {
    const { image, samples } = this;
    return {
      rows: rowsOfBlock(image, block),
      columns: image.blockColumns,
      samples,
      dtype: image.dtype,
      length: blockLength(image, block),
      most: valueCount([image.blockRows, image.blockColumns, samples, image.itemSize]),
      lerc: this.lerc,
    };
  }

  private keep(block: number, values: NumericArray): void {
    if (values.byteLength > CACHE_BYTES) return;
    this.cache.set(block, values);
    this.cached += values.byteLength;
    for (const [oldest, { byteLength }] of this.cache) {
      if (this.cached <= CACHE_BYTES) break;
      this.cache.delete(oldest);
      this.cached -= byteLength;
    }
  }
}

/** The bytes themselves where they were made by unpacking and are aligned for any type, else a copy. */
function changeable(bytes: Uint8Array, { compression }: TiffImage): Uint8Array {
  const isOwn = compression.code !== PLAIN && bytes.byteOffset % 8 === 0;
  return isOwn ? bytes : new Uint8Array(bytes);
}

/** What a decoder said, without a full stop of its own; some throw plain text. */
function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, '');
}
