import { Readable, pipeline } from 'node:stream';
import { createInflateRaw } from 'node:zlib';
import { MemoryBytes, type ByteSource } from './bytes';
import { ScratchFile } from './scratch';
import type { OpenOptions } from './source';
import { allocate } from './values';

/** Up to this many bytes of one variable are held in memory. */
const MEMORY_LIMIT = 256 * 1024 * 1024;

/** Deflate cannot pack tighter than 1,032 : 1 (zlib's technical notes). */
export const TIGHTEST_PACKING = 1032;

/** Unpacked bytes in the order in which they come. */
export interface PieceSource {
  /**
   * Up to `length` next bytes, at least one.
   * @throws UnreadableFileError at the end
   */
  readPiece(length: number): Promise<Uint8Array>;
}

/**
 * Deflated data (RFC 1951) from `start` to `stop`, unpacked; nothing is unpacked further ahead than a few pieces.
 * Errors of reading and of unpacking reach whoever iterates.
 */
export function unpackedPieces(
  bytes: ByteSource,
  start: number,
  stop: number,
  pieceLength: number,
  signal?: AbortSignal,
): Readable {
  async function* compressed() {
    for (let at = start; at < stop; at += pieceLength)
      yield await bytes.read(at, Math.min(pieceLength, stop - at), signal);
  }
  const source = Readable.from(compressed(), { objectMode: false, highWaterMark: pieceLength });
  const unpacked = createInflateRaw({ chunkSize: pieceLength });
  // Errors of either stream reach the reader of `unpacked`; the callback only keeps them from being unhandled.
  pipeline(source, unpacked, () => {});
  return unpacked;
}

/**
 * Exactly the next `length` bytes, in memory or, where they are many, in a scratch file: what is declared caps what
 * is unpacked.
 * @param file the data's origin, for messages
 */
export async function unpackInto(
  stream: PieceSource,
  length: number,
  file: string,
  options: OpenOptions,
): Promise<ByteSource> {
  if (length <= (options.memoryLimit ?? MEMORY_LIMIT)) {
    const values = allocate('uint8', length) as Uint8Array;
    await pour(stream, length, options, async (piece, at) => values.set(piece, at));
    return new MemoryBytes(file, values);
  }
  const scratch = await ScratchFile.create();
  try {
    await pour(stream, length, options, (piece) => scratch.append(piece));
    return scratch.bytes(file);
  } catch (error) {
    await scratch.discard();
    throw error;
  }
}

async function pour(
  stream: PieceSource,
  length: number,
  { onProgress }: OpenOptions,
  take: (piece: Uint8Array, at: number) => Promise<void>,
): Promise<void> {
  for (let done = 0; done < length;) {
    const piece = await stream.readPiece(length - done);
    await take(piece, done);
    done += piece.length;
    onProgress?.(done / length, length);
  }
}
