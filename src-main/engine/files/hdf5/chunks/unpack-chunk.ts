import { promisify } from 'node:util';
import { createInflate, inflate } from 'node:zlib';
import { fletcher32 } from '../checksum';
import { FILTER, type Filter } from '../filters';
import { unpackLzf } from './lzf';

const inflated = promisify(inflate);
const CHECKSUM_LENGTH = 4;
/** What is larger is inflated piece by piece, so that it is in memory only once. */
const INFLATE_AT_ONCE = 4 * 1024 * 1024;
const PIECE = 256 * 1024;

/**
 * Undoes the filters of a chunk, last first.
 * @param mask bits of the filters, the first lowest, that were not applied
 * @param length of the chunk in the end, which caps what is unpacked
 * @param onShare told what part of a large chunk has been inflated; what it throws ends that
 * @throws Error where the chunk is damaged; a filter that nobody knows here has been refused before
 */
export async function unpackChunk(
  stored: Uint8Array,
  filters: readonly Filter[],
  mask: number,
  length: number,
  onShare: (share: number) => void = () => {},
): Promise<Uint8Array> {
  const applied = filters.filter((_, index) => ((mask >>> index) & 1) === 0);
  let bytes = stored;
  for (let step = applied.length - 1; step >= 0; step--) {
    bytes = await undo(applied[step], bytes, lengthBefore(applied.slice(0, step), length), onShare);
  }
  if (bytes.length < length) throw new Error(`it holds ${bytes.length} bytes instead of ${length}`);
  return bytes.subarray(0, length);
}

/** What there was before a filter, given those before it: exact, but where a chunk is packed more than once. */
function lengthBefore(earlier: readonly Filter[], length: number): { length: number; exact: boolean } {
  const checksums = earlier.filter(({ id }) => id === FILTER.fletcher32).length;
  const exact = earlier.every(({ id }) => id === FILTER.fletcher32 || id === FILTER.shuffle);
  const whole = length + checksums * CHECKSUM_LENGTH;
  // Packing what cannot be packed adds little to it.
  return { length: exact ? whole : whole + Math.ceil(whole / 16) + 1024, exact };
}

async function undo(
  filter: Filter,
  bytes: Uint8Array,
  before: { length: number; exact: boolean },
  onShare: (share: number) => void,
): Promise<Uint8Array> {
  switch (filter.id) {
    case FILTER.deflate:
      return before.length > INFLATE_AT_ONCE
        ? inflatedInto(bytes, before.length, onShare)
        : inflated(bytes, { maxOutputLength: before.length });
    case FILTER.shuffle:
      return unshuffled(bytes, filter.client[0] ?? 1);
    case FILTER.fletcher32:
      return checked(bytes);
    case FILTER.lzf:
      if (!before.exact) throw new Error('it is packed more than once');
      return unpackLzf(bytes, before.length);
    default:
      return (await import('../../zstd')).unpackZstd(bytes, before.length);
  }
}

async function inflatedInto(
  bytes: Uint8Array,
  length: number,
  onShare: (share: number) => void,
): Promise<Uint8Array> {
  const unpacked = new Uint8Array(length);
  const stream = createInflate({ chunkSize: PIECE });
  stream.end(bytes);
  let filled = 0;
  // Leaving the loop ends the stream.
  for await (const piece of stream as AsyncIterable<Uint8Array>) {
    if (filled + piece.length > length) throw new Error(`it unpacks to more than ${length} bytes`);
    unpacked.set(piece, filled);
    filled += piece.length;
    onShare(filled / length);
  }
  return unpacked.subarray(0, filled);
}

/** The first bytes of all values come first, then the second ones; what is left over stays at the end. */
function unshuffled(bytes: Uint8Array, size: number): Uint8Array {
  const count = Math.floor(bytes.length / size);
  if (size <= 1 || count <= 1) return bytes;
  const values = new Uint8Array(bytes.length);
  for (let byte = 0; byte < size; byte++) {
    let from = byte * count;
    for (let to = byte; to < count * size; to += size) values[to] = bytes[from++];
  }
  values.set(bytes.subarray(count * size), count * size);
  return values;
}

function checked(bytes: Uint8Array): Uint8Array {
  const data = bytes.subarray(0, Math.max(0, bytes.length - CHECKSUM_LENGTH));
  const stated = bytes.subarray(data.length).reduceRight((value, byte) => value * 256 + byte, 0);
  const found = fletcher32(data);
  // Libraries before 1.6.3 swapped the bytes of both sums.
  const swapped = (((found & 0x00ff00ff) << 8) | ((found >>> 8) & 0x00ff00ff)) >>> 0;
  if (stated !== found && stated !== swapped) throw new Error('its checksum does not match');
  return data;
}
