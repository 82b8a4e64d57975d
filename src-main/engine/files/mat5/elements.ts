import { damaged, type Place } from './damage';
import type { ByteStream } from './stream';

export interface Tag {
  type: number;
  /** Bytes of contents, padding not counted. */
  length: number;
  /** Where the contents begin in the stream. */
  start: number;
  /** Where the next element's tag begins in the stream. */
  next: number;
}

const TAG_LENGTH = 8;
const SMALL_CONTENTS = 4;

/**
 * Reads one tag. A small element keeps type and length in four bytes and its contents in the other four; only
 * there the upper half of the first word is not zero.
 */
export async function readTag(stream: ByteStream, littleEndian: boolean, place: Place): Promise<TagAndSmall> {
  const at = stream.position;
  const bytes = await stream.read(TAG_LENGTH);
  const view = new DataView(bytes.buffer, bytes.byteOffset, TAG_LENGTH);
  const word = view.getUint32(0, littleEndian);
  const smallLength = word >>> 16;
  if (smallLength === 0) {
    const length = view.getUint32(4, littleEndian);
    const start = at + TAG_LENGTH;
    return { type: word, length, start, next: start + Math.ceil(length / 8) * 8 };
  }
  if (smallLength > SMALL_CONTENTS) throw damaged(place, `a small element claims ${smallLength} bytes`);
  const start = at + TAG_LENGTH - SMALL_CONTENTS;
  return {
    type: word & 0xffff,
    length: smallLength,
    start,
    next: at + TAG_LENGTH,
    small: bytes.slice(4, 4 + smallLength),
  };
}

type TagAndSmall = Tag & { small?: Uint8Array };

/** An element's type and contents; `most` is the largest length that makes sense for it. */
export async function readElement(
  stream: ByteStream,
  littleEndian: boolean,
  most: number,
  place: Place,
): Promise<{ type: number; contents: Uint8Array }> {
  const tag = await readTag(stream, littleEndian, place);
  if (tag.small) return { type: tag.type, contents: tag.small };
  if (tag.length > most) throw damaged(place, `a header field claims ${tag.length} bytes`);
  const padded = await stream.read(tag.next - tag.start);
  return { type: tag.type, contents: padded.slice(0, tag.length) };
}
