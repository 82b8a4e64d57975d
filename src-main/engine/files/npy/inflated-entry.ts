import type { Readable } from 'node:stream';
import { BandscapeError, throwIfCancelled } from '../../errors';
import type { ByteSource } from '../bytes';
import { crc32 } from '../crc32';
import { unpackedPieces, type PieceSource } from '../unpack';
import { damagedFile } from '../variable-errors';
import type { ZipEntry } from './zip';

/** What is unpacked at a time; a cancellation is noticed as often. */
const PIECE = 256 * 1024;

/** The contents of a deflated entry, unpacked as they are asked for. */
export class InflatedEntry implements PieceSource {
  private rest: Uint8Array = new Uint8Array(0);
  private crc = 0;
  private readonly unpacked: Readable;
  private readonly pieces: AsyncIterator<Uint8Array>;

  constructor(
    bytes: ByteSource,
    start: number,
    private readonly entry: ZipEntry,
    private readonly file: string,
    private readonly signal?: AbortSignal,
  ) {
    this.unpacked = unpackedPieces(bytes, start, start + entry.packed, PIECE, signal);
    this.pieces = this.unpacked[Symbol.asyncIterator]();
  }

  async readPiece(length: number): Promise<Uint8Array> {
    if (this.rest.length === 0) this.rest = await this.nextPiece();
    if (this.rest.length === 0) throw this.damaged('end before its values do');
    const piece = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(piece.length);
    return piece;
  }

  /** The next bytes, exactly `length`. */
  async read(length: number): Promise<Uint8Array> {
    const result = new Uint8Array(length);
    for (let filled = 0; filled < length;) {
      const piece = await this.readPiece(length - filled);
      result.set(piece, filled);
      filled += piece.length;
    }
    return result;
  }

  /** @throws UnreadableFileError where anything follows, or the checksum of all that was read differs */
  async checkEnd(): Promise<void> {
    if (this.rest.length > 0 || (await this.nextPiece()).length > 0)
      throw this.damaged('go on behind its values');
    if (this.crc !== this.entry.crc) throw this.damaged('do not fit their checksum');
  }

  async close(): Promise<void> {
    this.unpacked.destroy();
    await this.pieces.return?.();
  }

  /** None at the end. */
  private async nextPiece(): Promise<Uint8Array> {
    throwIfCancelled(this.signal);
    try {
      for (;;) {
        const next = await this.pieces.next();
        if (next.done) return new Uint8Array(0);
        if (next.value.length === 0) continue;
        this.crc = crc32(next.value, this.crc);
        return next.value;
      }
    } catch (error) {
      throwIfCancelled(this.signal);
      if (error instanceof BandscapeError) throw error;
      throw this.damaged('cannot be unpacked');
    }
  }

  private damaged(problem: string) {
    return damagedFile(this.file, `the packed data of "${this.entry.name}" ${problem}`, this.entry.header);
  }
}
