import { damaged, type Place } from './damage';
import type { MatFile } from './mat-file';

/** Bytes of one element, read one after the other. */
export interface ByteStream {
  /** Bytes given out so far. */
  readonly position: number;
  /**
   * The next bytes, exactly `length`.
   * @throws UnreadableFileError where the element ends before
   */
  read(length: number): Promise<Uint8Array>;
  /**
   * Passes over the next `length` bytes, held in no more memory than a piece of them.
   * @throws UnreadableFileError where the element ends before
   */
  skip(length: number): Promise<void>;
}

/** Headers are small; one read of this many bytes mostly holds all of one. */
const BUFFER_LENGTH = 512;

/** The part of a file from `start` to `stop`, read ahead a little. */
export function streamOf(
  { bytes, signal }: MatFile,
  { start, stop }: { start: number; stop: number },
  place: Place,
): ByteStream {
  let position = 0;
  let buffer = new Uint8Array(0);
  let bufferStart = 0;
  return {
    get position() {
      return position;
    },
    async read(length) {
      if (start + position + length > stop) throw damaged(place, 'an element ends before its contents do');
      if (position + length > bufferStart + buffer.length) {
        const wanted = Math.min(Math.max(length, BUFFER_LENGTH), stop - start - position);
        buffer = new Uint8Array(await bytes.read(start + position, wanted, signal));
        bufferStart = position;
      }
      const from = position - bufferStart;
      position += length;
      return buffer.subarray(from, from + length);
    },
    async skip(length) {
      if (start + position + length > stop) throw damaged(place, 'an element ends before its contents do');
      position += length;
    },
  };
}
