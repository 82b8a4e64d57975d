const MODULUS = 65_521;
/** The most bytes that can be added before the sums must be reduced to stay exact (as in zlib). */
const LONGEST_RUN = 5552;

/** The Adler-32 checksum of RFC 1950, over bytes that come in pieces. */
export class Adler32 {
  private low = 1;
  private high = 0;

  add(bytes: Uint8Array): void {
    let { low, high } = this;
    for (let start = 0; start < bytes.length; start += LONGEST_RUN) {
      const stop = Math.min(start + LONGEST_RUN, bytes.length);
      for (let i = start; i < stop; i++) {
        low += bytes[i];
        high += low;
      }
      low %= MODULUS;
      high %= MODULUS;
    }
    this.low = low;
    this.high = high;
  }

  get value(): number {
    return this.high * 65_536 + this.low;
  }
}
