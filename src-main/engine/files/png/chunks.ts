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

/**
 * Walks the chunks of a PNG (W3C Portable Network Graphics, third edition) and reads those that matter; the others,
 * which may hold anything, are not even unpacked.
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
  for (let at = SIGNATURE_LENGTH; ;) {
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
    }
    at += BEFORE + length + BEHIND;
  }
  return { ...contents, header: header as PngHeader, packed: Buffer.concat(parts) };
}

async function chunkAt(bytes: ByteSource, at: number, file: string, signal?: AbortSignal) {
  const cutOff = () => damagedFile(file, `it ends at byte ${bytes.length}, before its last chunk`);
  if (at + BEFORE + BEHIND > bytes.length) throw cutOff();
  const head = Buffer.from(await bytes.read(at, BEFORE, signal));
  const length = head.readUInt32BE(0);
  if (at + BEFORE + length + BEHIND > bytes.length) throw cutOff();
  return { length, type: head.toString('latin1', 4, BEFORE) };
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
  if (crc32(typeAndData) !== chunk.readUInt32BE(4 + length))
    throw damagedFile(file, `its chunk ${type} does not fit its checksum`, at);
  return typeAndData.subarray(4);
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
