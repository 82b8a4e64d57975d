import { deflateRawSync, deflateSync, inflateRawSync, inflateSync } from 'node:zlib';
import { crc32 } from '../../src-main/engine/files/crc32';
import type { Random } from '../../src-main/engine/samples/random';

interface Packed {
  start: number;
  stop: number;
  contents: Buffer;
  /** Without the header and the checksum of zlib. */
  raw: boolean;
}

const LARGEST = 1 << 20;
/** Chunks of PNG have their name before their data, and it counts for their checksum. */
const CHUNK_NAME = 4;

/**
 * Changes what lies packed in a file, which changed bytes of packed data never reach: a zlib stream, or a deflated
 * entry of a ZIP archive, is unpacked, changed and packed again. Numbers in the file that were the stream's length,
 * the length of its contents or a checksum of either follow; a file without such a stream stays as it is.
 */
export function mutatePacked(bytes: Buffer, random: Random, change: (contents: Buffer) => Buffer): Buffer {
  const packed = somePacked(bytes, random);
  if (!packed) return bytes;
  const { start, stop } = packed;
  const contents = change(Buffer.from(packed.contents));
  const stream = packed.raw ? deflateRawSync(contents) : deflateSync(contents);
  const changed = Buffer.concat([bytes.subarray(0, start), stream, bytes.subarray(stop)]);
  replaceNumber(changed, stop - start, stream.length);
  if (packed.raw) {
    replaceNumber(changed, packed.contents.length, contents.length);
    replaceNumber(changed, crc32(packed.contents), crc32(contents));
  } else if (start >= CHUNK_NAME) {
    const chunk = changed.subarray(start - CHUNK_NAME, start + stream.length);
    replaceNumber(changed, crc32(bytes.subarray(start - CHUNK_NAME, stop)), crc32(chunk));
  }
  return changed;
}

/** The first packed part behind some place in the file, or before it where there is none behind. */
function somePacked(bytes: Buffer, random: Random): Packed | undefined {
  const from = random.integer(bytes.length);
  for (let n = 0; n < bytes.length; n++) {
    const at = (from + n) % bytes.length;
    const entry = entryStart(bytes, at);
    const packed =
      entry === undefined ? isZlib(bytes, at) && unpack(bytes, at, false) : unpack(bytes, entry, true);
    if (packed) return packed;
  }
  return undefined;
}

function isZlib(bytes: Buffer, at: number): boolean {
  return bytes[at] === 0x78 && at + 6 < bytes.length && bytes.readUInt16BE(at) % 31 === 0;
}

/** Where the data of a deflated file begin that has its local header here. */
function entryStart(bytes: Buffer, header: number): number | undefined {
  const isEntry = bytes[header] === 0x50 && bytes.toString('latin1', header, header + 4) === 'PK\x03\x04';
  if (!isEntry || header + 30 > bytes.length || bytes.readUInt16LE(header + 8) !== 8) return undefined;
  return header + 30 + bytes.readUInt16LE(header + 26) + bytes.readUInt16LE(header + 28);
}

function unpack(bytes: Buffer, start: number, raw: boolean): Packed | undefined {
  try {
    const inflate = raw ? inflateRawSync : inflateSync;
    const options = { info: true, maxOutputLength: LARGEST };
    // With `info`, which Node's types do not know, the engine tells how many bytes it has used.
    const { buffer, engine } = inflate(bytes.subarray(start), options) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    return { start, stop: start + engine.bytesWritten, contents: buffer, raw };
  } catch {
    return undefined;
  }
}

/** Wherever 32 bits hold one number, in either byte order, they then hold the other. */
function replaceNumber(bytes: Buffer, old: number, number: number): void {
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (bytes.readUInt32LE(at) === old) bytes.writeUInt32LE(number, at);
    else if (bytes.readUInt32BE(at) === old) bytes.writeUInt32BE(number, at);
  }
}
