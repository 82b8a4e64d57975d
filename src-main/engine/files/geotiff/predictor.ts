import type { BlockShape } from './block-shape';

const VIEWS = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array, 8: BigUint64Array } as const;

/** Turns the bytes of values round, in place, where the file's order is not the machine's (little-endian). */
export function swapBytes(bytes: Uint8Array, itemSize: number): void {
  if (itemSize === 1) return;
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (itemSize === 2) buffer.swap16();
  else if (itemSize === 4) buffer.swap32();
  else buffer.swap64();
}

/**
 * Undoes horizontal differencing (TIFF 6.0, section 14) in place: each sample was stored as its difference to the
 * same sample of the pixel to its left. `bytes` hold whole rows and begin at a multiple of the item size.
 */
export function undoDifferences(bytes: Uint8Array, { columns, samples }: BlockShape, itemSize: number): void {
  const View = VIEWS[itemSize as keyof typeof VIEWS];
  const values = new View(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength / itemSize);
  const row = columns * samples;
  if (values instanceof BigUint64Array) {
    for (let start = 0; start < values.length; start += row) {
      for (let i = start + samples; i < start + row; i++) values[i] += values[i - samples];
    }
    return;
  }
  for (let start = 0; start < values.length; start += row) {
    for (let i = start + samples; i < start + row; i++) values[i] += values[i - samples];
  }
}

/**
 * Undoes the floating-point predictor (Adobe, "TIFF Technical Note 3"): every row holds the highest bytes of all its
 * samples, then the next lower ones, each byte as difference. Returns little-endian values, whatever the file's order.
 */
export function undoFloatDifferences(
  bytes: Uint8Array,
  { columns, samples }: BlockShape,
  itemSize: number,
): Uint8Array {
  const count = columns * samples;
  const rowLength = count * itemSize;
  const values = new Uint8Array(bytes.length);
  for (let start = 0; start < bytes.length; start += rowLength) {
    for (let i = start + samples; i < start + rowLength; i++) bytes[i] += bytes[i - samples];
    for (let plane = 0; plane < itemSize; plane++) {
      const place = itemSize - 1 - plane;
      const from = start + plane * count;
      for (let i = 0; i < count; i++) values[start + i * itemSize + place] = bytes[from + i];
    }
  }
  return values;
}
