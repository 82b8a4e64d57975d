import { deflateSync } from 'node:zlib';
import { crc32 } from '../../src-main/engine/files/crc32';

export const PNG_SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const bytes = Buffer.alloc(12 + data.length);
  bytes.writeUInt32BE(data.length, 0);
  bytes.write(type, 4, 'latin1');
  bytes.set(data, 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length);
  return bytes;
}

export interface PngParts {
  columns?: number;
  rows?: number;
  depth?: number;
  colorType?: number;
  interlace?: number;
  before?: Buffer[];
  data?: Uint8Array;
}

/** A gray image of 2 x 2 pixels with the labels 1 to 4, unless told otherwise. */
export function pngFile({
  columns = 2,
  rows = 2,
  depth = 8,
  colorType = 0,
  interlace = 0,
  before = [],
  data,
}: PngParts = {}): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(columns, 0);
  header.writeUInt32BE(rows, 4);
  header.set([depth, colorType, 0, 0, interlace], 8);
  const lines = data ?? Uint8Array.of(0, 1, 2, 0, 3, 4);
  const packed = pngChunk('IDAT', deflateSync(lines));
  const end = pngChunk('IEND', new Uint8Array(0));
  return Buffer.concat([PNG_SIGNATURE, pngChunk('IHDR', header), ...before, packed, end]);
}
