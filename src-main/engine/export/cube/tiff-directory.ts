import type { Tag } from '../tiff-layout';

/** An entry of 64-bit offsets, which only BigTIFF has. */
export interface OffsetsEntry {
  code: number;
  values: readonly number[];
}

const LONG = 4;
const LONG8 = 16;

/** The first bytes of a little-endian file whose directory lies at `directory`. */
export function tiffHeader(isBig: boolean, directory: number): Buffer {
  const header = Buffer.alloc(isBig ? 16 : 8);
  header.write(isBig ? 'II+\0\x08\0\0\0' : 'II*\0', 'latin1');
  if (isBig) header.writeBigUInt64LE(BigInt(directory), 8);
  else header.writeUInt32LE(directory, 4);
  return header;
}

/**
 * The only directory of a file, with the values that do not fit their entries before it.
 * @param at where the bytes will lie, an even number
 * @returns the bytes and where in the file the directory itself begins
 */
export function encodeDirectory(
  tags: readonly Tag[],
  offsets: readonly OffsetsEntry[],
  at: number,
  isBig: boolean,
): { bytes: Buffer; directory: number } {
  const offsetLength = isBig ? 8 : 4;
  const all = [...tags, ...offsets.map((entry) => offsetsTag(entry, isBig))].sort((a, b) => a.code - b.code);
  const parts: Buffer[] = [];
  let end = at;
  const entries = all.map(({ code, type, count, data }) => {
    const entry = Buffer.alloc(isBig ? 20 : 12);
    const place = entry.length - offsetLength;
    entry.writeUInt16LE(code, 0);
    entry.writeUInt16LE(type, 2);
    entry.writeUInt32LE(count, 4);
    if (data.length <= offsetLength) {
      data.copy(entry, place);
      return entry;
    }
    if (isBig) entry.writeBigUInt64LE(BigInt(end), place);
    else entry.writeUInt32LE(end, place);
    const padded = Buffer.concat([data, Buffer.alloc(-data.length & 7)]);
    parts.push(padded);
    end += padded.length;
    return entry;
  });
  const count = Buffer.alloc(isBig ? 8 : 2);
  count.writeUInt16LE(entries.length);
  return { bytes: Buffer.concat([...parts, count, ...entries, Buffer.alloc(offsetLength)]), directory: end };
}

function offsetsTag({ code, values }: OffsetsEntry, isBig: boolean) {
  const data = isBig ? BigUint64Array.from(values, BigInt) : Uint32Array.from(values);
  return { code, type: isBig ? LONG8 : LONG, count: values.length, data: Buffer.from(data.buffer) };
}
