import { inflateSync } from 'node:zlib';

export interface DecodedPng {
  width: number;
  height: number;
  colorType: number;
  palette?: Uint8Array;
  /** One byte a pixel for palettes, three for colours. */
  pixels: Uint8Array;
}

/** Reads an unfiltered 8-bit PNG chunk by chunk and checks each chunk's CRC against an independent formula. */
export function decodePng(bytes: Uint8Array): DecodedPng {
  const file = Buffer.from(bytes);
  if (file.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG signature');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    const body = file.subarray(at + 4, at + 8 + length);
    if (crc(body) !== file.readUInt32BE(at + 8 + length)) throw new Error('wrong CRC');
    chunks.set(body.toString('latin1', 0, 4), body.subarray(4));
    at += 12 + length;
  }
  const header = chunks.get('IHDR')!;
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const [depth, colorType, compression, filter, interlace] = header.subarray(8);
  if (depth !== 8 || compression !== 0 || filter !== 0 || interlace !== 0) throw new Error('other PNG kind');
  const lineBytes = width * (colorType === 2 ? 3 : 1);
  const lines = inflateSync(chunks.get('IDAT')!);
  if (lines.length !== height * (lineBytes + 1)) throw new Error('wrong amount of pixels');
  const pixels = new Uint8Array(height * lineBytes);
  for (let row = 0; row < height; row++) {
    const start = row * (lineBytes + 1);
    if (lines[start] !== 0) throw new Error('a filtered row');
    pixels.set(lines.subarray(start + 1, start + 1 + lineBytes), row * lineBytes);
  }
  return { width, height, colorType, palette: chunks.get('PLTE'), pixels };
}

function crc(bytes: Uint8Array): number {
  let remainder = 0xffffffffn;
  for (const byte of bytes) {
    remainder ^= BigInt(byte);
    for (let bit = 0; bit < 8; bit++)
      remainder = remainder & 1n ? (remainder >> 1n) ^ 0xedb88320n : remainder >> 1n;
  }
  return Number(remainder ^ 0xffffffffn);
}
