import type { Rgb } from '@shared/scene';
import type { ByteSource } from '../bytes';
import { crc32 } from '../crc32';
import { damagedFile } from '../variable-errors';
import { CHANNELS, readHeader, unpackedLength, type PngHeader } from './header';
import { SIGNATURE_LENGTH } from './signature';

/** What of a PNG says which label each pixel has. */
export interface PngContents {
  header: PngHeader;
  palette?: Rgb[];
  /** Of a palette the opacity of each entry, else the samples of the one transparent colour. */
  transparency?: number[];
  /** zlib data, which may have been spread over many chunks. */
  packed: Uint8Array;
}

/** Length and type before the data of a chunk, checksum behind. */
const BEFORE = 8;
const BEHIND = 4;
/** Data that deflate could not pack take 5 bytes more a block, and zlib has a frame. */
const packedLimit = (length: number) => length + length / 1000 + 1024;
const MOST_ENTRIES = 256;
/** Bytes of chunks that are read whole before anything is known of them. */
const LONGEST: Readonly<Record<string, number>> = { IHDR: 13, PLTE: 3 * MOST_ENTRIES, tRNS: MOST_ENTRIES };
/** Programs write chunks of 8 KiB and more. */
const MOST_CHUNKS = 16_384;
/** What is read at a time of a chunk that does not matter. */
const PIECE = 1024 * 1024;

/**
 * Walks the chunks of a PNG (W3C Portable Network Graphics, third edition) and reads those that matter; of the others,
 * which may hold anything, only the checksum is looked at: it covers their names, one of which may have been another.
 *
 * @throws UnreadableFileError where a chunk is missing, cut off or does not fit its checksum
 * @throws UnsupportedFormatError where the image is larger than any ground truth
 */
export async function readChunks(
  bytes: ByteSource,
  file: string,
  signal?: AbortSignal,
): Promise<PngContents> {
  let header: PngHeader | undefined;
  const contents: Omit<PngContents, 'header' | 'packed'> = {};
  const parts: Uint8Array[] = [];
  let packed = 0;
  let at = SIGNATURE_LENGTH;
  for (let count = 0; ; count++) {
    if (count > MOST_CHUNKS) throw damagedFile(file, `it has more than ${MOST_CHUNKS} chunks`, at);
    const { type, length } = await chunkAt(bytes, at, file, signal);
    const data = () => readData(bytes, at, { type, length }, file, signal);
    if (!header && type !== 'IHDR') throw damagedFile(file, 'it does not begin with its header', at);
    if (type === 'IEND') break;
    if (type === 'IHDR') header = readHeader(await data(), file);
    else if (type === 'PLTE') contents.palette = paletteOf(await data());
    else if (type === 'tRNS') contents.transparency = transparencyOf(await data(), header as PngHeader);
    else if (type === 'IDAT') {
      if ((packed += length) > packedLimit(unpackedLength(header as PngHeader)))
        throw damagedFile(file, 'it holds more data than its size in pixels explains', at);
      parts.push(await data());
    } else if (isCritical(type)) throw damagedFile(file, `it has the unknown chunk ${type}`, at);
    else await checkChunk(bytes, at, { type, length }, file, signal);
    at += BEFORE + length + BEHIND;
  }
  return { ...contents, header: header as PngHeader, packed: Buffer.concat(parts) };
}

/** Those that no reader may pass over have a capital letter first. */
function isCritical(type: string): boolean {
  return (type.charCodeAt(0) & 0x20) === 0;
}

async function checkChunk(
  bytes: ByteSource,
  at: number,
  { type, length }: { type: string; length: number },
  file: string,
  signal?: AbortSignal,
): Promise<void> {
  const stop = at + BEFORE + length;
  if (length < PIECE) return void (await readData(bytes, at, { type, length }, file, signal));
  let sum = 0;
  for (let start = at + 4; start < stop; start += PIECE)
    sum = crc32(await bytes.read(start, Math.min(PIECE, stop - start), signal), sum);
  const stated = Buffer.from(await bytes.read(stop, BEHIND, signal)).readUInt32BE(0);
  if (sum !== stated) throw wrongSum(file, type, at);
}

async function chunkAt(bytes: ByteSource, at: number, file: string, signal?: AbortSignal) {
  const cutOff = () => damagedFile(file, `it ends at byte ${bytes.length}, before its last chunk`);
  if (at + BEFORE + BEHIND > bytes.length) throw cutOff();
  const head = Buffer.from(await bytes.read(at, BEFORE, signal));
  const length = head.readUInt32BE(0);
  if (at + BEFORE + length + BEHIND > bytes.length) throw cutOff();
  const type = head.toString('latin1', 4, BEFORE);
  const sensible = /^[A-Za-z]{4}$/.test(type) && length <= (LONGEST[type] ?? Infinity);
  if (!sensible) throw damagedFile(file, 'it has a chunk that no image has', at);
  return { length, type };
}

async function readData(
  bytes: ByteSource,
  at: number,
  { type, length }: { type: string; length: number },
  file: string,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  const chunk = Buffer.from(await bytes.read(at + 4, 4 + length + BEHIND, signal));
  const typeAndData = chunk.subarray(0, 4 + length);
  if (crc32(typeAndData) !== chunk.readUInt32BE(4 + length)) throw wrongSum(file, type, at);
  return typeAndData.subarray(4);
}

/** A type that has been changed may be anything. */
function wrongSum(file: string, type: string, at: number) {
  return damagedFile(file, `its chunk ${type} does not fit its checksum`, at);
}

function paletteOf(data: Uint8Array): Rgb[] {
  const entries = Math.min(MOST_ENTRIES, Math.floor(data.length / 3));
  return Array.from({ length: entries }, (_, index) => [...data.subarray(3 * index, 3 * index + 3)] as Rgb);
}

function transparencyOf(data: Uint8Array, { kind }: PngHeader): number[] | undefined {
  if (kind === 'palette') return [...data.subarray(0, MOST_ENTRIES)];
  if (data.length !== 2 * CHANNELS[kind]) return undefined;
  return Array.from({ length: data.length / 2 }, (_, index) => data[2 * index] * 256 + data[2 * index + 1]);
}
