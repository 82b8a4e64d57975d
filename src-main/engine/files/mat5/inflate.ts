import type { Readable } from 'node:stream';
import { BandscapeError, throwIfCancelled } from '../../errors';
import { unpackedPieces } from '../unpack';
import { Adler32 } from './adler32';
import { damaged, type Place } from './damage';
import type { MatFile } from './mat-file';
import type { ByteStream } from './stream';

/** Two bytes of header before the deflated data (RFC 1950), four of Adler-32 checksum after it. */
const ZLIB_HEADER = 2;
const ZLIB_TRAILER = 4;

export interface InflatedStream extends ByteStream {
  /**
   * Up to `length` next bytes, as they come, at least one.
   * @throws UnreadableFileError at the end
   */
  readPiece(length: number): Promise<Uint8Array>;
  /** Reads to the end, at most `most` bytes more, and tells whether the checksum fits everything that was read. */
  checksumFits(most: number): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * The contents of a compressed element that lies from `start` to `stop` in the file. Nothing is inflated further ahead than
 * a few pieces of `pieceLength` bytes. The deflate data are read without zlib's own check of the checksum, because
 * some programs write wrong ones with intact data.
 */
export async function inflate(
  { bytes, signal }: MatFile,
  { start, stop }: { start: number; stop: number },
  place: Place,
  pieceLength: number,
): Promise<InflatedStream> {
  if (stop - start < ZLIB_HEADER + ZLIB_TRAILER)
    throw damaged(place, 'a compressed variable is too short to hold data');
  checkZlibHeader(await bytes.read(start, ZLIB_HEADER, signal), place);
  const unpacked = unpackedPieces(bytes, start + ZLIB_HEADER, stop, pieceLength, signal);
  const storedChecksum = async () => {
    const trailer = await bytes.read(stop - ZLIB_TRAILER, ZLIB_TRAILER, signal);
    return trailer.reduce((value, byte) => value * 256 + byte, 0);
  };
  return new PieceStream(unpacked, place, storedChecksum, signal);
}

function checkZlibHeader([method, flags]: Uint8Array, place: Place): void {
  const isDeflate = (method & 0x0f) === 8 && method >> 4 <= 7;
  const hasDictionary = (flags & 0x20) !== 0;
  if (!isDeflate || hasDictionary || (method * 256 + flags) % 31 !== 0)
    throw damaged(place, 'a compressed variable does not begin like zlib data');
}

class PieceStream implements InflatedStream {
  position = 0;
  private rest: Uint8Array = new Uint8Array(0);
  private readonly adler = new Adler32();
  private readonly pieces: AsyncIterator<Uint8Array>;

  constructor(
    private readonly unpacked: Readable,
    private readonly place: Place,
    private readonly storedChecksum: () => Promise<number>,
    private readonly signal?: AbortSignal,
  ) {
    this.pieces = unpacked[Symbol.asyncIterator]();
  }

  async read(length: number): Promise<Uint8Array> {
    const result = new Uint8Array(length);
    for (let filled = 0; filled < length;) {
      const piece = await this.readPiece(length - filled);
      result.set(piece, filled);
      filled += piece.length;
    }
    return result;
  }

  async skip(length: number): Promise<void> {
    for (let left = length; left > 0;) left -= (await this.readPiece(left)).length;
  }

  async readPiece(length: number): Promise<Uint8Array> {
    const piece = await this.take(length);
    if (piece.length === 0) throw damaged(this.place, 'its compressed data end before the variable does');
    return piece;
  }

  /** Up to `length` bytes, none at the end. */
  private async take(length: number): Promise<Uint8Array> {
    if (this.rest.length === 0 && length > 0) this.rest = await this.nextPiece();
    const piece = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(piece.length);
    this.position += piece.length;
    return piece;
  }

  async checksumFits(most: number): Promise<boolean> {
    for (let left = most; ;) {
      const piece = await this.take(left + 1);
      if (piece.length === 0) return (await this.storedChecksum()) === this.adler.value;
      if (piece.length > left) return false;
      left -= piece.length;
    }
  }

  async close(): Promise<void> {
    this.unpacked.destroy();
    await this.pieces.return?.();
  }

  private async nextPiece(): Promise<Uint8Array> {
    throwIfCancelled(this.signal);
    try {
      for (;;) {
        const next = await this.pieces.next();
        if (next.done) return new Uint8Array(0);
        if (next.value.length === 0) continue;
        this.adler.add(next.value);
        return next.value;
      }
    } catch (error) {
      throwIfCancelled(this.signal);
      if (error instanceof BandscapeError) throw error;
      throw damaged(this.place, 'its compressed data cannot be unpacked');
    }
  }
}
