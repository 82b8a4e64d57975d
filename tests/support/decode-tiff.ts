import { inflateSync } from 'node:zlib';

export interface DecodedTiff {
  tags: Map<number, number[] | string>;
  /** Samples of all strips, one a pixel. */
  pixels: Uint8Array | Uint16Array;
}

const TYPE_BYTES: Record<number, number> = { 2: 1, 3: 2, 4: 4, 12: 8 };

/** Reads a little-endian TIFF of one deflated image with one sample a pixel. */
export function decodeTiff(bytes: Uint8Array): DecodedTiff {
  const file = Buffer.from(bytes);
  if (file.toString('latin1', 0, 4) !== 'II*\0') throw new Error('no TIFF signature');
  const directory = file.readUInt32LE(4);
  const count = file.readUInt16LE(directory);
  const tags = new Map<number, number[] | string>();
  let previous = 0;
  for (let entry = directory + 2; entry < directory + 2 + 12 * count; entry += 12) {
    const code = file.readUInt16LE(entry);
    if (code <= previous) throw new Error('tags are not in ascending order');
    previous = code;
    tags.set(code, readValues(file, entry));
  }
  if (file.readUInt32LE(directory + 2 + 12 * count) !== 0) throw new Error('a second image');
  const offsets = tags.get(273) as number[];
  const lengths = tags.get(279) as number[];
  const strips = offsets.map((offset, index) => inflateSync(file.subarray(offset, offset + lengths[index])));
  const data = Uint8Array.from(Buffer.concat(strips));
  const [bits] = tags.get(258) as number[];
  return { tags, pixels: bits === 8 ? data : new Uint16Array(data.buffer) };
}

function readValues(file: Buffer, entry: number): number[] | string {
  const type = file.readUInt16LE(entry + 2);
  const count = file.readUInt32LE(entry + 4);
  const inside = count * TYPE_BYTES[type] <= 4;
  const start = inside ? entry + 8 : file.readUInt32LE(entry + 8);
  if (!inside && start % 2 !== 0) throw new Error('values at an odd place');
  if (type === 2) return file.toString('latin1', start, start + count - 1);
  return Array.from({ length: count }, (_, index) => {
    const at = start + index * TYPE_BYTES[type];
    if (type === 3) return file.readUInt16LE(at);
    return type === 4 ? file.readUInt32LE(at) : file.readDoubleLE(at);
  });
}
