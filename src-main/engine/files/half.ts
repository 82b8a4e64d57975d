import { nativeCopy } from './plain-values';

/** Turns 16-bit floating-point numbers (IEEE 754 binary16) into 32-bit ones, which hold each of them exactly. */
export function halfDecoder(littleEndian: boolean): (bytes: Uint8Array) => Float32Array {
  return (bytes) => Float32Array.from(new Uint16Array(nativeCopy(bytes, 2, littleEndian)), fromHalf);
}

function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0x1f) return fraction === 0 ? sign * Infinity : NaN;
  return exponent === 0 ? sign * fraction * 2 ** -24 : sign * (1024 + fraction) * 2 ** (exponent - 25);
}
