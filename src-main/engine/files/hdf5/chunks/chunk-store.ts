import { statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Dtype, NumericArray } from '@shared/scene';
import type { ByteSource } from '../../bytes';
import { ScratchFile } from '../../scratch';
import { allocate, bytesPerValue } from '../../values';

/** What unpacked chunks may take in memory, unless told. */
const MEMORY_LIMIT = 96 * 1024 * 1024;

/** Where the values of a chunk lie in the scratch file, in the machine's own form. */
export interface StoredChunk {
  bytes: ByteSource;
  offset: number;
  itemSize: number;
  decode(bytes: Uint8Array): NumericArray;
}

/**
 * Unpacked chunks of one array: those used last in memory and, of an array that does not fit there, all of them in a
 * scratch file, so that windows across the chunks do not unpack each of them over and over.
 */
export class ChunkStore {
  private readonly inMemory = new Map<number, NumericArray>();
  private memory = 0;
  private readonly places = new Map<number, number>();
  private scratch: ScratchFile | undefined;
  private written = 0;
  /** What may be written still; undefined until the disk was asked. */
  private room: number | undefined;
  private writing = Promise.resolve();

  /** @param length bytes that all chunks take; up to `limit` of them are held in memory */
  constructor(
    private readonly file: string,
    private readonly dtype: Dtype,
    private readonly length: number,
    private readonly limit = MEMORY_LIMIT,
  ) {}

  /** A chunk in memory. */
  get(number: number): NumericArray | undefined {
    const found = this.inMemory.get(number);
    if (!found) return undefined;
    this.inMemory.delete(number);
    this.inMemory.set(number, found);
    return found;
  }

  /** A chunk in the scratch file. */
  stored(number: number): StoredChunk | undefined {
    const offset = this.places.get(number);
    if (offset === undefined || !this.scratch) return undefined;
    const type = allocate(this.dtype, 0).constructor as new (buffer: ArrayBuffer) => NumericArray;
    return {
      bytes: this.scratch.bytes(this.file),
      offset,
      itemSize: bytesPerValue(this.dtype),
      decode: (bytes) => new type(bytes.slice().buffer),
    };
  }

  async keep(number: number, values: NumericArray): Promise<void> {
    if (this.length > this.limit) {
      // One after the other: each begins where the last one ends.
      this.writing = this.writing.then(() => this.write(number, values));
      await this.writing;
    }
    if (values.byteLength > this.limit || this.inMemory.has(number)) return;
    this.inMemory.set(number, values);
    this.memory += values.byteLength;
    for (const [oldest, { byteLength }] of this.inMemory) {
      if (this.memory <= this.limit) break;
      this.inMemory.delete(oldest);
      this.memory -= byteLength;
    }
  }

  async close(): Promise<void> {
    this.room = 0;
    this.inMemory.clear();
    this.places.clear();
    await this.writing;
    await this.scratch?.discard();
    this.scratch = undefined;
  }

  /** Never fails: without room, or after whatever goes wrong, chunks are unpacked again. */
  private async write(number: number, values: NumericArray): Promise<void> {
    if (this.places.has(number)) return;
    try {
      this.room ??= await halfOfFreeDisk();
      if (values.byteLength > this.room) return;
      this.scratch ??= await ScratchFile.create();
      await this.scratch.append(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      this.places.set(number, this.written);
      this.written += values.byteLength;
      this.room -= values.byteLength;
    } catch {
      this.room = 0;
    }
  }
}

async function halfOfFreeDisk(): Promise<number> {
  const { bavail, bsize } = await statfs(tmpdir()).catch(() => ({ bavail: 0, bsize: 0 }));
  return (bavail * bsize) / 2;
}
