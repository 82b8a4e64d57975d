import { once } from 'node:events';
import { createDeflate } from 'node:zlib';
import { crc32 } from '../files/crc32';
import type { IndexedPicture } from './picture/indexed-picture';

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const TRUECOLOR = 2;
const PALETTE = 3;
/** Rows that are packed at once. */
const PIECE_BYTES = 1024 * 1024;

/**
 * A PNG (W3C Portable Network Graphics). Up to 256 colours it has a palette, so that a map's file holds the labels as
 * well as their colours; above that, colours only.
 */
export async function encodePng(picture: IndexedPicture): Promise<Uint8Array> {
  const { width, height, colors } = picture;
  const indexed = colors.length / 3 <= 256;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, indexed ? PALETTE : TRUECOLOR, 0, 0, 0], 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    ...(indexed ? [chunk('PLTE', colors)] : []),
    chunk('IDAT', await packed(picture, indexed)),
    chunk('IEND', new Uint8Array(0)),
  ]);
}

/** All scanlines, packed piece by piece: a large picture is many times as large as its file. */
async function packed(picture: IndexedPicture, indexed: boolean): Promise<Uint8Array> {
  const { width, height } = picture;
  const deflate = createDeflate();
  const parts: Buffer[] = [];
  deflate.on('data', (part: Buffer) => parts.push(part));
  const ended = once(deflate, 'end');
  const step = Math.max(1, Math.floor(PIECE_BYTES / (width * (indexed ? 1 : 3) + 1)));
  for (let row = 0; row < height; row += step) {
    const lines = scanlines(picture, row, Math.min(height, row + step), indexed);
    if (!deflate.write(lines)) await once(deflate, 'drain');
  }
  deflate.end();
  await ended;
  return Buffer.concat(parts);
}

/** Rows, each behind a zero, which says that it is not filtered. */
function scanlines(
  { width, pixels, colors }: IndexedPicture,
  from: number,
  to: number,
  indexed: boolean,
): Uint8Array {
  const length = width * (indexed ? 1 : 3);
  const lines = new Uint8Array((to - from) * (length + 1));
  for (let row = from; row < to; row++) {
    const line = lines.subarray((row - from) * (length + 1) + 1);
    const values = pixels.subarray(row * width, (row + 1) * width);
    if (indexed) line.set(values);
    else values.forEach((index, at) => line.set(colors.subarray(3 * index, 3 * index + 3), 3 * at));
  }
  return lines;
}

function chunk(type: string, data: Uint8Array): Uint8Array {
  const bytes = Buffer.alloc(data.length + 12);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, data.length + 8)), data.length + 8);
  return bytes;
}
